import { describe, expect, it } from 'vitest'
import {
  calledBy,
  loudest,
  markOf,
  marksOf,
  wayOf,
  type DiagramElement,
  type Painted,
  type WayPart,
} from './marks'
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
  passed: [],
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

    const run = painted({ outcome: 'restored', passed: ['build', 'end2'] })

    expect([...marksOf('release', elements, run, ['release'])]).toEqual([['end2', 'undone']])
  })

  it('paint the end event that was reached last, where two name the outcome', () => {
    const elements = [
      element('ended-rejected', 'EndEvent', { name: 'Rejected' }),
      element('rejected', 'EndEvent', { name: 'Rejected' }),
    ]
    const run = painted({ outcome: 'rejected', passed: ['rejected', 'ended-rejected'] })

    expect([...marksOf('release', elements, run, ['release'])]).toEqual([['ended-rejected', 'cancelled']])
  })

  it('paint an approval by its task', () => {
    const decided = { by: 'ada', at: '2026-11-22T10:00:00Z', choice: 'approve', reason: '' }
    const markFor = (tasks: Painted['tasks']) =>
      marksOf('release', [element('approve', 'UserTask')], painted({ tasks }), []).get('approve')

    expect(markFor([])).toBeUndefined()
    expect(markFor([aTask({})])).toBe('held')
    expect(markFor([aTask({ decided })])).toBe('done')
    expect(markFor([aTask({ decided: { ...decided, choice: 'reject' } })])).toBe('cancelled')
  })

  it('leave what was never reached unpainted', () => {
    expect(loudest([])).toBeNull()
    expect(marksOf('release', [element('build', 'ServiceTask')], painted({}), []).size).toBe(0)
  })
})

describe('the way through a diagram', () => {
  const part = (id: string, parts: Partial<WayPart> = {}): WayPart => ({
    id,
    insideHaul: false,
    undo: null,
    ...parts,
  })

  it('is what was walked, and nothing else', () => {
    const way = wayOf([part('approved-yes'), part('approved-no')], ['approved-yes'], new Map())

    expect([...way]).toEqual([['approved-yes', 'forward']])
  })

  it('goes back inside the haul-back and to each undo that was called', () => {
    // given
    const parts = [
      part('why-failed', { insideHaul: true }),
      part('to-stop-candidate', { undo: 'stop-candidate' }),
      part('to-swap-back', { undo: 'swap-back' }),
    ]

    // when
    const way = wayOf(parts, ['why-failed'], new Map([['stop-candidate', 'undone']]))

    // then
    expect([...way]).toEqual([
      ['why-failed', 'back'],
      ['to-stop-candidate', 'back'],
    ])
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
