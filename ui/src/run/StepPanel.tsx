import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Step } from '../api/model'
import { FailureNote } from '../words/Parts'
import { durationBetween, momentWords } from '../words/time'
import { useNow } from '../words/useNow'
import { StepState } from './StepsTable'

/** Everything known about one step but its log, which stands below it. */
export function StepPanel({ step, onClose }: { step: Step; onClose: () => void }) {
  const now = useNow(step.state === 'running' ? 1000 : 0)
  const duration = durationBetween(step.startedAt, step.endedAt, now)
  return (
    <section className="panel" aria-labelledby="step-heading">
      <div className="panel-head">
        <h2 id="step-heading">{step.title}</h2>
        <StepState step={step} />
        <Button className="push" variant="subtle" size="compact-xs" onClick={onClose}>
          Show the whole run
        </Button>
      </div>
      <div className="panel-body stack">
        {step.failure !== null && <FailureNote failure={step.failure} heading="h3" />}
        {step.progress !== null && step.state === 'running' && <p>{step.progress}</p>}
        {step.waitsFor !== null && (step.state === 'waiting' || step.state === 'ready') && (
          <p>Waits for {step.waitsFor}</p>
        )}
        {step.summary !== null && <p>{step.summary}</p>}
        <dl className="facts">
          {duration !== null && <Fact name="Duration">{duration}</Fact>}
          {step.startedAt !== null && <Fact name="Started">{momentWords(step.startedAt)}</Fact>}
          {step.worker !== null && (
            <Fact name="Worker">
              <code>{step.worker}</code>
            </Fact>
          )}
          {step.deadline !== null && step.endedAt === null && (
            <Fact name="Deadline">{momentWords(step.deadline)}</Fact>
          )}
          <Fact name="Key">
            <code>{step.key}</code>
          </Fact>
        </dl>
        {step.attempts.length > 0 && <Attempts step={step} now={now} />}
        {step.effect !== null && <Effect effect={step.effect} />}
      </div>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Attempts({ step, now }: { step: Step; now: number }) {
  return (
    <div>
      <h3>Attempts</h3>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Attempts">
        <table className="grid cards attempts">
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">Result</th>
              <th scope="col">Started</th>
              <th scope="col">Duration</th>
              <th scope="col">Worker</th>
            </tr>
          </thead>
          <tbody>
            {step.attempts.map((attempt) => (
              <tr key={attempt.attempt}>
                <td>{attempt.attempt}</td>
                <td>
                  {attempt.result ?? 'running'}
                  {attempt.failure !== null && step.attempts.length > 1 && <div className="small">{attempt.failure.why}</div>}
                </td>
                <td className="small nowrap">{momentWords(attempt.startedAt)}</td>
                <td className="small nowrap">
                  {durationBetween(attempt.startedAt, attempt.endedAt, now)}
                </td>
                <td className="small">
                  <code>{attempt.worker ?? '–'}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Effect({ effect }: { effect: Record<string, unknown> }) {
  return (
    <div>
      <h3>Effect</h3>
      <p className="dim small">What this step left behind, as proof and for its undo.</p>
      <dl className="facts effect">
        {Object.entries(effect).map(([name, value]) => (
          <Fact key={name} name={name}>
            <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
          </Fact>
        ))}
      </dl>
    </div>
  )
}
