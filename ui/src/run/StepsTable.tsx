import type { Step } from '../api/model'
import { StateBadge, type Shape } from '../words/Glyph'
import { stepWord } from '../words/states'
import { durationBetween } from '../words/time'
import { useNow } from '../words/useNow'
import { Empty } from '../words/Parts'
import { markOf } from './marks'
import { inOrder, lineOf } from './steps'

/** The run as a list: everything the diagram shows, in order and in words. */
export function StepsTable({
  steps,
  selected,
  onSelect,
}: {
  steps: readonly Step[]
  selected: Step | null
  onSelect: (step: Step | null) => void
}) {
  const now = useNow(steps.some((step) => step.state === 'running') ? 1000 : 0)
  return (
    <section className="panel" aria-labelledby="steps-heading">
      <div className="panel-head">
        <h2 id="steps-heading">Steps</h2>
      </div>
      {steps.length === 0 ? (
        <Empty>No step has started yet.</Empty>
      ) : (
        <table className="grid steps">
          <thead className="sr-only">
            <tr>
              <th scope="col">Step</th>
              <th scope="col">State</th>
              <th scope="col">Duration</th>
            </tr>
          </thead>
          <tbody>
            {inOrder(steps).map((step) => {
              const chosen = step.key === selected?.key
              const line = lineOf(step)
              return (
                <tr
                  key={step.key}
                  className={`${chosen ? 'chosen' : ''}${step.compensation ? ' undo' : ''}`}
                  onClick={() => onSelect(chosen ? null : step)}
                >
                  <td>
                    <button
                      type="button"
                      className="step-name"
                      aria-pressed={chosen}
                      onClick={(event) => {
                        event.stopPropagation()
                        onSelect(chosen ? null : step)
                      }}
                    >
                      {step.title}
                    </button>
                    {step.compensation && <span className="undo-tag">undo</span>}
                    {step.attempt > 1 && <span className="dim small"> attempt {step.attempt}</span>}
                    {line !== null && <div className="small dim step-line">{line}</div>}
                  </td>
                  <td>
                    <StepState step={step} />
                  </td>
                  <td className="right small nowrap">
                    {durationBetween(step.startedAt, step.endedAt, now)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

export function StepState({ step }: { step: Step }) {
  const shape: Shape = markOf(step)
  return <StateBadge {...stepWord(step.state, step.compensation)} shape={shape} />
}
