import { Link } from 'react-router'
import type { Hold, OpenTask } from '../api/model'
import { StateBadge } from '../words/Glyph'
import { lengthWords, momentWords } from '../words/time'
import { useNow } from '../words/useNow'
import './tasks.css'

/** Who holds a task and why; else, once somebody had to be reminded, how long it has waited. */
export function WaitMark({
  since,
  reminders,
  hold,
}: {
  since: string
  reminders: number
  hold: Hold | null
}) {
  const now = useNow(60_000)
  if (hold !== null) {
    return <StateBadge text={`Held by ${hold.by}`} tone="quiet" shape="held" />
  }
  return reminders === 0 ? null : (
    <StateBadge text={`Waiting for ${lengthWords(now - Date.parse(since))}`} tone="bad" shape="waiting" />
  )
}

/** What a run waits for a person with, as a line below it. */
export function OpenTaskLine({ task }: { task: OpenTask }) {
  return (
    <div className="small row tight open-task-line">
      <Link to={`/tasks/${task.id}`}>Task {task.id}</Link>
      <WaitMark since={task.since} reminders={task.reminders} hold={task.hold} />
      {task.hold !== null && <HoldWords hold={task.hold} />}
    </div>
  )
}

/** Why somebody holds a task, and until when. */
export function HoldWords({ hold }: { hold: Hold }) {
  return (
    <span className="dim">
      {hold.until !== null && (
        <>
          until <time dateTime={hold.until}>{momentWords(hold.until)}</time>:{' '}
        </>
      )}
      <q>{hold.reason}</q>
    </span>
  )
}
