import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { Run } from '../api/model'
import { queries } from '../api/queries'
import { Empty, ErrorNote, Loading } from '../words/Parts'
import { calledBy, marksOf, type DiagramElement } from './marks'
import { stepOfInterest } from './steps'

const Diagram = lazy(() => import('./Diagram'))

/** The diagrams of a run, one at a time; a call activity leads to the one behind it. */
export function DiagramPanel({
  run,
  process,
  selected,
  onProcess,
  onSelect,
}: {
  run: Run
  process: string
  selected: string | null
  onProcess: (process: string) => void
  onSelect: (element: DiagramElement) => void
}) {
  const diagram = useQuery({ ...queries.diagram(run.run, process), enabled: process !== '' })
  const shown = run.diagrams.find((one) => one.process === process)
  const processes = run.diagrams.map((one) => one.process)
  const interest = stepOfInterest(run.steps)

  return (
    <section className="panel" aria-labelledby="diagram-heading">
      <div className="panel-head">
        <h2 id="diagram-heading">Process</h2>
        <div className="row tabs" role="group" aria-label="Which process">
          {run.diagrams.map((one) => (
            <button
              key={one.process}
              type="button"
              className="toggle"
              aria-pressed={one.process === process}
              onClick={() => onProcess(one.process)}
            >
              {one.name}
            </button>
          ))}
        </div>
        {shown !== undefined && <span className="dim small push">version {shown.version}</span>}
      </div>
      {shown === undefined ? (
        <Empty>This run has no diagram. The steps below tell everything.</Empty>
      ) : diagram.data === undefined ? (
        diagram.error === null ? (
          <Loading what="the diagram" />
        ) : (
          <ErrorNote
            what="The diagram could not be loaded"
            error={diagram.error}
            retry={() => void diagram.refetch()}
          />
        )
      ) : (
        <Suspense fallback={<Loading what="the diagram" />}>
          <Diagram
            key={process}
            xml={diagram.data}
            name={shown.name}
            marksOf={(elements) =>
              marksOf(process, elements, { ...run, passed: shown.passed }, processes)
            }
            passed={shown.passed}
            selected={selected}
            interest={interest?.process === process ? interest.activity : null}
            onSelect={(element) => {
              const called = calledBy(element, process, processes)
              if (called === null) {
                onSelect(element)
              } else {
                onProcess(called)
              }
            }}
          />
        </Suspense>
      )}
    </section>
  )
}
