import { expect, test } from 'vitest'
import type { Failure } from '../api/model'
import { aRun, aStep, aTask } from '../run/samples'
import { failureBehind, isToldBy, probing, stillThere, undone } from './standing'

test('tells what stands, or may, from what was taken back', () => {
  // given
  const steps = [
    aStep({ key: '1-build', state: 'done', standing: 'there' }),
    aStep({ key: '1-migrate', state: 'held', standing: 'perhaps' }),
    aStep({ key: '1-swap', state: 'undone', standing: 'undone' }),
    aStep({ key: '1-notify', state: 'done', standing: null }),
  ]

  // when
  const there = stillThere(steps).map((step) => step.key)
  const gone = undone(steps).map((step) => step.key)

  // then
  expect(there).toEqual(['1-build', '1-migrate'])
  expect(gone).toEqual(['1-swap'])
})

test('looks for probes in steps that probe and have begun', () => {
  // given
  const startedAt = '2026-11-22T10:00:00Z'
  const steps = [
    aStep({ key: '1-check-health', probes: true, startedAt }),
    aStep({ key: '1-build', startedAt }),
    aStep({ key: '1-bake', probes: true }),
  ]

  // when
  const found = probing(steps).map((step) => step.key)

  // then
  expect(found).toEqual(['1-check-health'])
})

test('a task tells the failure of the step it asks about, and no other', () => {
  // given
  const verify = aFailure('Page / of shop')
  const stop = aFailure('systemctl stop shop@blue.service')
  const steps = [
    aStep({ key: '1-verify', state: 'failed', failure: verify }),
    aStep({ key: '1-stop-candidate', state: 'held', failure: stop }),
  ]
  const task = aTask({ stepKey: '1-stop-candidate' })

  // when
  const behind = failureBehind(task, steps)

  // then
  expect(behind).toBe(stop)
  expect(isToldBy([task], aRun({ steps, failure: stop }))).toBe(true)
  expect(isToldBy([task], aRun({ steps, failure: verify }))).toBe(false)
})

function aFailure(what: string): Failure {
  return { what, why: 'it ended with status 1', next: '', evidence: '', retriable: false, exitStatus: 1 }
}
