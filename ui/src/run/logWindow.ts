import type { LogLine } from '../api/model'

/** Lines asked from the server at once, and the unit in which lines leave the window. */
export const PAGE = 1000

/** Pages kept in memory. */
export const PAGES_KEPT = 10

/** Lines loaded first: the end of the log, which is what people look for. */
export const TAIL = 5 * PAGE

/** Some consecutive lines of a log, in pages, so that what did not change is not drawn again. */
export interface LogWindow {
  /** Whether lines before the first page exist that the window does not hold. */
  readonly cutAtStart: boolean
  readonly pages: readonly LogPageHeld[]
  /** Whether lines after the last page exist that the window does not hold. */
  readonly cutAtEnd: boolean
}

export interface LogPageHeld {
  /** The number of its first line, which it keeps. */
  readonly from: number
  readonly lines: readonly LogLine[]
}

export const EMPTY: LogWindow = { cutAtStart: false, pages: [], cutAtEnd: false }

export function lastSeq(window: LogWindow): number {
  return window.pages.at(-1)?.lines.at(-1)?.seq ?? 0
}

export function lineCount(window: LogWindow): number {
  return window.pages.reduce((sum, page) => sum + page.lines.length, 0)
}

/** The end of a log; `more` if it has lines before these. */
export function startedWith(lines: readonly LogLine[], more: boolean): LogWindow {
  return appended({ ...EMPTY, cutAtStart: more }, lines)
}

/** Adds newer lines at the end; what was seen already is left out, the oldest pages go. */
export function appended(window: LogWindow, lines: readonly LogLine[]): LogWindow {
  if (window.cutAtEnd) {
    return window
  }
  const seen = lastSeq(window)
  const fresh = lines.filter((line) => line.seq > seen)
  if (fresh.length === 0) {
    return window
  }
  const pages = [...window.pages]
  let rest = fresh
  while (rest.length > 0) {
    const last = pages.at(-1)
    if (last === undefined || last.lines.length >= PAGE) {
      pages.push(pageOf(rest.slice(0, PAGE)))
      rest = rest.slice(PAGE)
    } else {
      const room = PAGE - last.lines.length
      pages[pages.length - 1] = { ...last, lines: [...last.lines, ...rest.slice(0, room)] }
      rest = rest.slice(room)
    }
  }
  const surplus = Math.max(0, pages.length - PAGES_KEPT)
  return {
    cutAtStart: window.cutAtStart || surplus > 0,
    pages: pages.slice(surplus),
    cutAtEnd: false,
  }
}

function pageOf(lines: readonly LogLine[]): LogPageHeld {
  return { from: lines[0]?.seq ?? 0, lines }
}

/** Where the window begins, or null when it begins with the first line of the log. */
export function earlierThan(window: LogWindow): number | null {
  return window.cutAtStart ? (window.pages[0]?.from ?? null) : null
}

/**
 * Puts lines before the window; the newest page goes when the window is full. Left out if the window
 * begins elsewhere by now, for lines between would be missing.
 *
 * @param from where the window began when they were asked for
 * @param more whether the log has lines before these
 */
export function prepended(
  window: LogWindow,
  from: number,
  lines: readonly LogLine[],
  more: boolean,
): LogWindow {
  if (earlierThan(window) !== from) {
    return window
  }
  const fresh = lines.filter((line) => line.seq < from)
  if (fresh.length === 0) {
    return { ...window, cutAtStart: more }
  }
  const full = window.pages.length >= PAGES_KEPT
  return {
    cutAtStart: more,
    pages: [pageOf(fresh), ...(full ? window.pages.slice(0, -1) : window.pages)],
    cutAtEnd: window.cutAtEnd || full,
  }
}

export interface Match {
  seq: number
  /** Which occurrence within its line, from 0. */
  nth: number
}

/** Every occurrence of the text, in order, ignoring case. */
export function matches(window: LogWindow, text: string): Match[] {
  const wanted = text.toLowerCase()
  if (wanted === '') {
    return []
  }
  return window.pages.flatMap((page) =>
    page.lines.flatMap((line) =>
      parts(line.text, wanted)
        .filter((part) => part.hit)
        .map((_, nth) => ({ seq: line.seq, nth })),
    ),
  )
}

/** A line cut into what matches and what does not, ignoring case. */
export function parts(line: string, text: string): { text: string; hit: boolean }[] {
  const wanted = text.toLowerCase()
  // Lower-casing may change the length of a few letters; then positions would not fit the line.
  const searched = line.toLowerCase().length === line.length ? line.toLowerCase() : line
  const found: { text: string; hit: boolean }[] = []
  let from = 0
  for (;;) {
    const at = wanted === '' ? -1 : searched.indexOf(wanted, from)
    if (at < 0) {
      break
    }
    if (at > from) {
      found.push({ text: line.slice(from, at), hit: false })
    }
    found.push({ text: line.slice(at, at + wanted.length), hit: true })
    from = at + wanted.length
  }
  if (from < line.length || found.length === 0) {
    found.push({ text: line.slice(from), hit: false })
  }
  return found
}

/** The next match in a direction, going round at the ends. */
export function stepTo(count: number, current: number, direction: 1 | -1): number {
  if (count === 0) {
    return -1
  }
  if (current < 0) {
    return direction === 1 ? 0 : count - 1
  }
  return (current + direction + count) % count
}
