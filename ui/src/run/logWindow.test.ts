import { describe, expect, it } from 'vitest'
import {
  appended,
  earlierThan,
  EMPTY,
  lastSeq,
  lineCount,
  matches,
  PAGE,
  PAGES_KEPT,
  parts,
  prepended,
  startedWith,
  stepTo,
} from './logWindow'
import { lines } from './samples'

const CAPACITY = PAGE * PAGES_KEPT

describe('the window of a log', () => {
  it('leaves out lines that a replay sends again', () => {
    const window = appended(appended(EMPTY, lines(1, 5)), lines(4, 7))

    expect(window.pages.flatMap((page) => page.lines.map((line) => line.seq))).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ])
  })

  it('does not touch full pages when a line comes', () => {
    // given
    const before = appended(EMPTY, lines(1, PAGE + 1))

    // when
    const after = appended(before, lines(PAGE + 2, PAGE + 2))

    // then
    expect(after.pages[0]).toBe(before.pages[0])
    expect(lineCount(after)).toBe(PAGE + 2)
  })

  it('holds a bounded number of lines of a long log and knows the way back', () => {
    const window = appended(EMPTY, lines(1, CAPACITY + 2 * PAGE))

    expect(lineCount(window)).toBe(CAPACITY)
    expect(window.pages[0]?.lines[0]?.seq).toBe(2 * PAGE + 1)
    expect(earlierThan(window)).toBe(2 * PAGE + 1)
  })

  it('starts with the end of a log and knows whether there is more before it', () => {
    // given
    const end = startedWith(lines(3 * PAGE + 1, 5 * PAGE), true)

    // when
    const back = prepended(end, 3 * PAGE + 1, lines(2 * PAGE + 1, 3 * PAGE), true)

    // then
    expect(lineCount(end)).toBe(2 * PAGE)
    expect(earlierThan(end)).toBe(3 * PAGE + 1)
    expect(earlierThan(back)).toBe(2 * PAGE + 1)
    expect(lastSeq(back)).toBe(5 * PAGE)
    expect(earlierThan(startedWith(lines(7, 9), false))).toBeNull()
  })

  it('goes back page by page to the first line and stays bounded', () => {
    // given
    let window = appended(EMPTY, lines(1, CAPACITY + 2 * PAGE))

    // when
    window = prepended(window, 2 * PAGE + 1, lines(PAGE + 1, 2 * PAGE), true)
    window = prepended(window, PAGE + 1, lines(1, PAGE), false)

    // then
    expect(window.pages[0]?.lines[0]?.seq).toBe(1)
    expect(earlierThan(window)).toBeNull()
    expect(lineCount(window)).toBe(CAPACITY)
    expect(lastSeq(window)).toBe(CAPACITY)
  })

  it('takes no earlier lines that were asked for before it began elsewhere', () => {
    const newer = startedWith(lines(9 * PAGE + 1, 10 * PAGE), true)

    expect(prepended(newer, 3 * PAGE + 1, lines(2 * PAGE + 1, 3 * PAGE), true)).toBe(newer)
  })

  it('takes no new line while the end is cut off, so that there is never a gap', () => {
    // given
    const full = appended(EMPTY, lines(1, CAPACITY + PAGE))
    const back = prepended(full, PAGE + 1, lines(1, PAGE), false)

    // when
    const after = appended(back, lines(CAPACITY + PAGE + 1, CAPACITY + PAGE + 1))

    // then
    expect(after).toBe(back)
    expect(after.cutAtEnd).toBe(true)
  })
})

describe('the search in a log', () => {
  it('finds every occurrence, ignoring case', () => {
    const window = appended(EMPTY, [
      { ...lines(1, 1)[0]!, text: 'ERROR: error' },
      { ...lines(2, 2)[0]!, text: 'fine' },
      { ...lines(3, 3)[0]!, text: 'an error' },
    ])

    expect(matches(window, 'error')).toEqual([
      { seq: 1, nth: 0 },
      { seq: 1, nth: 1 },
      { seq: 3, nth: 0 },
    ])
    expect(matches(window, '')).toEqual([])
  })

  it('cuts a line without losing a character', () => {
    expect(parts('GET /health 500', '/health').map((part) => part.text)).toEqual([
      'GET ',
      '/health',
      ' 500',
    ])
    expect(parts('', 'x')).toEqual([{ text: '', hit: false }])
    expect(parts('İstanbul x', 'x').map((part) => part.text).join('')).toBe('İstanbul x')
  })

  it('goes round at both ends', () => {
    expect(stepTo(3, -1, 1)).toBe(0)
    expect(stepTo(3, 2, 1)).toBe(0)
    expect(stepTo(3, 0, -1)).toBe(2)
    expect(stepTo(0, -1, 1)).toBe(-1)
  })
})
