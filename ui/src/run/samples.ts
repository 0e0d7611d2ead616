import type { LogLine, Run, Step, Task } from '../api/model'

export function aRun(parts: Partial<Run>): Run {
  return {
    run: 1,
    kind: 'release',
    application: 'shop',
    environment: 'production',
    ref: 'main',
    commit: 'a1b2c3d4e5f6',
    subject: 'Show the price with tax',
    release: 'r1-a1b2c3d4e5',
    requestedBy: 'ada',
    requestedAt: '2026-11-22T10:00:00Z',
    endedAt: null,
    status: 'running',
    outcome: null,
    words: 'a1b2c3d is being built',
    waitsFor: null,
    lostRequests: null,
    openTask: null,
    lastEvent: 0,
    plan: null,
    steps: [],
    tasks: [],
    failure: null,
    probe: null,
    serving: null,
    lease: null,
    waiting: [],
    cancellable: true,
    whyNotCancellable: null,
    diagrams: [],
    lastLine: 0,
    ...parts,
  }
}

export function aStep(parts: Partial<Step>): Step {
  return {
    key: '1-build',
    process: 'release',
    activity: 'build',
    topic: 'build',
    title: 'Build the artifact',
    compensation: false,
    state: 'waiting',
    standing: null,
    probes: false,
    attempt: 0,
    progress: null,
    waitsFor: null,
    summary: null,
    startedAt: null,
    endedAt: null,
    worker: null,
    failure: null,
    attempts: [],
    effect: null,
    deadline: null,
    ...parts,
  }
}

export function aTask(parts: Partial<Task>): Task {
  return {
    id: 1,
    kind: 'approve',
    run: 1,
    application: 'shop',
    environment: 'production',
    stepKey: null,
    title: 'Approve the release',
    body: '',
    plan: null,
    choices: [],
    createdAt: '2026-11-22T10:00:00Z',
    reminders: 0,
    hold: null,
    entries: [],
    decided: null,
    ...parts,
  }
}

export function lines(from: number, to: number): LogLine[] {
  return Array.from({ length: to - from + 1 }, (_, at) => ({
    seq: from + at,
    at: '2026-11-22T10:00:00Z',
    step: 'build',
    stream: 'out',
    text: `line ${from + at}`,
  }))
}
