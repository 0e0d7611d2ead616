import { pauseBefore } from './replay'

export type Connection = 'connecting' | 'open' | 'lost'

export interface StreamOptions {
  /** The address, asked anew for every connection, so that it can name where to go on. */
  address: () => string
  types: readonly string[]
  onMessage: (type: string, id: string, data: string) => void
  onState: (state: Connection) => void
}

/**
 * Keeps one event stream open while the page is visible. A browser allows six connections to one
 * HTTP/1.1 server over all its tabs, so a hidden page gives its own back and replays on return.
 *
 * @returns stops the stream
 */
export function openStream(options: StreamOptions): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  function connect() {
    clearTimeout(timer)
    const current = new EventSource(options.address())
    source = current
    current.onopen = () => {
      failures = 0
      options.onState('open')
    }
    current.onerror = () => {
      current.close()
      failures += 1
      options.onState('lost')
      timer = setTimeout(connect, pauseBefore(failures))
    }
    for (const type of options.types) {
      current.addEventListener(type, (event) => {
        options.onMessage(type, event.lastEventId, String(event.data))
      })
    }
  }

  function disconnect() {
    clearTimeout(timer)
    source?.close()
    source = null
  }

  function followVisibility() {
    disconnect()
    if (document.visibilityState === 'visible') {
      connect()
    }
  }

  options.onState('connecting')
  document.addEventListener('visibilitychange', followVisibility)
  followVisibility()
  return () => {
    document.removeEventListener('visibilitychange', followVisibility)
    disconnect()
  }
}
