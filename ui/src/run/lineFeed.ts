import type { LogLine } from '../api/model'

/** Told of new lines; `afterGap` if lines before them were left out. */
type Listener = (lines: readonly LogLine[], afterGap: boolean) => void

/** Hands log lines from the stream to the panel that shows them, many at once. */
export class LineFeed {
  private readonly listeners = new Set<Listener>()
  private waiting: LogLine[] = []
  private afterGap = false
  private timer: ReturnType<typeof setTimeout> | undefined

  push(line: LogLine) {
    this.waiting.push(line)
    // A chatty build writes thousands of lines a second; the eye follows ten pictures.
    this.timer ??= setTimeout(() => this.flush(), 100)
  }

  /** Lines were left out, because this page could not keep up; the newest come next. */
  skip() {
    this.waiting = []
    this.afterGap = true
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private flush() {
    const lines = this.waiting
    const afterGap = this.afterGap
    this.waiting = []
    this.afterGap = false
    this.timer = undefined
    for (const listener of this.listeners) {
      listener(lines, afterGap)
    }
  }
}
