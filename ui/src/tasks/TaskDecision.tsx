import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '../api/client'
import type { Choice, Task } from '../api/model'
import { errorAt, errorBesides } from '../api/problem'
import { keys } from '../api/queries'
import { Ago } from '../words/Parts'
import './tasks.css'

/** The choices of an open task, or who decided a closed one. */
export function TaskDecision({ task }: { task: Task }) {
  const client = useQueryClient()
  const reasonId = useId()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<Choice | null>(null)
  const decide = useMutation({
    mutationFn: (choice: Choice) =>
      api.decide(task.id, choice.id, reason.trim(), task.plan?.digest ?? null),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.tasks }),
        client.invalidateQueries({ queryKey: keys.run(task.run) }),
      ]),
  })

  if (task.decided !== null) {
    const { by, at, choice, reason: given } = task.decided
    const label = task.choices.find((one) => one.id === choice)?.label ?? choice
    return (
      <div className="note tone-quiet">
        <span>
          <strong>{label}</strong>, decided by {by} <Ago moment={at} />
        </span>
        {given !== '' && <q>{given}</q>}
      </div>
    )
  }
  const choose = (choice: Choice) => {
    if (choice.reasonRequired && reason.trim() === '') {
      setMissing(choice)
      document.getElementById(reasonId)?.focus()
    } else {
      setMissing(null)
      decide.mutate(choice)
    }
  }
  const mayNeedReason = task.choices.some((choice) => choice.reasonRequired)
  const other = errorBesides(['reason'], decide.error)
  return (
    <div className="stack">
      <Textarea
        id={reasonId}
        label={mayNeedReason ? 'Reason (kept with the run)' : 'Reason (optional, kept with the run)'}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setMissing(null)
        }}
        error={
          missing !== null ? `“${missing.label}” needs a reason.` : errorAt('reason', decide.error)
        }
      />
      <ul className="task-choices">
        {task.choices.map((choice) => (
          <li key={choice.id}>
            <Button
              size="sm"
              variant={choice.danger ? 'outline' : choice === task.choices[0] ? 'filled' : 'default'}
              {...(choice.danger ? { color: 'danger' } : {})}
              loading={decide.isPending && decide.variables.id === choice.id}
              disabled={decide.isPending}
              onClick={() => choose(choice)}
            >
              {choice.label}
            </Button>
            <span className="small dim">
              {choice.explanation}
              {choice.reasonRequired && ' Needs a reason.'}
            </span>
          </li>
        ))}
      </ul>
      {other !== null && (
        <div className="note tone-bad" role="alert">
          {other}
        </div>
      )}
    </div>
  )
}
