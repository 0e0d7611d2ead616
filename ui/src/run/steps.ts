import type { Step, Task } from '../api/model'

/**
 * Steps in the order in which a reader follows the run: those that started, by their start, those
 * that were cancelled before that, by their end, then those still to come as the server names them.
 */
export function inOrder(steps: readonly Step[]): Step[] {
  return steps
    .map((step, position) => ({ step, position }))
    .sort((a, b) => {
      const from = whenOf(a.step)
      const other = whenOf(b.step)
      if (from === null || other === null) {
        return Number(from === null) - Number(other === null) || a.position - b.position
      }
      return Date.parse(from) - Date.parse(other) || a.position - b.position
    })
    .map(({ step }) => step)
}

function whenOf(step: Step): string | null {
  return step.startedAt ?? step.endedAt
}

/** The step that a reader wants to see first: what works now, else what went wrong last. */
export function stepOfInterest(steps: readonly Step[]): Step | null {
  const ordered = inOrder(steps)
  return (
    ordered.findLast((step) => step.state === 'running') ??
    ordered.findLast((step) => step.state === 'held') ??
    ordered.findLast((step) => step.state === 'failed') ??
    null
  )
}

/** One line that says what a step does now or what came of it; null when there is nothing to say. */
export function lineOf(step: Step): string | null {
  switch (step.state) {
    case 'running':
      return step.progress
    case 'waiting':
    case 'ready':
      return step.waitsFor === null ? null : `Waits for ${step.waitsFor}`
    case 'failed':
    case 'held':
      return step.failure?.why ?? step.waitsFor ?? step.summary
    case 'done':
    case 'undone':
    case 'cancelled':
      return step.summary
  }
}

export function isOpen(task: Task): boolean {
  return task.decided === null
}
