import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Failure, RunSummary } from '../api/model'
import { wordsOf } from '../api/problem'
import { StateBadge } from './Glyph'
import { runWord, shortCommit } from './states'
import { ago, momentWords } from './time'
import { useNow } from './useNow'

export function Loading({ what }: { what: string }) {
  return (
    <div className="empty row" role="status" style={{ justifyContent: 'center' }}>
      <Loader size="xs" aria-hidden="true" />
      Loading {what}…
    </div>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>
}

export function ErrorNote({
  what,
  error,
  retry,
}: {
  what: string
  error: unknown
  retry?: () => void
}) {
  return (
    <div className="note tone-bad" role="alert">
      <strong>{what}</strong>
      <span>{wordsOf(error)}</span>
      {retry !== undefined && (
        <div>
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  )
}

export function FailureNote({
  failure,
  heading: Heading,
  open,
}: {
  failure: Failure
  heading: 'h2' | 'h3'
  open?: boolean
}) {
  return (
    <div className="note tone-bad">
      <Heading>{failure.what}</Heading>
      <p>{failure.why}</p>
      {failure.exitStatus !== null && (
        <p>
          <strong>Exit code:</strong> {failure.exitStatus}
        </p>
      )}
      {failure.next !== '' && (
        <p>
          <strong>Next:</strong> {failure.next}
        </p>
      )}
      {failure.evidence !== '' && (
        <details {...(open === true ? { open } : {})}>
          <summary>Evidence</summary>
          <pre className="evidence" tabIndex={0} aria-label="Evidence of the failure">
            {failure.evidence}
          </pre>
        </details>
      )}
    </div>
  )
}

export function Commit({ commit, subject }: { commit: string; subject?: string }) {
  return (
    <>
      <code title={commit}>{shortCommit(commit)}</code>
      {subject !== undefined && subject !== '' && <> {subject}</>}
    </>
  )
}

export function Ago({ moment }: { moment: string }) {
  const now = useNow(10_000)
  return (
    <time dateTime={moment} title={momentWords(moment)} className="nowrap">
      {ago(moment, now)}
    </time>
  )
}

export function RunState({ run, large }: { run: RunSummary; large?: boolean }) {
  const { text, tone } = runWord(run)
  return (
    <StateBadge
      text={text}
      tone={tone}
      {...(run.status === 'hauling-back' && run.outcome === null ? { shape: 'undoing' as const } : {})}
      {...(large === true ? { large } : {})}
    />
  )
}

export function RunLink({ run }: { run: Pick<RunSummary, 'run'> }) {
  return (
    <Link to={`/runs/${run.run}`} className="nowrap">
      Run {run.run}
    </Link>
  )
}

export function EnvironmentLink({
  application,
  environment,
}: {
  application: string
  environment: string
}) {
  return (
    <Link to={environmentPath(application, environment)}>
      {application} <span className="dim">/</span> {environment}
    </Link>
  )
}

export function environmentPath(application: string, environment: string): string {
  return `/applications/${encodeURIComponent(application)}/${encodeURIComponent(environment)}`
}
