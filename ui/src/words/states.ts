import type { Outcome, Plan, Release, RunStatus, RunSummary, StepState } from '../api/model'

/** The few meanings that the interface gives a colour; every one also has a shape and a word. */
export type Tone = 'good' | 'active' | 'haul' | 'bad' | 'held' | 'quiet'

export interface Word {
  text: string
  tone: Tone
}

const OUTCOMES: Record<Outcome, Word> = {
  live: { text: 'Live', tone: 'good' },
  restored: { text: 'Restored', tone: 'haul' },
  rejected: { text: 'Rejected', tone: 'quiet' },
  cancelled: { text: 'Cancelled', tone: 'quiet' },
  'needs-human': { text: 'Needs a person', tone: 'held' },
}

const STATUSES: Record<Exclude<RunStatus, 'ended'>, Word> = {
  waiting: { text: 'Waiting', tone: 'held' },
  running: { text: 'Running', tone: 'active' },
  'hauling-back': { text: 'Hauling back', tone: 'haul' },
  held: { text: 'Held', tone: 'held' },
}

const STEPS: Record<StepState, Word> = {
  waiting: { text: 'waiting', tone: 'quiet' },
  ready: { text: 'ready', tone: 'quiet' },
  running: { text: 'running', tone: 'active' },
  done: { text: 'done', tone: 'good' },
  failed: { text: 'failed', tone: 'bad' },
  cancelled: { text: 'cancelled', tone: 'quiet' },
  held: { text: 'held', tone: 'held' },
  undone: { text: 'undone', tone: 'haul' },
}

const RELEASES: Record<Release['state'], Word> = {
  serving: { text: 'Serving', tone: 'good' },
  built: { text: 'Built', tone: 'quiet' },
  good: { text: 'Proven', tone: 'active' },
  failed: { text: 'Hauled back', tone: 'haul' },
  gone: { text: 'Gone', tone: 'quiet' },
}

export const OUTCOME_NAMES: readonly Outcome[] = [
  'live',
  'restored',
  'rejected',
  'cancelled',
  'needs-human',
]

export function runWord(run: Pick<RunSummary, 'status' | 'outcome'>): Word {
  if (run.outcome !== null) {
    return OUTCOMES[run.outcome]
  }
  return run.status === 'ended' ? { text: 'Ended', tone: 'quiet' } : STATUSES[run.status]
}

export function outcomeWord(outcome: Outcome): Word {
  return OUTCOMES[outcome]
}

/** An undo that is under way or done is haul-back work, so it does not look like progress. */
export function stepWord(state: StepState, compensation: boolean): Word {
  const word = STEPS[state]
  return compensation && (state === 'running' || state === 'done') ? { ...word, tone: 'haul' } : word
}

export function releaseWord(state: Release['state']): Word {
  return RELEASES[state]
}

export function directionWords(direction: Plan['direction']): string {
  switch (direction) {
    case 'first':
      return 'First release into this environment'
    case 'forward':
      return 'Forward from what serves now'
    case 'backward':
      return 'Backward: older than what serves now'
    case 'sideways':
      return 'Sideways: neither contains the other'
    case 'same':
      return 'The same commit that serves now'
    default:
      return direction
  }
}

/** What becomes of migrated data when the run is hauled back. */
export function migrationUndoWords(policy: string): string {
  return policy === 'keep'
    ? 'When the run is hauled back, the data stays migrated.'
    : `When the run is hauled back, the data is undone by: ${policy}.`
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 7)
}

export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** What the swap cost, as a sentence; null when nothing was measured. */
export function lossWords(
  probe: { requests: number; failed: number; resets: number } | null,
  lostRequests: number | null,
): string | null {
  if (probe !== null) {
    const resets = probe.resets === 0 ? '' : `, ${countOf(probe.resets, 'reset', 'resets')}`
    return `${probe.failed.toLocaleString('en')} of ${countOf(probe.requests, 'probe request', 'probe requests')} lost during the swap${resets}`
  }
  return lostRequests === null
    ? null
    : `${countOf(lostRequests, 'probe request', 'probe requests')} lost during the swap`
}
