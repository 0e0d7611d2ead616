import { useCallback, useEffect, useReducer, useState } from 'react'
import { api } from '../api/client'
import type { LogLine } from '../api/model'
import { followLog } from './followLog'
import type { LineFeed } from './lineFeed'
import {
  appended,
  earlierThan,
  EMPTY,
  PAGE,
  prepended,
  TAIL,
  type LogWindow,
} from './logWindow'

type Action =
  | { do: 'clear' }
  | { do: 'start'; window: LogWindow }
  | { do: 'append'; lines: readonly LogLine[] }
  | { do: 'prepend'; from: number; lines: readonly LogLine[]; more: boolean }

function reduce(window: LogWindow, action: Action): LogWindow {
  switch (action.do) {
    case 'clear':
      return EMPTY
    case 'start':
      return action.window
    case 'append':
      return appended(window, action.lines)
    case 'prepend':
      return prepended(window, action.from, action.lines, action.more)
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
    dispatch({ do: 'clear' })
    setLoading(true)
    setError(null)
    return followLog(step, feed, () => api.log(run, step, null, TAIL), {
      start: (window) => {
        setError(null)
        dispatch({ do: 'start', window })
      },
      append: (lines) => dispatch({ do: 'append', lines }),
      failed: setError,
      caughtUp: (seq) => {
        setLoading(false)
        onCaughtUp(seq)
      },
    })
  }, [run, step, feed, onCaughtUp, round])

  const loadEarlier = useCallback(() => {
    const from = earlierThan(window)
    if (from !== null) {
      api.log(run, step, from, PAGE).then(
        (page) => dispatch({ do: 'prepend', from, lines: page.lines, more: page.next !== null }),
        (failure: unknown) => setError(failure),
      )
    }
  }, [run, step, window])
  const loadAgain = useCallback(() => setRound((before) => before + 1), [])

  return { window, loading, error, loadEarlier, loadAgain }
}

