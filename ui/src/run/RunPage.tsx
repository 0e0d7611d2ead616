import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Run, Step, Task } from '../api/model'
import { isStatus } from '../api/problem'
import { queries } from '../api/queries'
import type { Position } from '../api/replay'
import { NotFoundPage } from '../app/ErrorPages'
import { PlanView } from '../applications/PlanView'
import { failureBehind, isToldBy } from '../tasks/standing'
import { TaskDecision } from '../tasks/TaskDecision'
import { WaitMark } from '../tasks/TaskMark'
import { EnvironmentLink, ErrorNote, FailureNote, Loading } from '../words/Parts'
import { directionWords } from '../words/states'
import { useTitle } from '../words/useTitle'
import { CancelDialog } from './CancelDialog'
import { DiagramPanel } from './DiagramPanel'
import { Headline } from './Headline'
import { LineFeed } from './lineFeed'
import { LogPanel } from './LogPanel'
import './run.css'
import { StepPanel } from './StepPanel'
import { inOrder, isOpen, stepOfInterest } from './steps'
import { StepsTable } from './StepsTable'
import { useRunStream } from './useRunStream'

export function RunPage() {
  const id = Number(useParams()['run'])
  const valid = Number.isSafeInteger(id)
  const run = useQuery({ ...queries.run(id), enabled: valid })
  useTitle(run.data === undefined ? 'Run' : `Run ${run.data.run}: ${run.data.words}`)

  if (!valid || isStatus(run.error, 404)) {
    return <NotFoundPage what="There is no such run." />
  }
  if (run.data === undefined) {
    return (
      <div className="page">
        {run.error === null ? (
          <Loading what="the run" />
        ) : (
          <ErrorNote what="The run could not be loaded" error={run.error} retry={() => void run.refetch()} />
        )}
      </div>
    )
  }
  return <RunView key={id} run={run.data} />
}

function RunView({ run }: { run: Run }) {
  const [cancelling, setCancelling] = useState(false)
  const feed = useMemo(() => new LineFeed(), [])
  // A run that had ended when the page came up has nothing more to say.
  const [live] = useState(run.status !== 'ended')
  const [firstEvent] = useState(run.lastEvent)
  const [caughtUp, setCaughtUp] = useState<number | null>(null)
  const onCaughtUp = useCallback((seq: number) => setCaughtUp((before) => before ?? seq), [])
  const start = useMemo<Position | null>(
    () => (live && caughtUp !== null ? { event: firstEvent, log: caughtUp } : null),
    [live, caughtUp, firstEvent],
  )
  useRunStream(run.run, start, feed)

  const { process, element, choose } = useSelection(run)
  const selected =
    inOrder(run.steps).findLast((step) => step.process === process && step.activity === element) ?? null
  const select = (step: Step | null) => choose(step?.process ?? process, step?.activity ?? null)
  const openTasks = run.tasks.filter(isOpen)
  const closedTasks = run.tasks.filter((task) => !isOpen(task))

  return (
    <div className="page">
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to="/runs">Runs</Link>
        <span aria-hidden="true">/</span>
        <EnvironmentLink application={run.application} environment={run.environment} />
        <span aria-hidden="true">/</span>
        <span>
          Run {run.run}, {run.kind}
        </span>
      </nav>
      <Headline run={run} onCancel={() => setCancelling(true)} />
      {openTasks.map((task) => (
        <section key={task.id} className="panel open-task" aria-labelledby={`task-${task.id}`}>
          <div className="panel-head">
            <h2 id={`task-${task.id}`}>{task.title}</h2>
            <WaitMark since={task.createdAt} reminders={task.reminders} hold={task.hold} />
            <Link className="small push" to={`/tasks/${task.id}`}>
              Task {task.id}, with all there is to know
            </Link>
          </div>
          <div className="panel-body stack">
            <TaskReason task={task} steps={run.steps} />
            <TaskDecision task={task} />
          </div>
        </section>
      ))}
      {run.failure !== null && stillMatters(run) && !isToldBy(openTasks, run) && (
        <FailureNote failure={run.failure} heading="h2" />
      )}
      <DiagramPanel
        run={run}
        process={process}
        selected={element}
        onProcess={(other) => choose(other, null)}
        onSelect={({ id }) => choose(process, id)}
      />
      <div className="run-columns">
        <div className="stack">
          <StepsTable steps={run.steps} selected={selected} onSelect={select} />
          {run.plan !== null && (
            // Open while it is being decided upon; afterwards the run itself matters more.
            <details className="panel" open={openTasks.some((task) => task.kind === 'approve')}>
              <summary className="panel-head">
                <h2>Plan</h2>
                <span className="dim small">{directionWords(run.plan.direction)}</span>
              </summary>
              <div className="panel-body">
                <PlanView plan={run.plan} />
              </div>
            </details>
          )}
        </div>
        <div className="stack">
          {selected !== null && <StepPanel step={selected} onClose={() => select(null)} />}
          {selected === null && element !== null && (
            <div className="note tone-quiet" role="status">
              No step of the run stands behind this element, or the run has not reached it.
            </div>
          )}
          <LogPanel
            run={run.run}
            live={run.status !== 'ended'}
            steps={inOrder(run.steps)}
            step={selected}
            feed={feed}
            onStep={select}
            onCaughtUp={onCaughtUp}
          />
          {closedTasks.length > 0 && (
            <section className="panel" aria-labelledby="decisions-heading">
              <div className="panel-head">
                <h2 id="decisions-heading">Decisions</h2>
              </div>
              <div className="panel-body stack">
                {closedTasks.map((task) => (
                  <div key={task.id} className="stack" style={{ gap: '0.35rem' }}>
                    <Link to={`/tasks/${task.id}`}>{task.title}</Link>
                    <TaskDecision task={task} />
                  </div>
                ))}
              </div>
            </section>
          )}
        </div>
      </div>
      {cancelling && <CancelDialog run={run} onClose={() => setCancelling(false)} />}
    </div>
  )
}

function TaskReason({ task, steps }: { task: Task; steps: readonly Step[] }) {
  const failure = failureBehind(task, steps)
  if (failure !== null) {
    return <FailureNote failure={failure} heading="h3" />
  }
  return task.body === '' ? null : <p className="task-body">{task.body}</p>
}

/** A failure that a person has dealt with stays with its step; the run has left it behind. */
function stillMatters(run: Run): boolean {
  return run.status === 'hauling-back' || run.status === 'held' || (run.status === 'ended' && run.outcome !== 'live')
}

/** What is selected stands in the address, so that a link shows a colleague the same. */
function useSelection(run: Run) {
  const [search, setSearch] = useSearchParams()
  const interest = stepOfInterest(run.steps)
  // Follows the action until the reader picks a process.
  const process = search.get('process') ?? interest?.process ?? run.diagrams[0]?.process ?? ''
  const element = search.get('element')

  const choose = (nextProcess: string, nextElement: string | null) =>
    setSearch(
      {
        ...(nextProcess === '' ? {} : { process: nextProcess }),
        ...(nextElement === null ? {} : { element: nextElement }),
      },
      { replace: true, preventScrollReset: true },
    )
  return { process, element, choose }
}
