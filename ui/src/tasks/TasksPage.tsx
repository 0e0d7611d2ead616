import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { Task } from '../api/model'
import { queries } from '../api/queries'
import { StateBadge } from '../words/Glyph'
import { Ago, Empty, EnvironmentLink, ErrorNote, Loading, RunLink } from '../words/Parts'
import { useTitle } from '../words/useTitle'
import { HoldWords, WaitMark } from './TaskMark'
import './tasks.css'

export function TasksPage() {
  useTitle('Tasks')
  const [search] = useSearchParams()
  const all = search.get('show') === 'all'
  const tasks = useQuery(all ? queries.allTasks() : queries.openTasks())
  return (
    <div className="page">
      <div className="page-head">
        <h1>Tasks</h1>
        <nav className="row small push" aria-label="Which tasks">
          <Link to="/tasks" aria-current={all ? undefined : 'true'} className="toggle">
            Open
          </Link>
          <Link to="/tasks?show=all" aria-current={all ? 'true' : undefined} className="toggle">
            All
          </Link>
        </nav>
      </div>
      <section className="panel" aria-label={all ? 'All tasks' : 'Open tasks'}>
        {tasks.data === undefined ? (
          tasks.error === null ? (
            <Loading what="tasks" />
          ) : (
            <ErrorNote
              what="The tasks could not be loaded"
              error={tasks.error}
              retry={() => void tasks.refetch()}
            />
          )
        ) : tasks.data.length === 0 ? (
          <Empty>Nothing waits for a person. Runs that need an approval or a hand appear here.</Empty>
        ) : (
          <ul className="task-list">
            {tasks.data.map((task) => (
              <TaskItem key={task.id} task={task} />
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function TaskItem({ task }: { task: Task }) {
  const open = task.decided === null
  return (
    <li className="task-item">
      <div>
        <Link to={`/tasks/${task.id}`}>
          <strong>{task.title}</strong>
        </Link>
      </div>
      <div className="row tight">
        {open && <WaitMark since={task.createdAt} reminders={task.reminders} hold={task.hold} />}
        <TaskState task={task} />
      </div>
      <div className="small dim row tight">
        <EnvironmentLink application={task.application} environment={task.environment} />
        <RunLink run={task} />
        {task.hold !== null && <HoldWords hold={task.hold} />}
      </div>
      <div className="small dim">
        {open ? (
          <>
            opened <Ago moment={task.createdAt} />
          </>
        ) : (
          <>decided by {task.decided?.by}</>
        )}
      </div>
    </li>
  )
}

export function TaskState({ task }: { task: Task }) {
  if (task.decided !== null) {
    const { choice } = task.decided
    const label = task.choices.find((one) => one.id === choice)?.label ?? choice
    return <StateBadge text={label} tone="quiet" shape="done" />
  }
  return task.kind === 'approve' ? (
    <StateBadge text="Approval" tone="held" shape="waiting" />
  ) : (
    <StateBadge text="Needs a hand" tone="held" />
  )
}
