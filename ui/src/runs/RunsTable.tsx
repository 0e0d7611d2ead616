import type { RunSummary } from '../api/model'
import { OpenTaskLine } from '../tasks/TaskMark'
import { Ago, Commit, Empty, EnvironmentLink, RunLink, RunState } from '../words/Parts'
import { durationBetween } from '../words/time'
import { useNow } from '../words/useNow'

export function RunsTable({ runs, where = true }: { runs: RunSummary[]; where?: boolean }) {
  const now = useNow(runs.some((run) => run.endedAt === null) ? 1000 : 0)
  if (runs.length === 0) {
    return <Empty>No run matches.</Empty>
  }
  return (
    <div className="table-scroll">
      <table className="grid cards">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Outcome</th>
            {where && <th scope="col">Environment</th>}
            <th scope="col">What</th>
            <th scope="col">Requested</th>
            <th scope="col" className="right">
              Duration
            </th>
            <th scope="col" className="right">
              Lost
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.run}>
              <td>
                <RunLink run={run} />
                <div className="dim small">{run.kind}</div>
              </td>
              <td>
                <RunState run={run} />
              </td>
              {where && (
                <td className="nowrap">
                  <EnvironmentLink application={run.application} environment={run.environment} />
                </td>
              )}
              <td className="what">
                <div className="subject">{run.words}</div>
                {run.openTask !== null && <OpenTaskLine task={run.openTask} />}
                <div className="dim small subject">
                  {run.commit === null ? run.ref : <Commit commit={run.commit} subject={run.subject} />}
                </div>
              </td>
              <td className="small" data-label="Requested">
                <Ago moment={run.requestedAt} />
                <div className="dim nowrap">by {run.requestedBy}</div>
              </td>
              <td className="right nowrap small" data-label="Duration">
                {durationBetween(run.requestedAt, run.endedAt, now)}
              </td>
              <td className="right small" data-label="Lost requests">
                {run.lostRequests === null ? (
                  <span className="dim" title="No swap was measured">
                    –
                  </span>
                ) : (
                  run.lostRequests.toLocaleString('en')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
