import type { Step } from '../api/model'

/** Steps whose effect is proven and stands; also one that nobody knows about, for it may. */
export function stillThere(steps: readonly Step[]): Step[] {
  return steps.filter(
    (step) =>
      !step.compensation &&
      ((step.effect !== null && step.state === 'done') || (step.state === 'held' && changes(step))),
  )
}

/** Steps whose effect was taken back. */
export function undone(steps: readonly Step[]): Step[] {
  return steps.filter((step) => !step.compensation && step.state === 'undone')
}

/** The lease and the plan are Slipway's own; everything else that is held may have been changed. */
function changes(step: Step): boolean {
  return !['take-lease', 'confirm-plan', 'plan', 'reconcile'].includes(step.topic)
}
