import type { Failure, Run, Step, Task } from '../api/model'

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

/** Why the step failed that a task asks about. */
export function failureBehind(task: Task, steps: readonly Step[]): Failure | null {
  return steps.find((step) => step.key === task.stepKey)?.failure ?? null
}

/** Whether one of these tasks asks about what the run failed at. */
export function isToldBy(tasks: readonly Task[], run: Run): boolean {
  return tasks.some((task) => {
    const failure = failureBehind(task, run.steps)
    return failure?.what === run.failure?.what && failure?.why === run.failure?.why
  })
}
