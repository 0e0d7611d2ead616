import { useCallback, useEffect, useReducer, useState } from 'react'
import { api } from '../api/client'
import type { LogLine } from '../api/model'
import type { LineFeed } from './lineFeed'
import {
  appended,
  earlierThan,
  EMPTY,
  lastSeq,
  PAGE,
  prepended,
  startedWith,
  TAIL,
  type LogWindow,
} from './logWindow'

type Action =
  | { do: 'clear' }
  | { do: 'start'; window: LogWindow }
  | { do: 'append'; lines: readonly LogLine[] }
  | { do: 'prepend'; lines: readonly LogLine[]; more: boolean }

function reduce(window: LogWindow, action: Action): LogWindow {
  switch (action.do) {
    case 'clear':
      return EMPTY
    case 'start':
      return action.window
    case 'append':
      return appended(window, action.lines)
    case 'prepend':
      return prepended(window, action.lines, action.more)
  }
}

export interface RunLog {
  window: LogWindow
  loading: boolean
  error: unknown
  loadEarlier: () => void
  loadAgain: () => void
}

/**
 * The log of a run, or of one of its steps: its end is loaded, then the stream feeds it.
 *
 * @param onCaughtUp told the number of the last line loaded, so that the stream goes on from there
 */
export function useRunLog(
  run: number,
  step: string | null,
  feed: LineFeed,
  onCaughtUp: (seq: number) => void,
): RunLog {
  const [window, dispatch] = useReducer(reduce, EMPTY)
  const [loading, setLoading] = useState(true)
  const [error, setError] = useState<unknown>(null)
  const [round, setRound] = useState(0)

  useEffect(() => {
    let stopped = false
    let caughtUp = false
    let early: LogLine[] = []
    const unsubscribe = feed.subscribe((lines, afterGap) => {
      const own = step === null ? lines : lines.filter((line) => line.step === step)
      if (afterGap) {
        caughtUp = true
        dispatch({ do: 'start', window: startedWith(own, true) })
      } else if (caughtUp) {
        dispatch({ do: 'append', lines: own })
      } else {
        early = [...early, ...own]
      }
    })

    async function catchUp() {
      let loaded = EMPTY
      try {
        const page = await api.log(run, step, null, TAIL)
        if (stopped) {
          return
        }
        loaded = startedWith(page.lines, page.next !== null)
        dispatch({ do: 'start', window: loaded })
      } catch (failure) {
        if (stopped) {
          return
        }
        setError(failure)
      }
      caughtUp = true
      dispatch({ do: 'append', lines: early })
      setLoading(false)
      onCaughtUp(lastSeq(loaded))
    }

    dispatch({ do: 'clear' })
    setLoading(true)
    setError(null)
    void catchUp()
    return () => {
      stopped = true
      unsubscribe()
    }
  }, [run, step, feed, onCaughtUp, round])

  const loadEarlier = useCallback(() => {
    const before = earlierThan(window)
    if (before !== null) {
      api.log(run, step, before, PAGE).then(
        (page) => dispatch({ do: 'prepend', lines: page.lines, more: page.next !== null }),
        (failure: unknown) => setError(failure),
      )
    }
  }, [run, step, window])
  const loadAgain = useCallback(() => setRound((before) => before + 1), [])

  return { window, loading, error, loadEarlier, loadAgain }
}

