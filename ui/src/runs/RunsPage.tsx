import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { queries } from '../api/queries'
import { ErrorNote, Loading } from '../words/Parts'
import { OUTCOME_NAMES, outcomeWord } from '../words/states'
import { useTitle } from '../words/useTitle'
import { RunsTable } from './RunsTable'

const FILTERS = ['application', 'environment', 'outcome'] as const

export function RunsPage() {
  useTitle('Runs')
  const [search, setSearch] = useSearchParams()
  const filter = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = search.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  ) as Partial<Record<(typeof FILTERS)[number], string>>
  const runs = useInfiniteQuery(queries.runs(filter))
  const applications = useQuery(queries.applications())

  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === '') {
          after.delete(name)
        } else {
          after.set(name, value)
        }
        return after
      },
      { replace: true },
    )
  const names = (applications.data ?? []).map((application) => application.name)
  const environments = [
    ...new Set(
      (applications.data ?? [])
        .filter((application) => filter.application === undefined || application.name === filter.application)
        .flatMap((application) => application.environments.map((environment) => environment.name)),
    ),
  ]
  const all = runs.data?.pages.flatMap((page) => page.runs)

  return (
    <div className="page">
      <div className="page-head">
        <h1>Runs</h1>
      </div>
      <section className="panel" aria-label="Runs">
        <div className="panel-head" role="search" aria-label="Filter runs">
          <Choose
            label="Application"
            value={filter.application}
            values={names}
            onChange={(value) => set('application', value)}
          />
          <Choose
            label="Environment"
            value={filter.environment}
            values={environments}
            onChange={(value) => set('environment', value)}
          />
          <Choose
            label="Outcome"
            value={filter.outcome}
            values={[...OUTCOME_NAMES]}
            wordOf={(value) => OUTCOME_NAMES.filter((name) => name === value).map((name) => outcomeWord(name).text)[0] ?? value}
            onChange={(value) => set('outcome', value)}
          />
          {Object.keys(filter).length > 0 && (
            <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>
              Show all
            </Button>
          )}
        </div>
        {all === undefined ? (
          runs.error === null ? (
            <Loading what="runs" />
          ) : (
            <ErrorNote
              what="The runs could not be loaded"
              error={runs.error}
              retry={() => void runs.refetch()}
            />
          )
        ) : (
          <RunsTable runs={all} />
        )}
      </section>
      {runs.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={runs.isFetchingNextPage}
            onClick={() => void runs.fetchNextPage()}
          >
            Load earlier runs
          </Button>
        </div>
      )}
    </div>
  )
}

function Choose({
  label,
  value,
  values,
  wordOf = (one) => one,
  onChange,
}: {
  label: string
  value: string | undefined
  values: string[]
  wordOf?: (value: string) => string
  onChange: (value: string) => void
}) {
  // A filter that came with the address stays choosable even when no application has it any more.
  const all = value === undefined || values.includes(value) ? values : [value, ...values]
  return (
    <NativeSelect
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: `${label}: any` }, ...all.map((one) => ({ value: one, label: wordOf(one) }))]}
    />
  )
}
