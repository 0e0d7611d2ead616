import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../api/client'
import type { Release } from '../api/model'
import { wordsOf } from '../api/problem'
import { queries } from '../api/queries'
import { Ago, Commit, Empty, ErrorNote, Loading } from '../words/Parts'
import { shortCommit } from '../words/states'

/** Offers every retained release; one that cannot serve again stays visible and says why. */
export function RollbackDialog({
  application,
  environment,
  release: wanted,
  onClose,
}: {
  application: string
  environment: string
  release?: string
  onClose: () => void
}) {
  const navigate = useNavigate()
  const detail = useQuery(queries.environment(application, environment))
  const [picked, setPicked] = useState<string | null>(wanted ?? null)
  const releases = (detail.data?.releases ?? []).filter((release) => release.state !== 'serving')
  const chosen = releases.find((release) => release.id === picked && release.rollbackable)
  const start = useMutation({
    mutationFn: (release: string) => api.start({ kind: 'rollback', application, environment, release }),
    onSuccess: (run) => navigate(`/runs/${run.run}`),
  })

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <>
          Roll back <strong>{application}</strong> in <strong>{environment}</strong>
        </>
      }
    >
      <div className="stack">
        {detail.data === undefined ? (
          detail.error === null ? (
            <Loading what="releases" />
          ) : (
            <ErrorNote what="The releases could not be loaded" error={detail.error} />
          )
        ) : releases.length === 0 ? (
          <Empty>No other release is kept here, so there is nothing to roll back to.</Empty>
        ) : (
          <>
            <p className="dim">
              An artifact that served before is started, checked and swapped in. Nothing is built.
            </p>
            <fieldset className="choice-list">
              <legend className="sr-only">Release to serve again</legend>
              {releases.map((release) => (
                <ReleaseChoice
                  key={release.id}
                  release={release}
                  checked={release.id === picked}
                  onPick={() => setPicked(release.id)}
                />
              ))}
            </fieldset>
          </>
        )}
        {start.error !== null && (
          <div className="note tone-bad" role="alert">
            {wordsOf(start.error)}
          </div>
        )}
        <div className="dialog-foot">
          <Button size="sm" variant="default" onClick={onClose}>
            Do nothing
          </Button>
          <Button
            size="sm"
            disabled={chosen === undefined}
            loading={start.isPending}
            onClick={() => chosen !== undefined && start.mutate(chosen.id)}
          >
            {chosen === undefined
              ? 'Choose a release'
              : `Roll back ${environment} to ${shortCommit(chosen.commit)}`}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function ReleaseChoice({
  release,
  checked,
  onPick,
}: {
  release: Release
  checked: boolean
  onPick: () => void
}) {
  return (
    <label className="choice">
      <input
        type="radio"
        name="release"
        disabled={!release.rollbackable}
        checked={checked && release.rollbackable}
        onChange={onPick}
      />
      <div>
        <div>
          <Commit commit={release.commit} subject={release.subject} />
        </div>
        <div className="dim small">
          <code>{release.id}</code> · built <Ago moment={release.builtAt} />
          {release.provenAt !== null && (
            <>
              {' '}
              · proven <Ago moment={release.provenAt} />
            </>
          )}
        </div>
        {release.whyNot !== null && <div className="small">Not possible: {release.whyNot}</div>}
      </div>
    </label>
  )
}
