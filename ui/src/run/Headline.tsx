import { Button, Tooltip } from '@mantine/core'
import type { Run } from '../api/model'
import { ColourDot } from '../applications/ColourDot'
import { LeaseFact } from '../applications/LeaseFacts'
import { Ago, Commit, RunState } from '../words/Parts'
import { lossWords } from '../words/states'
import { durationBetween } from '../words/time'
import { useNow } from '../words/useNow'

/** What became of the run, in words first, then in facts. */
export function Headline({ run, onCancel }: { run: Run; onCancel: () => void }) {
  const now = useNow(run.endedAt === null ? 1000 : 0)
  const loss = lossWords(run.probe, run.lostRequests)
  const lost = run.probe?.failed ?? run.lostRequests ?? 0
  return (
    <header className="headline">
      <div className="headline-top">
        <RunState run={run} large />
        <h1>{run.words}</h1>
        {run.status !== 'ended' && (
          <div className="push">
            <CancelButton run={run} onCancel={onCancel} />
          </div>
        )}
      </div>
      {run.waitsFor !== null && !run.words.includes(run.waitsFor) && run.status !== 'ended' && (
        <p>Waits for {run.waitsFor}</p>
      )}
      <dl className="facts">
        <div>
          <dt>{run.kind === 'release' ? 'Releases' : 'Rolls back to'}</dt>
          <dd>
            {run.commit === null ? (
              run.ref
            ) : (
              <>
                <Commit commit={run.commit} subject={run.subject} />{' '}
                {run.ref !== run.commit && <span className="dim">({run.ref})</span>}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Requested</dt>
          <dd>
            by {run.requestedBy}, <Ago moment={run.requestedAt} />
          </dd>
        </div>
        <div>
          <dt>Duration</dt>
          <dd>{durationBetween(run.requestedAt, run.endedAt, now)}</dd>
        </div>
        <LeaseFact run={run} />
        {loss !== null && (
          <div>
            <dt>Swap</dt>
            <dd className={lost > 0 ? 'lost' : ''}>{loss}</dd>
          </div>
        )}
        {run.serving !== null && (
          <div>
            <dt>Serving now</dt>
            <dd className="row tight">
              <code>{run.serving.commit.slice(0, 7)}</code> <ColourDot colour={run.serving.colour} />
            </dd>
          </div>
        )}
      </dl>
    </header>
  )
}

function CancelButton({ run, onCancel }: { run: Run; onCancel: () => void }) {
  const button = (
    <Button
      variant="outline"
      color="danger"
      {...(run.cancellable ? {} : { 'data-disabled': true })}
      aria-disabled={!run.cancellable}
      onClick={() => run.cancellable && onCancel()}
    >
      Cancel…
    </Button>
  )
  return run.cancellable ? (
    button
  ) : (
    <Tooltip label={run.whyNotCancellable ?? 'This run cannot be cancelled any more.'} multiline maw={320}>
      {button}
    </Tooltip>
  )
}
