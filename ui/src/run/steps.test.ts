import { describe, expect, it } from 'vitest'
import { aStep } from './samples'
import { inOrder, lineOf, stepOfInterest } from './steps'

const AT = (second: number) => `2026-11-22T10:00:${String(second).padStart(2, '0')}Z`

describe('the order of steps', () => {
  it('is that of their start, then as the server names those to come', () => {
    // given
    const steps = [
      aStep({ key: 'verify' }),
      aStep({ key: 'swap', startedAt: AT(9) }),
      aStep({ key: 'bake' }),
      aStep({ key: 'fetch', startedAt: AT(1) }),
    ]

    // when
    const ordered = inOrder(steps).map((step) => step.key)

    // then
    expect(ordered).toEqual(['fetch', 'swap', 'verify', 'bake'])
  })

  it('puts a step that was cancelled before it started where it ended', () => {
    const steps = [
      aStep({ key: 'undo', startedAt: AT(5) }),
      aStep({ key: 'health', state: 'cancelled', endedAt: AT(3) }),
    ]

    expect(inOrder(steps).map((step) => step.key)).toEqual(['health', 'undo'])
  })

  it('keeps the order of the server for steps that started together', () => {
    const steps = [aStep({ key: 'b', startedAt: AT(1) }), aStep({ key: 'a', startedAt: AT(1) })]

    expect(inOrder(steps).map((step) => step.key)).toEqual(['b', 'a'])
  })
})

describe('the step of interest', () => {
  it('is the running one before the failed one', () => {
    const steps = [
      aStep({ key: 'health', state: 'failed', startedAt: AT(1) }),
      aStep({ key: 'undo', state: 'running', compensation: true, startedAt: AT(2) }),
    ]

    expect(stepOfInterest(steps)?.key).toBe('undo')
  })

  it('is none while all is well', () => {
    expect(stepOfInterest([aStep({ state: 'done' })])).toBeNull()
  })
})

describe('the line of a step', () => {
  it('gives the cause of a failure, else the progress, else the summary', () => {
    const failure = { what: 'Health check', why: '/health answered 500', next: '', evidence: '', retriable: false, exitStatus: null }

    expect(lineOf(aStep({ state: 'failed', failure, summary: 'x' }))).toBe('/health answered 500')
    expect(lineOf(aStep({ state: 'running', progress: 'attempt 3 of 10' }))).toBe('attempt 3 of 10')
    expect(lineOf(aStep({ state: 'done', summary: '42 files' }))).toBe('42 files')
  })
})
