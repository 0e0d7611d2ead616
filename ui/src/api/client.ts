import type {
  Application,
  EnvironmentDetail,
  FileProblems,
  LogPage,
  Plan,
  Run,
  RunOrder,
  RunPage,
  RunSummary,
  Session,
  Task,
  Workers,
} from './model'
import { problemOf, unreachable } from './problem'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface RunFilter {
  application?: string
  environment?: string
  outcome?: string
  status?: string
}

export const api = {
  session: () => call<Session>('GET', '/api/session'),
  signIn: (name: string, password: string) =>
    call<Pick<Session, 'user'>>('POST', '/api/session', { name, password }),
  signOut: () => call<void>('DELETE', '/api/session'),

  applications: () => call<Application[]>('GET', '/api/applications'),
  fileProblems: () => call<FileProblems[]>('GET', '/api/applications/problems'),
  environment: (application: string, environment: string) =>
    call<EnvironmentDetail>('GET', environmentPath(application, environment)),
  plan: (application: string, environment: string, ref: string) =>
    call<Plan>('POST', `${environmentPath(application, environment)}/plan`, { ref }),
  pin: (application: string, environment: string, release: string, pinned: boolean) =>
    call<void>(
      pinned ? 'PUT' : 'DELETE',
      `${environmentPath(application, environment)}/releases/${encodeURIComponent(release)}/pin`,
    ),

  runs: (filter: RunFilter, before: number | null, limit: number) =>
    call<RunPage>('GET', `/api/runs?${query({ ...filter, before, limit })}`),
  run: (run: number) => call<Run>('GET', `/api/runs/${run}`),
  start: (order: RunOrder) => call<RunSummary>('POST', '/api/runs', order),
  cancel: (run: number, reason: string) =>
    call<RunSummary>('POST', `/api/runs/${run}/cancel`, { reason }),
  diagram: (run: number, process: string) =>
    callText(`/api/runs/${run}/diagrams/${encodeURIComponent(process)}`),
  /** The newest lines before a place, or the newest of all. */
  log: (run: number, step: string | null, before: number | null, limit: number) =>
    call<LogPage>(
      'GET',
      `/api/runs/${run}/log?${query({ step, before: before ?? Number.MAX_SAFE_INTEGER, limit })}`,
    ),

  workers: () => call<Workers>('GET', '/api/workers'),

  openTasks: () => call<Task[]>('GET', '/api/tasks?open=true'),
  tasks: () => call<Task[]>('GET', '/api/tasks'),
  task: (id: number) => call<Task>('GET', `/api/tasks/${id}`),
  decide: (
    id: number,
    choice: string,
    reason: string,
    planDigest: string | null,
    holdSeconds: number | null,
  ) =>
    call<Task>('POST', `/api/tasks/${id}/decision`, {
      choice,
      reason,
      ...(planDigest === null ? {} : { planDigest }),
      ...(holdSeconds === null ? {} : { holdSeconds }),
    }),
}

export function logDownloadPath(run: number, step: string | null): string {
  return `/api/runs/${run}/log/download${step === null ? '' : `?${query({ step })}`}`
}

function environmentPath(application: string, environment: string): string {
  return `/api/applications/${encodeURIComponent(application)}/environments/${encodeURIComponent(environment)}`
}

/** Leaves out what is not set. */
function query(values: Record<string, string | number | null | undefined>): string {
  const set = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      set.set(name, String(value))
    }
  }
  return set.toString()
}

async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body)
  if (!response.ok) {
    throw problemOf(response.status, await response.json().catch(() => null))
  }
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

async function callText(path: string): Promise<string> {
  const response = await send('GET', path)
  if (!response.ok) {
    throw problemOf(response.status, await response.json().catch(() => null))
  }
  return response.text()
}

async function send(method: Method, path: string, body?: unknown): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json, */*' })
  if (method !== 'GET') {
    const token = cookie('XSRF-TOKEN')
    if (token !== null) {
      headers.set('X-CSRF-TOKEN', token)
    }
  }
  if (body !== undefined) {
    headers.set('Content-Type', 'application/json')
  }
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : JSON.stringify(body),
    })
  } catch {
    throw unreachable()
  }
}

function cookie(name: string): string | null {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1))
}
