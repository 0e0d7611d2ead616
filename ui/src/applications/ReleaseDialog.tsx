import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../api/client'
import { errorAt, errorBesides } from '../api/problem'
import { Loading } from '../words/Parts'
import { shortCommit } from '../words/states'
import { PlanView } from './PlanView'

/** Names a ref, shows what releasing it would do, and only then offers to do it. */
export function ReleaseDialog({
  application,
  environment,
  branch,
  onClose,
}: {
  application: string
  environment: string
  branch: string
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [ref, setRef] = useState(branch)
  const plan = useMutation({ mutationFn: () => api.plan(application, environment, ref.trim()) })
  const start = useMutation({
    mutationFn: () => api.start({ kind: 'release', application, environment, ref: ref.trim() }),
    onSuccess: (run) => navigate(`/runs/${run.run}`),
  })
  const shown = plan.data
  const other = errorBesides(['ref'], plan.error) ?? errorBesides(['ref'], start.error)

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <>
          Release <strong>{application}</strong> to <strong>{environment}</strong>
        </>
      }
    >
      <div className="stack">
        <form
          className="ref-row"
          onSubmit={(event) => {
            event.preventDefault()
            if (!plan.isPending) {
              plan.mutate()
            }
          }}
        >
          <TextInput
            label="Branch, tag or commit"
            required
            withAsterisk={false}
            data-autofocus
            value={ref}
            onChange={(event) => {
              setRef(event.currentTarget.value)
              plan.reset()
              start.reset()
            }}
            error={errorAt('ref', plan.error) ?? errorAt('ref', start.error)}
            spellCheck={false}
            autoComplete="off"
          />
          <Button
            type="submit"
            size="sm"
            variant={shown === undefined ? 'filled' : 'default'}
            disabled={ref.trim() === ''}
            loading={plan.isPending}
          >
            Show plan
          </Button>
        </form>
        {plan.isIdle && (
          <p className="dim">
            The plan tells what would happen: commits, commands, migration, downtime. Showing it
            changes nothing.
          </p>
        )}
        {plan.isPending && <Loading what="the plan" />}
        {other !== null && (
          <div className="note tone-bad" role="alert">
            {other}
          </div>
        )}
        {shown !== undefined && (
          <>
            <PlanView plan={shown} />
            <div className="dialog-foot">
              <Button size="sm" variant="default" onClick={onClose}>
                Do nothing
              </Button>
              <Button size="sm" loading={start.isPending} onClick={() => start.mutate()}>
                Release {shortCommit(shown.commit)} to {environment}
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  )
}
