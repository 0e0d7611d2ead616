import type { Step } from '../api/model'

/** Steps of whose doing something is there now, or may be. */
export function stillThere(steps: readonly Step[]): Step[] {
  return steps.filter((step) => step.standing === 'there' || step.standing === 'perhaps')
}

/** Steps whose effect was taken back. */
export function undone(steps: readonly Step[]): Step[] {
  return steps.filter((step) => step.standing === 'undone')
}

/** The newest step that asked the application how it is, and every one that asked before. */
export function probing(steps: readonly Step[]): Step[] {
  return steps.filter((step) => step.probes && step.startedAt !== null)
}
