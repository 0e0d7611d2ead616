import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { isStatus } from '../api/problem'
import { queries } from '../api/queries'
import { NotFoundPage } from '../app/ErrorPages'
import { PlanView } from '../applications/PlanView'
import { Ago, EnvironmentLink, ErrorNote, FailureNote, Loading, RunLink } from '../words/Parts'
import { useTitle } from '../words/useTitle'
import { Situation } from './Situation'
import { TaskDecision } from './TaskDecision'
import { WaitMark } from './TaskMark'
import { TaskState } from './TasksPage'

export function TaskPage() {
  const id = Number(useParams()['task'])
  const task = useQuery({ ...queries.task(id), enabled: Number.isSafeInteger(id) })
  const intervenes = task.data?.kind === 'intervene'
  const run = useQuery({ ...queries.run(task.data?.run ?? 0), enabled: intervenes })
  useTitle(task.data?.title ?? 'Task')

  if (!Number.isSafeInteger(id) || isStatus(task.error, 404)) {
    return <NotFoundPage what="There is no such task." />
  }
  if (task.data === undefined) {
    return (
      <div className="page">
        {task.error === null ? (
          <Loading what="the task" />
        ) : (
          <ErrorNote
            what="The task could not be loaded"
            error={task.error}
            retry={() => void task.refetch()}
          />
        )}
      </div>
    )
  }
  const { title, body, plan, application, environment, createdAt, stepKey } = task.data
  const step = run.data?.steps.find((one) => one.key === stepKey) ?? null
  return (
    <div className="page">
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to="/tasks">Tasks</Link>
        <span aria-hidden="true">/</span>
        <EnvironmentLink application={application} environment={environment} />
        <span aria-hidden="true">/</span>
        <RunLink run={task.data} />
      </nav>
      <div className="page-head">
        <h1>{title}</h1>
        <TaskState task={task.data} />
        {task.data.decided === null && (
          <WaitMark since={createdAt} reminders={task.data.reminders} hold={task.data.hold} />
        )}
        <span className="dim small">
          opened <Ago moment={createdAt} />
        </span>
      </div>
      <section className="panel" aria-label="Decision">
        <div className="panel-body stack">
          {step?.failure != null ? (
            <FailureNote failure={step.failure} heading="h2" open />
          ) : (
            body !== '' && <p className="task-body">{body}</p>
          )}
          <TaskDecision key={task.data.id} task={task.data} />
        </div>
      </section>
      {intervenes && run.data !== undefined && (
        <Situation task={task.data} run={run.data} step={step} />
      )}
      {intervenes && run.error !== null && (
        <ErrorNote
          what="The run could not be loaded"
          error={run.error}
          retry={() => void run.refetch()}
        />
      )}
      {plan !== null && (
        <section className="panel" aria-labelledby="plan">
          <div className="panel-head">
            <h2 id="plan">What would happen</h2>
          </div>
          <div className="panel-body">
            <PlanView plan={plan} />
          </div>
        </section>
      )}
    </div>
  )
}
