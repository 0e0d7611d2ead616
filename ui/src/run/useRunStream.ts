import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useReport } from '../api/live'
import type { Run } from '../api/model'
import { keys } from '../api/queries'
import { advance, applied, isNew, parsed, resumeQuery, type Position } from '../api/replay'
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
    const stop = openStream({
      address: () => `/api/runs/${run}/events?${resumeQuery(position)}`,
      types: ['run', 'step', 'task', 'log'],
      onMessage: (type, id, data) => {
        const event = parsed(type, id, data)
        if (event === null || !isNew(position, event)) {
          return
        }
        position = advance(position, event)
        if (event.type === 'log') {
          feed.push(event.data)
          return
        }
        client.setQueryData<Run>(keys.run(run), (shown) =>
          shown === undefined ? shown : applied(shown, event),
        )
        if (event.type === 'run') {
          // The failure, the probe and whether one may still cancel come only with the whole run.
          void client.invalidateQueries({ queryKey: keys.run(run) })
        }
      },
      onState: (connection) => report('run', connection),
    })
    return () => {
      stop()
      report('run', 'open')
    }
  }, [run, start, feed, client, report])
}
