import { Button, Switch } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { api } from '../api/client'
import type { EnvironmentDetail, Release } from '../api/model'
import { isStatus } from '../api/problem'
import { keys, queries } from '../api/queries'
import { NotFoundPage } from '../app/ErrorPages'
import { RunsTable } from '../runs/RunsTable'
import { StateBadge } from '../words/Glyph'
import { Ago, Commit, Empty, ErrorNote, Loading, RunLink, RunState } from '../words/Parts'
import { countOf, releaseWord, shortCommit } from '../words/states'
import { useTitle } from '../words/useTitle'
import './applications.css'
import { ColourDot } from './ColourDot'
import { LeasePanel } from './LeaseFacts'
import { ReleaseDialog } from './ReleaseDialog'
import { RollbackDialog } from './RollbackDialog'

export function EnvironmentPage() {
  const { application = '', environment = '' } = useParams()
  useTitle(`${application} / ${environment}`)
  const detail = useQuery(queries.environment(application, environment))
  const [dialog, setDialog] = useState<'release' | { release?: string } | null>(null)
  const close = () => setDialog(null)

  if (detail.data === undefined) {
    if (isStatus(detail.error, 404)) {
      return <NotFoundPage what={`There is no environment ${environment} of ${application}.`} />
    }
    return (
      <div className="page">
        {detail.error === null ? (
          <Loading what="the environment" />
        ) : (
          <ErrorNote
            what="The environment could not be loaded"
            error={detail.error}
            retry={() => void detail.refetch()}
          />
        )}
      </div>
    )
  }
  return (
    <div className="page">
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to="/applications">Applications</Link>
        <span aria-hidden="true">/</span>
        <span>{application}</span>
      </nav>
      <div className="page-head">
        <h1>
          {application} / {environment}
        </h1>
        <a href={detail.data.url} target="_blank" rel="noreferrer">
          {detail.data.url}
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
        <div className="row push">
          <Button onClick={() => setDialog('release')}>Release…</Button>
          <Button
            variant="default"
            disabled={detail.data.serving === null}
            onClick={() => setDialog({})}
          >
            Roll back…
          </Button>
        </div>
      </div>
      <ServingPanel detail={detail.data} />
      <LeasePanel detail={detail.data} />
      <ReleasesPanel detail={detail.data} onRollBack={(release) => setDialog({ release })} />
      <RecentRuns application={application} environment={environment} />
      {dialog === 'release' && (
        <ReleaseDialog
          application={application}
          environment={environment}
          branch={detail.data.branch}
          onClose={close}
        />
      )}
      {dialog !== null && dialog !== 'release' && (
        <RollbackDialog application={application} environment={environment} {...dialog} onClose={close} />
      )}
    </div>
  )
}

function ServingPanel({ detail }: { detail: EnvironmentDetail }) {
  const { serving, run } = detail
  return (
    <section className="panel" aria-labelledby="serving">
      <div className="panel-head">
        <h2 id="serving">Serving</h2>
        {run !== null && (
          <span className="row push">
            <RunState run={run} />
            <RunLink run={run} />
            <span className="small">{run.words}</span>
          </span>
        )}
      </div>
      <div className="panel-body">
        {serving === null ? (
          <p className="dim">Nothing serves here yet. Release something.</p>
        ) : (
          <dl className="facts">
            <div>
              <dt>Commit</dt>
              <dd>
                <Commit commit={serving.commit} subject={serving.subject} />
              </dd>
            </div>
            <div>
              <dt>Release</dt>
              <dd>
                <code>{serving.release}</code>
              </dd>
            </div>
            <div>
              <dt>Colour</dt>
              <dd>
                <ColourDot colour={serving.colour} />
              </dd>
            </div>
            <div>
              <dt>Since</dt>
              <dd>
                <Ago moment={serving.since} />, by <RunLink run={serving} />
              </dd>
            </div>
            <div>
              <dt>Platform</dt>
              <dd>{detail.platform}</dd>
            </div>
            <div>
              <dt>Approval</dt>
              <dd>
                {detail.approvalRequired === 0
                  ? 'not needed'
                  : countOf(detail.approvalRequired, 'approval', 'approvals')}
              </dd>
            </div>
            {detail.openTasks > 0 && (
              <div>
                <dt>Tasks</dt>
                <dd>
                  <Link to="/tasks">{countOf(detail.openTasks, 'open task', 'open tasks')}</Link>
                </dd>
              </div>
            )}
          </dl>
        )}
      </div>
    </section>
  )
}

function ReleasesPanel({
  detail,
  onRollBack,
}: {
  detail: EnvironmentDetail
  onRollBack: (release: string) => void
}) {
  return (
    <section className="panel" aria-labelledby="releases">
      <div className="panel-head">
        <h2 id="releases">Releases</h2>
        <span className="dim small">A pinned release is never pruned.</span>
      </div>
      {detail.releases.length === 0 ? (
        <Empty>No release yet.</Empty>
      ) : (
        <div className="table-scroll">
          <table className="grid cards">
            <thead>
              <tr>
                <th scope="col">Commit</th>
                <th scope="col">State</th>
                <th scope="col">Release</th>
                <th scope="col">Built</th>
                <th scope="col">Pinned</th>
                <th scope="col">
                  <span className="sr-only">Rollback</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {detail.releases.map((release) => (
                <ReleaseRow
                  key={release.id}
                  detail={detail}
                  release={release}
                  onRollBack={() => onRollBack(release.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function ReleaseRow({
  detail,
  release,
  onRollBack,
}: {
  detail: EnvironmentDetail
  release: Release
  onRollBack: () => void
}) {
  const client = useQueryClient()
  const pin = useMutation({
    mutationFn: (pinned: boolean) => api.pin(detail.application, detail.name, release.id, pinned),
    onSettled: () => client.invalidateQueries({ queryKey: keys.applications }),
  })
  const word = releaseWord(release.state)
  const pinned = pin.isPending ? pin.variables : release.pinned
  return (
    <tr>
      <td className="subject">
        <Commit commit={release.commit} subject={release.subject} />
      </td>
      <td>
        <StateBadge {...word} {...(release.state === 'good' ? { shape: 'done' as const } : {})} />
      </td>
      <td className="small">
        <code>{release.id}</code>
        <div className="dim">
          <code title={release.artifact}>{shortDigest(release.artifact)}</code> · <RunLink run={release} />
        </div>
      </td>
      <td className="small" data-label="Built">
        <Ago moment={release.builtAt} />
        {release.provenAt !== null && (
          <div className="dim">
            proven <Ago moment={release.provenAt} />
          </div>
        )}
      </td>
      <td data-label="Pinned">
        <Switch
          size="xs"
          aria-label={`Pin ${shortCommit(release.commit)}`}
          checked={pinned}
          disabled={release.state === 'gone'}
          onChange={(event) => pin.mutate(event.currentTarget.checked)}
        />
        {pin.error !== null && (
          <span className="small" role="alert">
            {pin.error.message}
          </span>
        )}
      </td>
      <td className="right">
        {release.rollbackable ? (
          <Button variant="default" onClick={onRollBack}>
            Roll back to {shortCommit(release.commit)}…
          </Button>
        ) : (
          <span className="dim small">{release.whyNot}</span>
        )}
      </td>
    </tr>
  )
}

function RecentRuns({ application, environment }: { application: string; environment: string }) {
  const runs = useInfiniteQuery(queries.runs({ application, environment }))
  const all = runs.data?.pages.flatMap((page) => page.runs)
  return (
    <section className="panel" aria-labelledby="runs">
      <div className="panel-head">
        <h2 id="runs">Runs</h2>
        <Link
          className="push small"
          to={`/runs?${new URLSearchParams({ application, environment }).toString()}`}
        >
          All runs
        </Link>
      </div>
      {all === undefined ? (
        runs.error === null ? (
          <Loading what="runs" />
        ) : (
          <ErrorNote what="The runs could not be loaded" error={runs.error} />
        )
      ) : (
        <RunsTable runs={all.slice(0, 10)} where={false} />
      )}
    </section>
  )
}

function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12)
}
