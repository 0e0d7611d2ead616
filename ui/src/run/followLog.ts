import type { LogLine, LogPage } from '../api/model'
import type { LineFeed } from './lineFeed'
import { EMPTY, lastSeq, startedWith, type LogWindow } from './logWindow'

/** What becomes of the log that is shown. */
interface Shown {
  start: (window: LogWindow) => void
  append: (lines: readonly LogLine[]) => void
  failed: (failure: unknown) => void
  /** The end of the log is shown, up to this line. */
  caughtUp: (seq: number) => void
}

/**
 * Shows the end of the log of a run, or of one of its steps, and from then on what the stream
 * brings, so that no line is missing between two that are shown.
 *
 * @param load asks for the end of the log
 * @returns ends it
 */
export function followLog(
  step: string | null,
  feed: LineFeed,
  load: () => Promise<LogPage>,
  shown: Shown,
): () => void {
  let stopped = false
  let loading = false
  let again = false
  // Whether lines are missing between what is shown and what comes next.
  let torn = false
  let early: readonly LogLine[] = []

  function add(lines: readonly LogLine[]) {
    if (lines.length === 0) {
      return
    }
    if (torn) {
      torn = false
      shown.start(startedWith(lines, true))
    } else {
      shown.append(lines)
    }
  }

  async function catchUp() {
    loading = true
    let loaded = EMPTY
    try {
      do {
        again = false
        const page = await load()
        if (stopped) {
          return
        }
        loaded = startedWith(page.lines, page.next !== null)
        shown.start(loaded)
        torn = again
      } while (again)
    } catch (failure) {
      if (stopped) {
        return
      }
      shown.failed(failure)
    }
    loading = false
    add(early)
    early = []
    shown.caughtUp(lastSeq(loaded))
  }

  const unsubscribe = feed.subscribe((lines, afterGap) => {
    const own = step === null ? lines : lines.filter((line) => line.step === step)
    if (afterGap) {
      torn = true
      again = true
      early = []
    }
    if (loading) {
      early = [...early, ...own]
    } else if (afterGap && (step !== null || own.length === 0)) {
      // Another step may have written all that is left, and the newest of this one are older.
      early = own
      void catchUp()
    } else {
      add(own)
    }
  })
  void catchUp()
  return () => {
    stopped = true
    unsubscribe()
  }
}
