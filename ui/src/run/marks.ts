import type { RunSummary, Step, Task } from '../api/model'

/** How an element of a diagram is painted; each has a colour, an outline and a badge of its own. */
export type Mark =
  | 'done'
  | 'active'
  | 'waiting'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'held'

export interface DiagramElement {
  id: string
  /** The BPMN type without its prefix, such as ServiceTask. */
  type: string
  name: string
  /** For a call activity: the process it calls, as the model names it. */
  calls: string | null
}

const OF_STATE: Record<Step['state'], Mark> = {
  waiting: 'waiting',
  ready: 'waiting',
  running: 'active',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  held: 'held',
  undone: 'undone',
}

/** Loudest first: what one sees of a part that holds steps in several states. */
const LOUDNESS: readonly Mark[] = [
  'held',
  'undoing',
  'active',
  'failed',
  'undone',
  'waiting',
  'cancelled',
  'done',
]

export function markOf(step: Pick<Step, 'state' | 'compensation'>): Mark {
  if (step.compensation && step.state === 'running') {
    return 'undoing'
  }
  if (step.compensation && step.state === 'done') {
    return 'undone'
  }
  return OF_STATE[step.state]
}

export function loudest(marks: readonly Mark[]): Mark | null {
  return LOUDNESS.find((mark) => marks.includes(mark)) ?? null
}

/** What of a run paints its diagrams. */
export interface Painted {
  steps: readonly Step[]
  tasks: readonly Pick<Task, 'kind' | 'decided'>[]
  outcome: RunSummary['outcome']
}

/**
 * The marks of one diagram: each activity by the last step that ran it, each call activity by the
 * steps of the process it calls, the approval by its task, and the end event that names the run's
 * outcome.
 */
export function marksOf(
  process: string,
  elements: readonly DiagramElement[],
  { steps, tasks, outcome }: Painted,
  processes: readonly string[],
): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  const end = endOf(elements, outcome)
  const own = new Map(
    steps.filter((step) => step.process === process).map((step) => [step.activity, step]),
  )
  for (const element of elements) {
    const step = own.get(element.id)
    const mark =
      step !== undefined ? markOf(step) : markWithoutStep(element, { steps, tasks }, process, processes)
    if (element === end) {
      marks.set(element.id, 'done')
    }
    if (mark !== null) {
      marks.set(element.id, mark)
    }
  }
  return marks
}

/** The diagram behind a call activity, or null when the run has none for it. */
export function calledBy(
  element: DiagramElement,
  process: string,
  processes: readonly string[],
): string | null {
  if (element.type !== 'CallActivity') {
    return null
  }
  const others = processes.filter((name) => name !== process)
  const named = others.find((name) => name === element.calls)
  if (named !== undefined) {
    return named
  }
  // The model may compute the name while it runs; with a single candidate there is no doubt.
  return others.length === 1 ? (others[0] ?? null) : null
}

function markWithoutStep(
  element: DiagramElement,
  { steps, tasks }: Pick<Painted, 'steps' | 'tasks'>,
  process: string,
  processes: readonly string[],
): Mark | null {
  switch (element.type) {
    case 'CallActivity':
      return loudest(stepsOf(calledBy(element, process, processes), steps).map(markOf))
    case 'UserTask': {
      const approval = tasks.findLast((task) => task.kind === 'approve')
      return approval === undefined ? null : approval.decided === null ? 'held' : 'done'
    }
    default:
      return null
  }
}

function stepsOf(process: string | null, steps: readonly Step[]): Step[] {
  return process === null ? [] : steps.filter((step) => step.process === process)
}

/** The end event of the outcome: by its id, else by its name, as one name may stand at two ends. */
function endOf(
  elements: readonly DiagramElement[],
  outcome: RunSummary['outcome'],
): DiagramElement | null {
  const ends = elements.filter((element) => element.type === 'EndEvent')
  return (
    ends.find((end) => end.id === outcome) ??
    ends.find((end) => end.name.toLowerCase() === outcome) ??
    null
  )
}

export const MARK_WORDS: Record<Mark, string> = {
  done: 'done',
  active: 'running',
  waiting: 'waiting',
  failed: 'failed',
  undoing: 'undoing',
  undone: 'undone',
  cancelled: 'cancelled',
  held: 'held for a person',
}
