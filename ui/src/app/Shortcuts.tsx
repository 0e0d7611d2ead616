import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'

const PLACES: Record<string, string> = { a: '/applications', t: '/tasks', r: '/runs', w: '/workers' }

const HELP: [string[], string][] = [
  [['g', 'a'], 'Applications'],
  [['g', 't'], 'Tasks'],
  [['g', 'r'], 'Runs'],
  [['g', 'w'], 'Workers'],
  [['/'], 'Search the log of a run'],
  [['←', '→'], 'Walk the elements of a diagram; Enter selects'],
  [['?'], 'This help'],
]

/** How long after `g` the second key counts, in milliseconds. */
const PATIENCE = 1500

export function Shortcuts({ open, onToggle }: { open: boolean; onToggle: (open: boolean) => void }) {
  const navigate = useNavigate()

  useEffect(() => {
    let goAt = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return
      }
      const place = PLACES[event.key]
      if (event.key === 'g') {
        goAt = event.timeStamp
      } else if (place !== undefined && goAt > 0 && event.timeStamp - goAt < PATIENCE) {
        goAt = 0
        event.preventDefault()
        void navigate(place)
      } else if (event.key === '?') {
        onToggle(true)
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLElement>('[data-search]')
        if (search !== null) {
          event.preventDefault()
          search.focus()
        }
      } else {
        goAt = 0
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate, onToggle])

  return (
    <Modal opened={open} onClose={() => onToggle(false)} title="Keyboard shortcuts" size="sm">
      <table className="grid">
        <thead className="sr-only">
          <tr>
            <th scope="col">Keys</th>
            <th scope="col">What they do</th>
          </tr>
        </thead>
        <tbody>
          {HELP.map(([pressed, what]) => (
            <tr key={what}>
              <td className="nowrap">
                {pressed.map((key) => (
                  <span key={key}>
                    <kbd>{key}</kbd>{' '}
                  </span>
                ))}
              </td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}
