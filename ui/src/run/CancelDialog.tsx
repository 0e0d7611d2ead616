import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client'
import type { Run } from '../api/model'
import { errorAt, errorBesides } from '../api/problem'
import { keys } from '../api/queries'
import '../tasks/tasks.css'

export function CancelDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const cancel = useMutation({
    mutationFn: () => api.cancel(run.run, reason.trim()),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: keys.run(run.run) }),
  })
  const other = errorBesides(['reason'], cancel.error)
  return (
    <Modal opened onClose={onClose} title={`Cancel run ${run.run}`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          cancel.mutate()
        }}
      >
        <p>
          The step under way is stopped and cleans up; then everything done so far is undone, newest
          first. {run.environment} keeps serving what it serves.
        </p>
        <Textarea
          label="Reason (kept with the run)"
          data-autofocus
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errorAt('reason', cancel.error)}
        />
        {other !== null && (
          <div className="note tone-bad" role="alert">
            {other}
          </div>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button size="sm" variant="default" onClick={onClose}>
            Let it run
          </Button>
          <Button
            size="sm"
            type="submit"
            variant="outline"
            color="danger"
            disabled={reason.trim() === ''}
            loading={cancel.isPending}
          >
            Cancel the run
          </Button>
        </div>
      </form>
    </Modal>
  )
}
