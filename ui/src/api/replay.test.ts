import { describe, expect, it } from 'vitest'
import { aRun, aStep, aTask } from '../run/samples'
import {
  advance,
  applied,
  isNew,
  parsed,
  pauseBefore,
  reconciled,
  resumeQuery,
  type RunEvent,
} from './replay'

describe('the replay of a run', () => {
  it('replaces the step with the same key and keeps its place', () => {
    // given
    const run = aRun({ lastEvent: 4, steps: [aStep({ key: 'a' }), aStep({ key: 'b' })] })

    // when
    const after = applied(run, { type: 'step', id: 5, data: aStep({ key: 'a', state: 'done' }) })

    // then
    expect(after.steps.map((step) => [step.key, step.state])).toEqual([
      ['a', 'done'],
      ['b', 'waiting'],
    ])
    expect(after.lastEvent).toBe(5)
  })

  it('adds a step it has not seen', () => {
    const after = applied(aRun({ lastEvent: 1, steps: [] }), {
      type: 'step',
      id: 2,
      data: aStep({ key: 'swap' }),
    })

    expect(after.steps.map((step) => step.key)).toEqual(['swap'])
  })

  it('ignores an event that the snapshot already contains', () => {
    // given
    const run = aRun({ lastEvent: 9, steps: [aStep({ key: 'a', state: 'done' })] })

    // when
    const after = applied(run, { type: 'step', id: 9, data: aStep({ key: 'a', state: 'running' }) })

    // then
    expect(after).toBe(run)
  })

  it('merges a summary without losing what only the whole run holds', () => {
    // given
    const run = aRun({ lastEvent: 1, steps: [aStep({ key: 'a' })] })
    const { steps: _, ...summary } = aRun({ status: 'ended', outcome: 'live' })

    // when
    const after = applied(run, { type: 'run', id: 2, data: summary })

    // then
    expect(after.outcome).toBe('live')
    expect(after.steps).toHaveLength(1)
    expect(after.lastEvent).toBe(2)
  })

  it('replaces a decided task', () => {
    const decided = { by: 'ada', at: '2026-11-22T10:00:00Z', choice: 'approve', reason: '' }

    const after = applied(aRun({ lastEvent: 1, tasks: [aTask({ id: 7 })] }), {
      type: 'task',
      id: 2,
      data: aTask({ id: 7, decided }),
    })

    expect(after.tasks.map((task) => task.decided?.by)).toEqual(['ada'])
  })

  it('is not set back by an answer that was written before the last event', () => {
    // given
    const shown = aRun({ lastEvent: 9, steps: [aStep({ state: 'done' })] })
    const loaded = aRun({ lastEvent: 7, steps: [aStep({ state: 'running' })], cancellable: false })

    // when
    const joined = reconciled(shown, loaded)

    // then
    expect(joined.steps.map((step) => step.state)).toEqual(['done'])
    expect(joined.cancellable).toBe(false)
    expect(reconciled(loaded, shown)).toBe(shown)
  })

  it('continues events and log lines from their own positions', () => {
    // given
    const line: RunEvent = {
      type: 'log',
      data: { seq: 31, at: '2026-11-22T10:00:00Z', step: 'build', stream: 'out', text: 'ok' },
    }

    // when
    const position = advance(advance({ event: 3, log: 30 }, line), {
      type: 'step',
      id: 8,
      data: aStep({}),
    })

    // then
    expect(resumeQuery(position)).toBe('after=8&log=true&tail=true&logAfter=31')
    expect(isNew(position, line)).toBe(false)
  })

  it('reads no message that it does not know', () => {
    expect(parsed('weather', '4', '{}')).toBeNull()
    expect(parsed('step', '', '{}')).toBeNull()
    expect(parsed('step', 'L4', '{}')).toBeNull()
  })

  it('waits longer after each failure, but never longer than 15 seconds', () => {
    expect([1, 2, 3, 4, 5, 50].map(pauseBefore)).toEqual([1000, 2000, 4000, 8000, 15000, 15000])
  })
})
