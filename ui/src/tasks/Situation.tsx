import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { logDownloadPath } from '../api/client'
import type { LogLine, Run, Step, Task } from '../api/model'
import { queries } from '../api/queries'
import { ColourDot } from '../applications/ColourDot'
import { inOrder } from '../run/steps'
import { StepState } from '../run/StepsTable'
import { Ago, Commit, Empty, ErrorNote, Loading, RunLink } from '../words/Parts'
import { lossWords } from '../words/states'
import { clockWords } from '../words/time'
import '../run/log.css'
import { probing, stillThere, undone } from './standing'

/** What somebody has to know who decides about a step that is held, without a shell on the host. */
export function Situation({ task, run, step }: { task: Task; run: Run; step: Step | null }) {
  return (
    <>
      <Serving run={run} />
      <Standing run={run} />
      <ProbeHistory run={run} />
      <LastLines task={task} step={step} />
    </>
  )
}

function Serving({ run }: { run: Run }) {
  const { serving } = run
  return (
    <section className="panel" aria-labelledby="serving">
      <div className="panel-head">
        <h2 id="serving">What serves now</h2>
      </div>
      <div className="panel-body">
        {serving === null ? (
          <p>
            Nothing that Slipway has released: {run.application} has not been live on{' '}
            {run.environment} yet.
          </p>
        ) : (
          <p>
            <ColourDot colour={serving.colour} /> <code>{serving.release}</code>,{' '}
            <Commit commit={serving.commit} subject={serving.subject} />, put in place{' '}
            <Ago moment={serving.since} /> by <RunLink run={serving} />
            {serving.run === run.run && '. It is the version of this run.'}
          </p>
        )}
      </div>
    </section>
  )
}

function Standing({ run }: { run: Run }) {
  const steps = inOrder(run.steps)
  const there = stillThere(steps)
  const gone = undone(steps)
  return (
    <section className="panel" aria-labelledby="standing">
      <div className="panel-head">
        <h2 id="standing">What this run has changed</h2>
      </div>
      <div className="panel-body stack">
        <Changes
          heading="Still there"
          none="Nothing: whatever the run changed has been undone."
          steps={there}
        />
        <Changes heading="Undone" none="Nothing has been undone." steps={gone} />
      </div>
    </section>
  )
}

function Changes({ heading, none, steps }: { heading: string; none: string; steps: readonly Step[] }) {
  return (
    <div>
      <h3>{heading}</h3>
      {steps.length === 0 ? (
        <p className="dim">{none}</p>
      ) : (
        <ul className="changes">
          {steps.map((step) => (
            <li key={step.key}>
              <StepState step={step} /> <strong>{step.title}</strong>
              {step.summary !== null && <span className="dim"> {step.summary}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What the application answered whenever this run asked it, step by step. */
function ProbeHistory({ run }: { run: Run }) {
  const steps = probing(inOrder(run.steps))
  const { probe } = run
  return (
    <section className="panel" aria-labelledby="probes">
      <div className="panel-head">
        <h2 id="probes">Probe history</h2>
        {probe !== null && <span className="dim small">{lossWords(probe, null)}</span>}
      </div>
      {steps.length === 0 ? (
        <Empty>The run has not asked the application anything yet.</Empty>
      ) : (
        steps.map((step) => (
          <details key={step.key} className="probes" open={step === steps.at(-1)}>
            <summary>
              {step.title} <StepState step={step} />{' '}
              {step.summary !== null && <span className="dim small">{step.summary}</span>}
            </summary>
            <Lines run={run.run} step={step} label={`What ${step.title} was answered`} />
          </details>
        ))
      )}
    </section>
  )
}

function LastLines({ task, step }: { task: Task; step: Step | null }) {
  const where =
    step === null
      ? ''
      : `?${new URLSearchParams({ process: step.process, element: step.activity }).toString()}`
  return (
    <section className="panel" aria-labelledby="last-lines">
      <div className="panel-head">
        <h2 id="last-lines">Last lines of {step === null ? 'the run' : `“${step.title}”`}</h2>
        <span className="push row small">
          <Link to={`/runs/${task.run}${where}`}>Open in the run</Link>
          <a href={logDownloadPath(task.run, step?.key ?? null)} download>
            Download all
          </a>
        </span>
      </div>
      <Lines run={task.run} step={step} label="Last log lines" />
    </section>
  )
}

function Lines({ run, step, label }: { run: number; step: Step | null; label: string }) {
  const log = useQuery(queries.lastLines(run, step?.key ?? null))
  if (log.data === undefined) {
    return log.error === null ? (
      <Loading what="the log" />
    ) : (
      <ErrorNote what="The log could not be loaded" error={log.error} retry={() => void log.refetch()} />
    )
  }
  return log.data.lines.length === 0 ? (
    <Empty>{step === null ? 'The run' : 'This step'} has said nothing.</Empty>
  ) : (
    <div className="log wrap last-lines" tabIndex={0} role="group" aria-label={label}>
      {log.data.lines.map((line) => (
        <Line key={line.seq} line={line} />
      ))}
    </div>
  )
}

function Line({ line }: { line: LogLine }) {
  return (
    <div className={`log-line from-${line.stream}`}>
      <time dateTime={line.at}>{clockWords(line.at)}</time>
      <span>{line.text}</span>
    </div>
  )
}
