import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { queries } from '../api/queries'
import { ErrorNote, Loading } from '../words/Parts'

/** Shows its content to who is signed in, and the sign-in page to everybody else. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useQuery(queries.session())
  const location = useLocation()
  if (session.data === undefined) {
    return (
      <main className="page">
        {session.error === null ? (
          <Loading what="the console" />
        ) : (
          <ErrorNote
            what="The console cannot start"
            error={session.error}
            retry={() => void session.refetch()}
          />
        )}
      </main>
    )
  }
  if (session.data.user === null) {
    const from = location.pathname + location.search
    return <Navigate to={`/sign-in?from=${encodeURIComponent(from)}`} replace />
  }
  return children
}
