import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '../api/client'
import type { Choice, Task } from '../api/model'
import { errorAt, errorBesides } from '../api/problem'
import { keys } from '../api/queries'
import { Ago } from '../words/Parts'
import { TaskEntries } from './TaskEntries'
import { HoldWords } from './TaskMark'
import './tasks.css'

/** After how long a task that is held comes up again. */
const HOLD_LENGTHS = [
  { value: '3600', label: 'for 1 hour' },
  { value: '14400', label: 'for 4 hours' },
  { value: '86400', label: 'for 1 day' },
  { value: '604800', label: 'for 1 week' },
  { value: '', label: 'without an end' },
]

/** The choices of an open task, or who decided a closed one. */
export function TaskDecision({ task }: { task: Task }) {
  const client = useQueryClient()
  const reasonId = useId()
  const [reason, setReason] = useState('')
  const [holdSeconds, setHoldSeconds] = useState('14400')
  const [missing, setMissing] = useState<Choice | null>(null)
  const decide = useMutation({
    mutationFn: (choice: Choice) =>
      api.decide(
        task.id,
        choice.id,
        reason.trim(),
        task.plan?.digest ?? null,
        choice.id === 'hold' && holdSeconds !== '' ? Number(holdSeconds) : null,
      ),
    onSuccess: () => setReason(''),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.tasks }),
        client.invalidateQueries({ queryKey: keys.run(task.run) }),
      ]),
  })

  if (task.decided !== null) {
    const { by, at, choice, reason: given } = task.decided
    const label = task.choices.find((one) => one.id === choice)?.label ?? choice
    const before = task.entries.slice(0, -1)
    return (
      <div className="note tone-quiet">
        <span>
          <strong>{label}</strong>, decided by {by} <Ago moment={at} />
        </span>
        {given !== '' && <q>{given}</q>}
        {before.length > 0 && <TaskEntries entries={before} />}
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
      {task.hold !== null && (
        <div className="note tone-held" role="status">
          <strong>{task.hold.by} holds this task</strong>
          <HoldWords hold={task.hold} />
          <span className="small">Anybody may still decide it, or hold it instead.</span>
        </div>
      )}
      {task.entries.length > 0 && <TaskEntries entries={task.entries} />}
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
            <div className="small dim">
              {choice.explanation}
              {choice.reasonRequired && ' Needs a reason.'}
              {choice.id === 'hold' && (
                <NativeSelect
                  size="xs"
                  className="hold-length"
                  aria-label="Hold for how long"
                  data={HOLD_LENGTHS}
                  value={holdSeconds}
                  onChange={(event) => setHoldSeconds(event.currentTarget.value)}
                />
              )}
            </div>
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
