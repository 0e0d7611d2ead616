import { useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Change } from './model'
import { keys } from './queries'
import { openStream, type Connection } from './stream'

interface Live {
  lost: boolean
  report: (stream: string, connection: Connection) => void
}

const LiveContext = createContext<Live>({ lost: false, report: () => {} })

/** Whether any stream of this page is cut off at present. */
export function useConnectionLost(): boolean {
  return useContext(LiveContext).lost
}

export function useReport(): Live['report'] {
  return useContext(LiveContext).report
}

/** Listens for changes anywhere and makes the lists that show them load again. */
export function LiveLists({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [lost, setLost] = useState<ReadonlySet<string>>(new Set())

  const report = useCallback((stream: string, connection: Connection) => {
    setLost((before) => {
      const isLost = connection === 'lost'
      if (before.has(stream) === isLost) {
        return before
      }
      const after = new Set(before)
      if (isLost) {
        after.add(stream)
      } else {
        after.delete(stream)
      }
      return after
    })
  }, [])
  const live = useMemo<Live>(() => ({ lost: lost.size > 0, report }), [lost, report])

  useEffect(() => {
    let last = ''
    const refresh = (change: Pick<Change, 'kind'>) => {
      void client.invalidateQueries({ queryKey: keys.applications })
      if (change.kind !== 'application') {
        void client.invalidateQueries({ queryKey: keys.runs })
        void client.invalidateQueries({ queryKey: keys.tasks })
        void client.invalidateQueries({ queryKey: keys.workers })
      }
    }
    return openStream({
      address: () => `/api/events${last === '' ? '' : `?after=${encodeURIComponent(last)}`}`,
      types: ['changed'],
      onMessage: (_, id, data) => {
        last = id === '' ? last : id
        refresh(JSON.parse(data) as Change)
      },
      onState: (connection) => {
        report('lists', connection)
        if (connection === 'open') {
          // What changed between the first load, or the break, and this connection.
          refresh({ kind: 'run' })
        }
        if (connection === 'lost') {
          // A stream does not say why it ended; the session does.
          void client.invalidateQueries({ queryKey: keys.session })
        }
      },
    })
  }, [client, report])

  return <LiveContext value={live}>{children}</LiveContext>
}
