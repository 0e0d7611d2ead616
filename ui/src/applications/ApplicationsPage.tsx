import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Application, EnvironmentSummary } from '../api/model'
import { queries } from '../api/queries'
import { Ago, Commit, Empty, environmentPath, ErrorNote, Loading, RunLink, RunState } from '../words/Parts'
import { OpenTaskLine } from '../tasks/TaskMark'
import { countOf } from '../words/states'
import { useTitle } from '../words/useTitle'
import './applications.css'
import { ColourDot } from './ColourDot'
import { FileProblemsNote } from './FileProblemsNote'
import { ReleaseDialog } from './ReleaseDialog'
import { RollbackDialog } from './RollbackDialog'

interface Target {
  what: 'release' | 'rollback'
  application: string
  environment: string
  branch: string
}

export function ApplicationsPage() {
  useTitle('Applications')
  const applications = useQuery(queries.applications())
  const problems = useQuery(queries.fileProblems())
  const [target, setTarget] = useState<Target | null>(null)
  const close = () => setTarget(null)

  return (
    <div className="page">
      <div className="page-head">
        <h1>Applications</h1>
      </div>
      {problems.error !== null && (
        <ErrorNote what="The state of the application files is unknown" error={problems.error} />
      )}
      {(problems.data ?? []).map((file) => (
        <FileProblemsNote key={file.file} file={file} />
      ))}
      {applications.data === undefined ? (
        applications.error === null ? (
          <Loading what="applications" />
        ) : (
          <ErrorNote
            what="The applications could not be loaded"
            error={applications.error}
            retry={() => void applications.refetch()}
          />
        )
      ) : applications.data.length === 0 ? (
        <div className="panel">
          <Empty>
            No application yet. Put a file such as <code>shop.yaml</code> into the directory of
            applications; it appears here as soon as it parses.
          </Empty>
        </div>
      ) : (
        applications.data.map((application) => (
          <ApplicationPanel key={application.name} application={application} onAct={setTarget} />
        ))
      )}
      {target?.what === 'release' && <ReleaseDialog {...target} onClose={close} />}
      {target?.what === 'rollback' && <RollbackDialog {...target} onClose={close} />}
    </div>
  )
}

function ApplicationPanel({
  application,
  onAct,
}: {
  application: Application
  onAct: (target: Target) => void
}) {
  return (
    <section className="panel" aria-labelledby={`application-${application.name}`}>
      <div className="panel-head">
        <h2 id={`application-${application.name}`}>{application.name}</h2>
        <span className="dim small clip">
          {application.source.git} · {application.source.branch}
        </span>
      </div>
      {application.environments.length === 0 ? (
        <Empty>This application has no environment.</Empty>
      ) : (
        <table className="grid cards applications">
          <thead>
            <tr>
              <th scope="col">Environment</th>
              <th scope="col">Serving</th>
              <th scope="col">Run</th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {application.environments.map((environment) => (
              <EnvironmentRow
                key={environment.name}
                application={application}
                environment={environment}
                onAct={onAct}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function EnvironmentRow({
  application,
  environment,
  onAct,
}: {
  application: Application
  environment: EnvironmentSummary
  onAct: (target: Target) => void
}) {
  const target = {
    application: application.name,
    environment: environment.name,
    branch: application.source.branch,
  }
  const { serving } = environment
  const run = environment.run ?? environment.lastRun
  return (
    <tr>
      <td>
        <Link to={environmentPath(application.name, environment.name)} className="environment-name">
          {environment.name}
        </Link>
        <div className="small clip">
          <a href={environment.url} target="_blank" rel="noreferrer">
            {environment.url.replace(/^https?:\/\//, '')}
            <span className="sr-only"> (opens in a new tab)</span>
          </a>
        </div>
      </td>
      <td>
        {serving === null ? (
          <span className="dim">Nothing serves here yet</span>
        ) : (
          <>
            <div className="subject">
              <Commit commit={serving.commit} subject={serving.subject} />
            </div>
            <div className="dim small row tight">
              <ColourDot colour={serving.colour} />
              <code>{serving.release}</code>
              <span>
                <Ago moment={serving.since} />
              </span>
            </div>
          </>
        )}
      </td>
      <td>
        {run === null ? (
          <span className="dim">No run yet</span>
        ) : (
          <>
            <div className="row tight">
              <RunState run={run} />
              <RunLink run={run} />
              {environment.openTasks > 0 && (
                <Link to="/tasks" className="open-tasks">
                  {countOf(environment.openTasks, 'open task', 'open tasks')}
                </Link>
              )}
            </div>
            <div className="small run-words">{run.words}</div>
            {run.openTask !== null && <OpenTaskLine task={run.openTask} />}
          </>
        )}
      </td>
      <td>
        <div className="row actions">
          <Button
            onClick={() => onAct({ what: 'release', ...target })}
            aria-label={`Release ${application.name} to ${environment.name}`}
          >
            Release…
          </Button>
          <Button
            variant="default"
            disabled={serving === null}
            onClick={() => onAct({ what: 'rollback', ...target })}
            aria-label={`Roll back ${application.name} in ${environment.name}`}
          >
            Roll back…
          </Button>
        </div>
      </td>
    </tr>
  )
}
