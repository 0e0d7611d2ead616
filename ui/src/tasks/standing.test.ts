import { expect, test } from 'vitest'
import { aStep } from '../run/samples'
import { probing, stillThere, undone } from './standing'

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
