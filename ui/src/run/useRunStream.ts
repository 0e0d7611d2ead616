import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useReport } from '../api/live'
import type { Run } from '../api/model'
import { keys } from '../api/queries'
import { advance, applied, isNew, parsed, resumeQuery, type Position, type RunEvent } from '../api/replay'
import { openStream } from '../api/stream'
import type { LineFeed } from './lineFeed'

/**
 * Keeps the run in the query cache up to date from its stream.
 *
 * @param start from where to replay; null while that is not known yet or nothing will come
 */
export function useRunStream(run: number, start: Position | null, feed: LineFeed) {
  const client = useQueryClient()
  const report = useReport()

  useEffect(() => {
    if (start === null) {
      return
    }
    let position = start
    let timer: ReturnType<typeof setTimeout> | undefined
    const loadSoon = () => {
      // Events come in swarms; one load tells of them all.
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: keys.run(run) })
      }, 200)
    }
    const stop = openStream({
      address: () => `/api/runs/${run}/events?${resumeQuery(position)}`,
      types: ['run', 'step', 'task', 'log', 'gap'],
      onMessage: (type, id, data) => {
        if (type === 'gap') {
          feed.skip()
          return
        }
        const event = parsed(type, id, data)
        if (event === null || !isNew(position, event)) {
          return
        }
        position = advance(position, event)
        if (event.type === 'log') {
          feed.push(event.data)
          return
        }
        const before = client.getQueryData<Run>(keys.run(run))
        client.setQueryData<Run>(keys.run(run), (shown) =>
          shown === undefined ? shown : applied(shown, event),
        )
        if (before !== undefined && changesMore(before, event)) {
          loadSoon()
        }
      },
      onState: (connection) => report('run', connection),
    })
    return () => {
      stop()
      clearTimeout(timer)
      report('run', 'open')
    }
  }, [run, start, feed, client, report])
}

/**
 * Whether an event means that something changed which only the whole run tells: the failure, the
 * probe, the way through the diagrams, whether one may still cancel.
 */
function changesMore(run: Run, event: RunEvent): boolean {
  switch (event.type) {
    case 'run':
      return true
    case 'step':
      return run.steps.find((step) => step.key === event.data.key)?.state !== event.data.state
    default:
      return false
  }
}
