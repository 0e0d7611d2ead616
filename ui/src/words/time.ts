const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A length of time in the two largest units that matter: `340 ms`, `4.2 s`, `1 min 05 s`, `2 h 03 min`. */
export function durationWords(millis: number): string {
  const length = Math.max(0, Math.round(millis))
  if (length < SECOND) {
    return `${length} ms`
  }
  if (length < 10 * SECOND) {
    return `${(Math.floor(length / 100) / 10).toFixed(1)} s`
  }
  if (length < MINUTE) {
    return `${Math.floor(length / SECOND)} s`
  }
  if (length < HOUR) {
    return pair(length, MINUTE, 'min', SECOND, 's')
  }
  if (length < DAY) {
    return pair(length, HOUR, 'h', MINUTE, 'min')
  }
  return pair(length, DAY, 'd', HOUR, 'h')
}

/** From one moment to another, or to now while the other has not come; null before the start. */
export function durationBetween(from: string | null, to: string | null, now: number): string | null {
  if (from === null) {
    return null
  }
  return durationWords((to === null ? now : Date.parse(to)) - Date.parse(from))
}

/** How long ago, coarse: `just now`, `4 min ago`, `3 d ago`. */
export function ago(moment: string, now: number): string {
  const passed = now - Date.parse(moment)
  if (passed < 10 * SECOND) {
    return 'just now'
  }
  if (passed < MINUTE) {
    return `${Math.floor(passed / SECOND)} s ago`
  }
  if (passed < HOUR) {
    return `${Math.floor(passed / MINUTE)} min ago`
  }
  if (passed < DAY) {
    return `${Math.floor(passed / HOUR)} h ago`
  }
  return `${Math.floor(passed / DAY)} d ago`
}

/** For how long, coarse, in the largest unit of which there are two: `50 min`, `30 h`, `2 days`. */
export function lengthWords(millis: number): string {
  if (millis < 2 * HOUR) {
    return `${Math.max(0, Math.floor(millis / MINUTE))} min`
  }
  return millis < 2 * DAY ? `${Math.floor(millis / HOUR)} h` : `${Math.floor(millis / DAY)} days`
}

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

export function momentWords(moment: string): string {
  return MOMENT.format(new Date(moment))
}

/** The time of day of a log line, local, to the millisecond. */
export function clockWords(moment: string): string {
  const at = new Date(moment)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`
}

function pair(length: number, large: number, largeUnit: string, small: number, smallUnit: string) {
  const rest = Math.floor((length % large) / small)
  return `${Math.floor(length / large)} ${largeUnit} ${String(rest).padStart(2, '0')} ${smallUnit}`
}
