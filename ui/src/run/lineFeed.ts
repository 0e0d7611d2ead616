import type { LogLine } from '../api/model'

type Listener = (lines: readonly LogLine[]) => void

/** Hands log lines from the stream to the panel that shows them, many at once. */
export class LineFeed {
  private readonly listeners = new Set<Listener>()
  private waiting: LogLine[] = []
  private timer: ReturnType<typeof setTimeout> | undefined

  push(line: LogLine) {
    this.waiting.push(line)
    // A chatty build writes thousands of lines a second; the eye follows ten pictures.
    this.timer ??= setTimeout(() => this.flush(), 100)
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private flush() {
    const lines = this.waiting
    this.waiting = []
    this.timer = undefined
    for (const listener of this.listeners) {
      listener(lines)
    }
  }
}
