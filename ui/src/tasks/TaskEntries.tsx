import type { TaskEntry } from '../api/model'
import { momentWords } from '../words/time'

/** Everything that was done about a task, the oldest first. */
export function TaskEntries({ entries }: { entries: readonly TaskEntry[] }) {
  return (
    <ol className="entries small">
      {entries.map((entry, place) => (
        <li key={place}>
          <time className="dim nowrap" dateTime={entry.at}>
            {momentWords(entry.at)}
          </time>
          <span>
            <strong>{entry.label}</strong> by {entry.by}
            {entry.until !== null && (
              <>
                {' '}
                until <time dateTime={entry.until}>{momentWords(entry.until)}</time>
              </>
            )}
            {entry.reason !== '' && (
              <>
                : <q>{entry.reason}</q>
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
