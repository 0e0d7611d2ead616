import { useCallback, useEffect, useReducer, useState } from 'react'
import { api } from '../api/client'
import type { LogLine } from '../api/model'
import type { LineFeed } from './lineFeed'
import {
  appended,
  earlierAfter,
  EMPTY,
  PAGE,
  prepended,
  type LogWindow,
} from './logWindow'

type Action =
  | { do: 'clear' }
  | { do: 'append'; lines: readonly LogLine[] }
  | { do: 'prepend'; lines: readonly LogLine[] }

function reduce(window: LogWindow, action: Action): LogWindow {
  switch (action.do) {
    case 'clear':
      return EMPTY
    case 'append':
      return appended(window, action.lines)
    case 'prepend':
      return prepended(window, action.lines)
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
 * The log of a run, or of one of its steps: loaded up to its end, then fed by the stream.
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
    const unsubscribe = feed.subscribe((lines) => {
      const own = step === null ? lines : lines.filter((line) => line.step === step)
      if (caughtUp) {
        dispatch({ do: 'append', lines: own })
      } else {
        early = [...early, ...own]
      }
    })

    async function catchUp() {
      let after = 0
      try {
        for (;;) {
          const page = await api.log(run, step, after, PAGE)
          if (stopped) {
            return
          }
          dispatch({ do: 'append', lines: page.lines })
          after = page.lines.at(-1)?.seq ?? after
          if (page.next === null || page.lines.length === 0) {
            break
          }
        }
      } catch (failure) {
        if (stopped) {
          return
        }
        setError(failure)
      }
      caughtUp = true
      dispatch({ do: 'append', lines: early })
      setLoading(false)
      onCaughtUp(after)
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
    const after = earlierAfter(window)
    if (after !== null) {
      api.log(run, step, after, PAGE).then(
        (page) => dispatch({ do: 'prepend', lines: page.lines }),
        (failure: unknown) => setError(failure),
      )
    }
  }, [run, step, window])
  const loadAgain = useCallback(() => setRound((before) => before + 1), [])

  return { window, loading, error, loadEarlier, loadAgain }
}

