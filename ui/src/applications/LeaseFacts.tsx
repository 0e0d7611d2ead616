import type { EnvironmentDetail, Lease, Run, Waiting } from '../api/model'
import { Ago, RunLink } from '../words/Parts'

const whenBusyWords: Record<EnvironmentDetail['whenBusy'], string> = {
  queue: 'wait for their turn',
  newest: 'wait; the newest ends the older ones that wait',
  refuse: 'are not started',
}

/** Who may change the environment, who waits to, and what further runs do. */
export function LeasePanel({ detail }: { detail: EnvironmentDetail }) {
  const { lease, waiting } = detail
  return (
    <section className="panel" aria-labelledby="lease">
      <div className="panel-head">
        <h2 id="lease">Lease</h2>
        <span className="dim small">One run at a time may change this environment.</span>
      </div>
      <div className="panel-body">
        <dl className="facts">
          <div>
            <dt>Held by</dt>
            <dd>{lease === null ? 'nobody' : <Holder lease={lease} />}</dd>
          </div>
          {lease !== null && (
            <div>
              <dt>Sign of life</dt>
              <dd>
                <Ago moment={lease.heartbeatAt} />
                {lease.expired && ', expired'}
              </dd>
            </div>
          )}
          {waiting.length > 0 && (
            <div>
              <dt>In line</dt>
              <dd>
                {waiting.map((each) => (
                  <div key={each.run}>
                    {each.place}. <RunLink run={each} />, {what(each)}, came <Ago moment={each.since} />
                  </div>
                ))}
              </dd>
            </div>
          )}
          <div>
            <dt>Further runs</dt>
            <dd>{whenBusyWords[detail.whenBusy]}</dd>
          </div>
        </dl>
      </div>
    </section>
  )
}

/** What the lease means for one run: that it holds it, or its place in line. */
export function LeaseFact({ run }: { run: Run }) {
  const own = run.waiting.find((each) => each.run === run.run)
  if (own !== undefined) {
    return (
      <div>
        <dt>In line</dt>
        <dd>
          {own.place} of {run.waiting.length}
          {run.lease !== null && (
            <>
              , behind <Holder lease={run.lease} />
            </>
          )}
        </dd>
      </div>
    )
  }
  if (run.lease === null || run.lease.run !== run.run) {
    return null
  }
  return (
    <div>
      <dt>Lease</dt>
      <dd>
        taken <Ago moment={run.lease.takenAt} />
        {run.lease.expired && (
          <>
            , last sign of life <Ago moment={run.lease.heartbeatAt} />
          </>
        )}
      </dd>
    </div>
  )
}

function Holder({ lease }: { lease: Lease }) {
  return (
    <>
      <RunLink run={lease} />, {what(lease)}, taken <Ago moment={lease.takenAt} />
      {lease.node !== null && <> on {lease.node}</>}
    </>
  )
}

function what(run: Lease | Waiting) {
  const order = run.kind === 'rollback' ? `rollback to ${run.ref}` : `release of ${run.ref}`
  return `${order} for ${run.requestedBy}`
}
