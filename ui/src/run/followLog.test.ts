import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogLine, LogPage } from '../api/model'
import { followLog } from './followLog'
import { LineFeed } from './lineFeed'
import { appended, earlierThan, EMPTY, type LogWindow } from './logWindow'
import { lines } from './samples'

describe('a log that is followed', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('of one step stays when another step makes the stream skip lines', async () => {
    // given
    const log = follow('build')
    await log.answer(lines(1, 3))

    // when
    log.skipTo(of('verify', lines(9001, 9002)))

    // then
    expect(log.shown()).toEqual([1, 2, 3])
  })

  it('of one step holds what the stream skipped of it', async () => {
    // given
    const log = follow('build')
    await log.answer(lines(1, 3))

    // when
    log.skipTo(of('verify', lines(9001, 9002)))
    await log.answer(lines(1, 5), 1)
    log.tell(lines(9003, 9003))

    // then
    expect(log.shown()).toEqual([1, 2, 3, 4, 5, 9003])
    expect(log.earlier()).toBe(1)
  })

  it('of the whole run goes on with the newest lines and knows that it has a beginning', async () => {
    // given
    const log = follow(null)
    await log.answer(lines(1, 3))

    // when
    log.skipTo(lines(9001, 9002))

    // then
    expect(log.shown()).toEqual([9001, 9002])
    expect(log.earlier()).toBe(9001)
  })

  it('is loaded again when the stream skipped lines while it was loaded', async () => {
    // given
    const log = follow(null)
    log.skipTo(lines(9001, 9002))

    // when
    await log.answer(lines(1, 3))
    await log.answer(lines(8999, 9002), 8999)
    log.tell(lines(9003, 9003))

    // then
    expect(log.shown()).toEqual([8999, 9000, 9001, 9002, 9003])
    expect(log.earlier()).toBe(8999)
  })

  it('has no hole when it cannot be loaded again', async () => {
    // given
    const log = follow('build')
    await log.answer(lines(1, 3))
    log.skipTo(of('verify', lines(9001, 9002)))

    // when
    await log.refuse()
    log.tell(lines(9003, 9003))

    // then
    expect(log.shown()).toEqual([9003])
    expect(log.earlier()).toBe(9003)
  })
})

function of(step: string, all: LogLine[]): LogLine[] {
  return all.map((line) => ({ ...line, step }))
}

/** Follows a log over a feed whose timer is turned by hand and an API that is answered by hand. */
function follow(step: string | null) {
  const feed = new LineFeed()
  const asked: { resolve: (page: LogPage) => void; reject: (failure: Error) => void }[] = []
  let window: LogWindow = EMPTY
  followLog(step, feed, () => new Promise((resolve, reject) => asked.push({ resolve, reject })), {
    start: (started) => (window = started),
    append: (more) => (window = appended(window, more)),
    failed: () => undefined,
    caughtUp: () => undefined,
  })
  const tell = (more: LogLine[]) => {
    more.forEach((line) => feed.push(line))
    vi.runAllTimers()
  }
  const oldestAsked = () => {
    const one = asked.shift()
    if (one === undefined) {
      throw new Error('the log was not asked for')
    }
    return one
  }
  return {
    tell,
    skipTo: (newest: LogLine[]) => {
      feed.skip()
      tell(newest)
    },
    answer: async (page: LogLine[], next: number | null = null) => {
      oldestAsked().resolve({ lines: page, next })
      await vi.runAllTimersAsync()
    },
    refuse: async () => {
      oldestAsked().reject(new Error('refused'))
      await vi.runAllTimersAsync()
    },
    shown: () => window.pages.flatMap((page) => page.lines.map((line) => line.seq)),
    earlier: () => earlierThan(window),
  }
}
