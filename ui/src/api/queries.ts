import { queryOptions, infiniteQueryOptions, QueryClient } from '@tanstack/react-query'
import { api, type RunFilter } from './client'
import type { Run } from './model'
import { isStatus, Problem } from './problem'
import { reconciled } from './replay'

export const keys = {
  session: ['session'] as const,
  applications: ['applications'] as const,
  runs: ['runs'] as const,
  run: (run: number) => ['run', run] as const,
  tasks: ['tasks'] as const,
  workers: ['workers'] as const,
}

export const queries = {
  session: () => queryOptions({ queryKey: keys.session, queryFn: api.session }),
  applications: () =>
    queryOptions({ queryKey: [...keys.applications, 'list'], queryFn: api.applications }),
  fileProblems: () =>
    queryOptions({ queryKey: [...keys.applications, 'problems'], queryFn: api.fileProblems }),
  environment: (application: string, environment: string) =>
    queryOptions({
      queryKey: [...keys.applications, 'one', application, environment],
      queryFn: () => api.environment(application, environment),
    }),
  runs: (filter: RunFilter) =>
    infiniteQueryOptions({
      queryKey: [...keys.runs, filter],
      queryFn: ({ pageParam }) => api.runs(filter, pageParam, 50),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.next,
    }),
  run: (run: number) =>
    queryOptions({
      queryKey: keys.run(run),
      queryFn: () => api.run(run),
      structuralSharing: (shown, loaded) =>
        shown === undefined ? loaded : reconciled(shown as Run, loaded as Run),
      // The stream only tells what happens while the page is open.
      refetchOnMount: 'always',
    }),
  diagram: (run: number, process: string) =>
    queryOptions({
      queryKey: ['diagram', run, process],
      queryFn: () => api.diagram(run, process),
      // A run keeps the version of its model for good.
      staleTime: Infinity,
    }),
  /** Of one step, or of the whole run. */
  lastLines: (run: number, step: string | null) =>
    queryOptions({
      queryKey: [...keys.run(run), 'last-lines', step],
      queryFn: () => api.log(run, step, null, 40),
    }),
  workers: () =>
    queryOptions({
      queryKey: keys.workers,
      queryFn: api.workers,
      refetchOnMount: 'always',
      // That somebody falls silent is no event that anybody could send.
      refetchInterval: 3_000,
    }),
  openTasks: () => queryOptions({ queryKey: [...keys.tasks, 'open'], queryFn: api.openTasks }),
  allTasks: () => queryOptions({ queryKey: [...keys.tasks, 'all'], queryFn: api.tasks }),
  task: (id: number) =>
    queryOptions({ queryKey: [...keys.tasks, 'one', id], queryFn: () => api.task(id) }),
}

/** The event stream tells what changed, so nothing goes stale by the clock. */
export function queryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
      },
    },
  })
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error' && isStatus(event.action.error, 401)) {
      client.setQueryData(keys.session, (session: object | undefined) =>
        session === undefined ? session : { ...session, user: null },
      )
    }
  })
  return client
}
