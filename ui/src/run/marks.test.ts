import { describe, expect, it } from 'vitest'
import { calledBy, loudest, markOf, marksOf, type DiagramElement, type Painted } from './marks'
import { aStep, aTask } from './samples'

const element = (id: string, type: string, parts: Partial<DiagramElement> = {}): DiagramElement => ({
  id,
  type,
  name: id,
  calls: null,
  ...parts,
})

const painted = (parts: Partial<Painted>): Painted => ({
  steps: [],
  tasks: [],
  outcome: null,
  ...parts,
})

describe('the marks of a diagram', () => {
  it('paint an undo apart from forward work', () => {
    expect(markOf({ state: 'running', compensation: false })).toBe('active')
    expect(markOf({ state: 'running', compensation: true })).toBe('undoing')
    expect(markOf({ state: 'done', compensation: true })).toBe('undone')
    expect(markOf({ state: 'failed', compensation: true })).toBe('failed')
  })

  it('paint only the steps of the shown process', () => {
    // given
    const elements = [element('build', 'ServiceTask'), element('swap', 'ServiceTask')]
    const steps = [
      aStep({ process: 'release', activity: 'build', state: 'done' }),
      aStep({ process: 'deploy', activity: 'swap', state: 'running' }),
    ]

    // when
    const marks = marksOf('release', elements, painted({ steps }), ['release', 'deploy'])

    // then
    expect([...marks]).toEqual([['build', 'done']])
  })

  it('paint a call activity by the loudest step of what it calls', () => {
    // given
    const elements = [element('deploy', 'CallActivity', { calls: '${strategy}' })]
    const steps = [
      aStep({ process: 'blue-green', activity: 'start', state: 'done' }),
      aStep({ process: 'blue-green', activity: 'health', state: 'failed' }),
      aStep({ process: 'blue-green', activity: 'stop', state: 'running', compensation: true }),
    ]

    // when
    const marks = marksOf('release', elements, painted({ steps }), ['release', 'blue-green'])

    // then
    expect(marks.get('deploy')).toBe('undoing')
  })

  it('paint the end event that names the outcome', () => {
    const elements = [element('live', 'EndEvent'), element('end2', 'EndEvent', { name: 'Restored' })]

    const marks = marksOf('release', elements, painted({ outcome: 'restored' }), ['release'])

    expect([...marks]).toEqual([['end2', 'done']])
  })

  it('paint one end event only, the one with the id of the outcome first', () => {
    const elements = [
      element('ended-rejected', 'EndEvent', { name: 'Rejected' }),
      element('rejected', 'EndEvent', { name: 'Rejected' }),
    ]

    const marks = marksOf('release', elements, painted({ outcome: 'rejected' }), ['release'])

    expect([...marks.keys()]).toEqual(['rejected'])
  })

  it('paint an approval by its task', () => {
    const decided = { by: 'ada', at: '2026-11-22T10:00:00Z', choice: 'approve', reason: null }
    const markFor = (tasks: Painted['tasks']) =>
      marksOf('release', [element('approve', 'UserTask')], painted({ tasks }), []).get('approve')

    expect(markFor([])).toBeUndefined()
    expect(markFor([aTask({})])).toBe('held')
    expect(markFor([aTask({ decided })])).toBe('done')
  })

  it('leave what was never reached unpainted', () => {
    expect(loudest([])).toBeNull()
    expect(marksOf('release', [element('build', 'ServiceTask')], painted({}), []).size).toBe(0)
  })
})

describe('the process behind a call activity', () => {
  it('is the one the model names', () => {
    const call = element('deploy', 'CallActivity', { calls: 'in-place' })

    expect(calledBy(call, 'release', ['release', 'blue-green', 'in-place'])).toBe('in-place')
  })

  it('is unknown when the name is computed and several are possible', () => {
    const call = element('deploy', 'CallActivity', { calls: '${x}' })

    expect(calledBy(call, 'release', ['release', 'a', 'b'])).toBeNull()
  })
})
