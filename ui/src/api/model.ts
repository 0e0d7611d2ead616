import type { components } from './schema'

type Schemas = components['schemas']

export type Session = Schemas['SessionView']
export type Application = Schemas['ApplicationView']
export type FileProblems = Schemas['FileProblems']
export type EnvironmentSummary = Schemas['EnvironmentSummary']
export type EnvironmentDetail = Schemas['EnvironmentDetail']
export type Lease = Schemas['LeaseView']
export type Waiting = Schemas['WaitingView']
export type Serving = Schemas['ServingView']
export type Release = Schemas['ReleaseView']
export type Plan = Schemas['Plan']
export type RunSummary = Schemas['RunSummary']
export type RunPage = Schemas['RunPage']
export type Run = Schemas['RunView']
export type Step = Schemas['StepView']
export type Attempt = Schemas['AttemptView']
export type Failure = Schemas['Failure']
export type Task = Schemas['TaskView']
export type Choice = Schemas['Choice']
export type Hold = Schemas['HoldView']
export type OpenTask = Schemas['OpenTaskView']
export type TaskEntry = Schemas['TaskEntryView']
export type LogLine = Schemas['LogLineView']
export type LogPage = Schemas['LogPage']
export type Workers = Schemas['WorkersView']
export type Worker = Schemas['WorkerView']
export type Server = Schemas['ServerView']
export type HeldStep = Schemas['HeldStepView']
export type Change = Schemas['Changed']

export type Outcome = NonNullable<RunSummary['outcome']>
export type RunStatus = RunSummary['status']
export type StepState = Step['state']

export type RunOrder =
  | { kind: 'release'; application: string; environment: string; ref: string }
  | { kind: 'rollback'; application: string; environment: string; release: string }
