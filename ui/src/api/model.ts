import type { components } from './schema'

type Schemas = components['schemas']

export type Session = Schemas['Session']
export type Application = Schemas['Application']
export type FileProblems = Schemas['FileProblems']
export type EnvironmentSummary = Schemas['EnvironmentSummary']
export type EnvironmentDetail = Schemas['EnvironmentDetail']
export type Serving = Schemas['Serving']
export type Release = Schemas['ReleaseView']
export type Plan = Schemas['Plan']
export type RunSummary = Schemas['RunSummary']
export type RunPage = Schemas['RunPage']
export type Run = Schemas['Run']
export type Step = Schemas['Step']
export type Attempt = Schemas['Attempt']
export type Failure = Schemas['Failure']
export type Task = Schemas['Task']
export type Choice = Schemas['Choice']
export type LogLine = Schemas['LogLine']
export type LogPage = Schemas['LogPage']
export type Change = Schemas['Change']

export type Outcome = NonNullable<RunSummary['outcome']>
export type RunStatus = RunSummary['status']
export type StepState = Step['state']

export type RunOrder =
  | { kind: 'release'; application: string; environment: string; ref: string }
  | { kind: 'rollback'; application: string; environment: string; release: string }
