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

const OF_OUTCOME: Record<NonNullable<RunSummary['outcome']>, Mark> = {
  live: 'done',
  restored: 'undone',
  rejected: 'cancelled',
  cancelled: 'cancelled',
  'needs-human': 'held',
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

/** What of a run paints one of its diagrams. */
export interface Painted {
  steps: readonly Step[]
  tasks: readonly Pick<Task, 'kind' | 'decided'>[]
  outcome: RunSummary['outcome']
  /** The nodes and sequence flows of this diagram that were walked, in order. */
  passed: readonly string[]
}

/**
 * The marks of one diagram: each activity by the last step that ran it, each call activity by the
 * steps of the process it calls, the approval by its task, and the end event that the run came to
 * and that names its outcome.
 */
export function marksOf(
  process: string,
  elements: readonly DiagramElement[],
  { steps, tasks, outcome, passed }: Painted,
  processes: readonly string[],
): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  const end = endOf(elements, outcome, passed)
  const own = new Map(
    steps.filter((step) => step.process === process).map((step) => [step.activity, step]),
  )
  for (const element of elements) {
    const step = own.get(element.id)
    const mark =
      step !== undefined ? markOf(step) : markWithoutStep(element, { steps, tasks }, process, processes)
    if (element === end && outcome !== null) {
      marks.set(element.id, OF_OUTCOME[outcome])
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
      if (approval === undefined) {
        return null
      }
      if (approval.decided === null) {
        return 'held'
      }
      return approval.decided.choice === 'approve' ? 'done' : 'cancelled'
    }
    default:
      return null
  }
}

function stepsOf(process: string | null, steps: readonly Step[]): Step[] {
  return process === null ? [] : steps.filter((step) => step.process === process)
}

/** The last end event reached among those that name the outcome. */
function endOf(
  elements: readonly DiagramElement[],
  outcome: RunSummary['outcome'],
  passed: readonly string[],
): DiagramElement | null {
  const ends = elements.filter(
    (element) => element.type === 'EndEvent' && element.name.toLowerCase() === outcome,
  )
  const last = passed.findLast((id) => ends.some((end) => end.id === id))
  return ends.find((end) => end.id === last) ?? null
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

/** How a part that no step stands behind is painted: walked forward, or on the way back. */
export type Way = 'forward' | 'back'

/** An event, a gateway, a flow or an association of a diagram. */
export interface WayPart {
  id: string
  /** Whether it stands inside the event sub-process that hauls back. */
  insideHaul: boolean
  /** For the association from an activity to its undo: the undo. */
  undo: string | null
}

/** The way that a run took through one diagram, besides its activities. */
export function wayOf(
  parts: readonly WayPart[],
  passed: readonly string[],
  marks: ReadonlyMap<string, Mark>,
): Map<string, Way> {
  const walked = new Set(passed)
  return new Map(
    parts.flatMap((part): [string, Way][] => {
      const reached = part.undo === null ? walked.has(part.id) : marks.has(part.undo)
      return reached ? [[part.id, part.insideHaul || part.undo !== null ? 'back' : 'forward']] : []
    }),
  )
}
