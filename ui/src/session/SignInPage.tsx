import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { api } from '../api/client'
import { errorAt, errorBesides, isStatus } from '../api/problem'
import { keys, queries } from '../api/queries'
import { Mark } from '../app/Mark'
import { useTitle } from '../words/useTitle'
import { returnPath } from './returnPath'
import './sign-in.css'

export function SignInPage() {
  useTitle('Sign in')
  const client = useQueryClient()
  const [search] = useSearchParams()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const session = useQuery(queries.session())
  const signIn = useMutation({
    mutationFn: () => api.signIn(name, password),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.session }),
  })

  if (session.data?.user !== null && session.data?.user !== undefined) {
    return <Navigate to={returnPath(search.get('from'))} replace />
  }
  const refused = isStatus(signIn.error, 401)
    ? 'The name or the password is not right.'
    : errorBesides(['name', 'password'], signIn.error)

  return (
    <main className="sign-in">
      <div className="sign-in-brand">
        <Mark />
        <h1>Slipway</h1>
        <p>Releases web applications, and hauls them back.</p>
      </div>
      <form
        className="panel sign-in-form"
        onSubmit={(event) => {
          event.preventDefault()
          signIn.mutate()
        }}
      >
        <h2>Sign in</h2>
        {refused !== null && (
          <div className="note tone-bad" role="alert">
            {refused}
          </div>
        )}
        <TextInput
          label="Name"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errorAt('name', signIn.error)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={errorAt('password', signIn.error)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <Button type="submit" size="sm" loading={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </main>
  )
}
