/**
 * The shapes of the HTTP API, in the form in which `npm run types` writes them from openapi.json.
 * Nothing but model.ts reads this file.
 */
export interface components {
  schemas: {
    User: { name: string; displayName: string }
    Session: {
      user: components['schemas']['User'] | null
      csrfHeader: string
      version: string
    }
    Application: {
      name: string
      source: { git: string; branch: string }
      environments: components['schemas']['EnvironmentSummary'][]
    }
    FileProblems: {
      file: string
      problems: {
        line: number
        column: number
        field: string
        message: string
        allowed: string | string[] | null
      }[]
    }
    EnvironmentSummary: {
      name: string
      url: string
      platform: string
      serving: components['schemas']['Serving'] | null
      run: components['schemas']['RunSummary'] | null
      lastRun: components['schemas']['RunSummary'] | null
      openTasks: number
    }
    EnvironmentDetail: components['schemas']['EnvironmentSummary'] & {
      application: string
      branch: string
      approvalRequired: number
      releases: components['schemas']['ReleaseView'][]
    }
    Serving: {
      release: string
      commit: string
      subject: string
      colour: string
      since: string
      run: number
    }
    ReleaseView: {
      id: string
      run: number
      commit: string
      subject: string
      artifact: string
      state: 'serving' | 'good' | 'failed' | 'gone'
      pinned: boolean
      builtAt: string
      provenAt: string | null
      rollbackable: boolean
      whyNot: string | null
    }
    Plan: {
      digest: string
      ref: string
      commit: string
      previousCommit: string | null
      commits: { hash: string; author: string; at: string; subject: string }[]
      commitsTruncated: boolean
      files: { path: string; change: 'added' | 'modified' | 'deleted' }[]
      filesTruncated: boolean
      direction: 'forward' | 'backward' | 'first' | 'sideways' | 'same'
      commands: string[]
      steps: string[]
      migration: { run: string; undo: string | null } | null
      downtime: string | null
      warnings: string[]
    }
    RunSummary: {
      run: number
      kind: 'release' | 'rollback'
      application: string
      environment: string
      ref: string
      commit: string | null
      subject: string
      release: string | null
      requestedBy: string
      requestedAt: string
      endedAt: string | null
      status: 'waiting' | 'running' | 'hauling-back' | 'held' | 'ended'
      outcome: 'live' | 'restored' | 'rejected' | 'cancelled' | 'needs-human' | null
      words: string
      waitsFor: string | null
      lostRequests: number | null
    }
    RunPage: { runs: components['schemas']['RunSummary'][]; next: number | null }
    Run: components['schemas']['RunSummary'] & {
      lastEvent: number
      plan: components['schemas']['Plan'] | null
      steps: components['schemas']['Step'][]
      tasks: components['schemas']['Task'][]
      failure: components['schemas']['Failure'] | null
      probe: { requests: number; failed: number; resets: number } | null
      serving: components['schemas']['Serving'] | null
      cancellable: boolean
      whyNotCancellable: string | null
      diagrams: { process: string; name: string; version: number }[]
    }
    Step: {
      key: string
      process: string
      activity: string
      topic: string
      title: string
      compensation: boolean
      state:
        | 'waiting'
        | 'ready'
        | 'running'
        | 'done'
        | 'failed'
        | 'cancelled'
        | 'held'
        | 'undone'
      attempt: number
      progress: string | null
      waitsFor: string | null
      summary: string | null
      startedAt: string | null
      endedAt: string | null
      worker: string | null
      failure: components['schemas']['Failure'] | null
      attempts: components['schemas']['Attempt'][]
      effect: { [key: string]: unknown } | null
      deadline: string | null
    }
    Attempt: {
      attempt: number
      worker: string | null
      startedAt: string
      endedAt: string | null
      result: string | null
      failure: components['schemas']['Failure'] | null
    }
    Failure: { what: string; why: string; next: string; evidence: string; retriable: boolean }
    Task: {
      id: number
      kind: 'approve' | 'intervene'
      run: number
      application: string
      environment: string
      stepKey: string | null
      title: string
      body: string
      plan: components['schemas']['Plan'] | null
      choices: components['schemas']['Choice'][]
      createdAt: string
      decided: { by: string; at: string; choice: string; reason: string | null } | null
    }
    Choice: {
      id: string
      label: string
      explanation: string
      reasonRequired: boolean
      danger: boolean
    }
    LogLine: { seq: number; at: string; step: string; stream: 'note' | 'out' | 'err'; text: string }
    LogPage: { lines: components['schemas']['LogLine'][]; next: number | null }
    Change: { kind: 'run' | 'task' | 'application'; run?: number; application?: string; environment?: string }
  }
}
