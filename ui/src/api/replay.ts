import type { LogLine, Run, RunSummary, Step, Task } from './model'

/** How far a stream was read: the position from which a new connection has to replay. */
export interface Position {
  event: number
  log: number
}

export type RunEvent =
  | { type: 'run'; id: number; data: RunSummary }
  | { type: 'step'; id: number; data: Step }
  | { type: 'task'; id: number; data: Task }
  | { type: 'log'; data: LogLine }

/** The query of a connection that continues where the last one ended. */
export function resumeQuery(position: Position): string {
  return `after=${position.event}&log=true&tail=true&logAfter=${position.log}`
}

/** Replays overlap: the server may send again what was seen before the connection broke. */
export function isNew(position: Position, event: RunEvent): boolean {
  return event.type === 'log' ? event.data.seq > position.log : event.id > position.event
}

export function advance(position: Position, event: RunEvent): Position {
  return event.type === 'log'
    ? { ...position, log: Math.max(position.log, event.data.seq) }
    : { ...position, event: Math.max(position.event, event.id) }
}

/** The run after one event; the same object when the event changes nothing that a run holds. */
export function applied(run: Run, event: RunEvent): Run {
  if (event.type === 'log' || event.id <= run.lastEvent) {
    return run
  }
  const lastEvent = event.id
  switch (event.type) {
    case 'run':
      return { ...run, ...event.data, lastEvent }
    case 'step':
      return { ...run, steps: upserted(run.steps, event.data, (step) => step.key), lastEvent }
    case 'task':
      return { ...run, tasks: upserted(run.tasks, event.data, (task) => task.id), lastEvent }
  }
}

/**
 * A run loaded anew, joined with what the stream told in the meantime: an answer may have been
 * written before an event that was already shown.
 */
export function reconciled(shown: Run, loaded: Run): Run {
  if (shown.run !== loaded.run || shown.lastEvent <= loaded.lastEvent) {
    return loaded
  }
  const { plan, failure, probe, serving, lease, waiting } = loaded
  const { cancellable, whyNotCancellable, diagrams } = loaded
  const told = { plan, failure, probe, serving, lease, waiting }
  return { ...shown, ...told, cancellable, whyNotCancellable, diagrams }
}

function upserted<T>(list: T[], item: T, key: (item: T) => unknown): T[] {
  const at = list.findIndex((existing) => key(existing) === key(item))
  return at < 0 ? [...list, item] : list.with(at, item)
}

/**
 * Reads one message of a run's stream.
 *
 * @param id the message's id: the event's number, or L and the line's number for a log line
 * @returns null when the message is none that this version knows
 */
export function parsed(type: string, id: string, data: string): RunEvent | null {
  if (type === 'log') {
    return { type, data: JSON.parse(data) as LogLine }
  }
  const number = Number(id)
  if (id === '' || !Number.isSafeInteger(number)) {
    return null
  }
  switch (type) {
    case 'run':
      return { type, id: number, data: JSON.parse(data) as RunSummary }
    case 'step':
      return { type, id: number, data: JSON.parse(data) as Step }
    case 'task':
      return { type, id: number, data: JSON.parse(data) as Task }
    default:
      return null
  }
}

/** Milliseconds to wait before the n-th try to connect again (n from 1): 1 s doubling up to 15 s. */
export function pauseBefore(attempt: number): number {
  return Math.min(15_000, 1000 * 2 ** Math.min(attempt - 1, 10))
}
