import { Button } from '@mantine/core'
import { Link, useRouteError } from 'react-router'
import { useTitle } from '../words/useTitle'

export function NotFoundPage({
  what = 'There is no page at this address.',
}: {
  what?: string
}) {
  useTitle('Not found')
  return (
    <div className="page">
      <h1>Not found</h1>
      <p>{what}</p>
      <p>
        <Link to="/applications">Go to the applications</Link>
      </p>
    </div>
  )
}

export function CrashPage() {
  const error = useRouteError()
  useTitle('Something broke')
  return (
    <div className="page" role="alert">
      <h1>This page broke</h1>
      <p>
        Only the display is affected: runs go on without it. Load the page again; if it breaks
        again, report the text below.
      </p>
      <pre className="evidence">{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
      <div className="row">
        <Button onClick={() => location.reload()}>Load again</Button>
        <Button variant="default" component="a" href="/applications">
          Applications
        </Button>
      </div>
    </div>
  )
}
