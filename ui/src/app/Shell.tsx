import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, NavLink, Outlet, useNavigate } from 'react-router'
import { api } from '../api/client'
import { LiveLists, useConnectionLost } from '../api/live'
import { keys, queries } from '../api/queries'
import { countOf } from '../words/states'
import { Mark } from './Mark'
import { Shortcuts } from './Shortcuts'

export function Shell() {
  return (
    <LiveLists>
      <Frame />
    </LiveLists>
  )
}

function Frame() {
  const [helpOpen, setHelpOpen] = useState(false)
  const lost = useConnectionLost()
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <Link to="/applications" className="brand">
          <Mark />
          Slipway
        </Link>
        <nav className="nav" aria-label="Main">
          <NavLink to="/applications">Applications</NavLink>
          <NavLink to="/tasks">
            Tasks
            <OpenTasks />
          </NavLink>
          <NavLink to="/runs">Runs</NavLink>
          <NavLink to="/workers">Workers</NavLink>
        </nav>
        <div className="bar-tools">
          <SchemeMenu />
          <button
            type="button"
            className="bar-button"
            aria-label="Keyboard shortcuts"
            onClick={() => setHelpOpen(true)}
          >
            ?
          </button>
          <UserMenu />
        </div>
      </header>
      <div role="status">
        {lost && (
          <div className="banner">
            Connection lost, retrying. What you see may be out of date; runs go on without you.
          </div>
        )}
      </div>
      <main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </main>
      <Shortcuts open={helpOpen} onToggle={setHelpOpen} />
    </>
  )
}

function OpenTasks() {
  const tasks = useQuery(queries.openTasks())
  const count = tasks.data?.length ?? 0
  return count === 0 ? null : (
    <span className="count">
      {count}
      <span className="sr-only"> {countOf(count, 'open task', 'open tasks').replace(/^\S+ /, '')}</span>
    </span>
  )
}

const SCHEMES: Record<MantineColorScheme, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="bottom-end" width={140} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button
          type="button"
          className="bar-button"
          aria-label={`Colours: ${SCHEMES[colorScheme].toLowerCase()}`}
        >
          <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
            <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
          </svg>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(SCHEMES) as MantineColorScheme[]).map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={scheme === colorScheme ? '✓' : null}
          >
            {SCHEMES[scheme]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function UserMenu() {
  const session = useQuery(queries.session())
  const client = useQueryClient()
  const navigate = useNavigate()
  const user = session.data?.user
  if (user === null || user === undefined) {
    return null
  }
  const signOut = async () => {
    await api.signOut()
    client.clear()
    await client.invalidateQueries({ queryKey: keys.session })
    await navigate('/sign-in')
  }
  return (
    <Menu position="bottom-end" width={220} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="bar-button">
          {user.displayName}
          <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          Signed in as {user.name} · Slipway {session.data?.version}
        </Menu.Label>
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
