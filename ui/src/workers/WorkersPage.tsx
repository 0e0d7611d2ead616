import { useQuery } from '@tanstack/react-query'
import type { HeldStep, Server, Worker } from '../api/model'
import { queries } from '../api/queries'
import { StateBadge } from '../words/Glyph'
import { Ago, Empty, EnvironmentLink, ErrorNote, Loading, RunLink } from '../words/Parts'
import { countOf } from '../words/states'
import { durationWords } from '../words/time'
import { useNow } from '../words/useNow'
import { useTitle } from '../words/useTitle'
import { serverWord, topicsWords, workerWord } from './presence'
import './workers.css'

export function WorkersPage() {
  useTitle('Workers')
  const all = useQuery(queries.workers())
  return (
    <div className="page">
      <div className="page-head">
        <h1>Workers</h1>
      </div>
      {all.data === undefined ? (
        <section className="panel" aria-label="Workers">
          {all.error === null ? (
            <Loading what="workers" />
          ) : (
            <ErrorNote
              what="The workers could not be loaded"
              error={all.error}
              retry={() => void all.refetch()}
            />
          )}
        </section>
      ) : (
        <>
          <section className="panel" aria-labelledby="workers-heading">
            <div className="panel-head">
              <h2 id="workers-heading">Who performs steps</h2>
              <span className="dim small push">{busyWords(all.data.workers)}</span>
            </div>
            <WorkersTable workers={all.data.workers} loadedAt={all.dataUpdatedAt} />
          </section>
          <section className="panel" aria-labelledby="servers-heading">
            <div className="panel-head">
              <h2 id="servers-heading">Servers on this database</h2>
            </div>
            <ServersTable servers={all.data.servers} />
          </section>
        </>
      )}
    </div>
  )
}

function busyWords(workers: Worker[]): string {
  const there = workers.filter((worker) => worker.state !== 'gone' && worker.state !== 'silent')
  const steps = there.reduce((sum, worker) => sum + worker.steps.length, 0)
  return `${countOf(there.length, 'worker', 'workers')} there, ${countOf(steps, 'step', 'steps')} in hand`
}

function WorkersTable({ workers, loadedAt }: { workers: Worker[]; loadedAt: number }) {
  if (workers.length === 0) {
    return (
      <Empty>
        No worker is there, so nothing will be done. Let the server work itself (
        <code>slipway.worker.concurrency</code>), or start one elsewhere:{' '}
        <code>./slipway worker --server URL --token-file FILE</code>
      </Empty>
    )
  }
  return (
    <div className="table-scroll">
      <table className="grid cards">
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col">State</th>
            <th scope="col">In hand</th>
            <th scope="col">May do</th>
            <th scope="col">Version</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {workers.map((worker) => (
            <tr key={worker.name} className={worker.state === 'gone' ? 'worker-gone' : undefined}>
              <td>
                <strong>{worker.name}</strong>
                <div className="dim small">
                  {worker.server === null ? `elsewhere, on ${worker.host}` : `in the server, on ${worker.host}`}
                </div>
              </td>
              <td>
                <Presence word={workerWord(worker)} heard={worker.heard} />
              </td>
              <td className="what">
                <Steps worker={worker} loadedAt={loadedAt} />
              </td>
              <td className="small" data-label="May do">
                <details>
                  <summary>{topicsWords(worker)}</summary>
                  <ul className="worker-topics">
                    {worker.topics.map((topic) => (
                      <li key={topic}>
                        <code>{topic}</code>
                      </li>
                    ))}
                  </ul>
                </details>
                <div className="dim">
                  {worker.environments.length === 0
                    ? 'in every environment'
                    : `only in ${worker.environments.join(', ')}`}
                </div>
              </td>
              <td className="small nowrap" data-label="Version">
                {worker.version}
                {worker.token !== null && <div className="dim">token {worker.token}</div>}
              </td>
              <td className="small" data-label="Since">
                <Ago moment={worker.since} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Presence({ word, heard }: { word: ReturnType<typeof workerWord>; heard: string }) {
  return (
    <>
      <StateBadge text={word.text} tone={word.tone} shape={word.shape} />
      <div className="dim small">
        {word.more ?? (
          <>
            last heard <Ago moment={heard} />
          </>
        )}
      </div>
    </>
  )
}

function Steps({ worker, loadedAt }: { worker: Worker; loadedAt: number }) {
  if (worker.state === 'gone') {
    return <span className="dim">nothing</span>
  }
  return (
    <>
      <div className="dim small">
        {worker.steps.length} of {worker.concurrency} at a time
      </div>
      {worker.steps.length > 0 && (
        <ul className="worker-steps">
          {worker.steps.map((step) => (
            <StepLine key={step.key} step={step} loadedAt={loadedAt} />
          ))}
        </ul>
      )}
    </>
  )
}

function StepLine({ step, loadedAt }: { step: HeldStep; loadedAt: number }) {
  const now = useNow(1000)
  // The age is the server's, so that a clock that is wrong here does not show a wrong one.
  const age = step.ageSeconds * 1000 + Math.max(0, now - loadedAt)
  return (
    <li>
      <span className="row tight">
        <strong>{step.title}</strong>
        <span className="dim nowrap">for {durationWords(age)}</span>
      </span>
      <span className="small dim row tight">
        <RunLink run={step} />
        <EnvironmentLink application={step.application} environment={step.environment} />
      </span>
      {step.progress !== null && <span className="small">{step.progress}</span>}
    </li>
  )
}

function ServersTable({ servers }: { servers: Server[] }) {
  return (
    <div className="table-scroll">
      <table className="grid cards">
        <thead>
          <tr>
            <th scope="col">Server</th>
            <th scope="col">State</th>
            <th scope="col">Version</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {servers.map((server) => (
            <tr key={server.name} className={server.state === 'ended' ? 'worker-gone' : undefined}>
              <td>
                <strong>{server.name}</strong>
                <div className="dim small">
                  on {server.host}
                  {server.self && ', the one that answers you'}
                </div>
              </td>
              <td>
                <Presence word={serverWord(server)} heard={server.heard} />
              </td>
              <td className="small nowrap" data-label="Version">
                {server.version}
              </td>
              <td className="small" data-label="Since">
                <Ago moment={server.since} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
