import { expect, test } from 'vitest'
import { aStep } from '../run/samples'
import { stillThere, undone } from './standing'

const effect = { colour: 'blue' } as never

test('names what is proven and not undone', () => {
  // given
  const steps = [
    aStep({ key: '1-build', state: 'done', effect }),
    aStep({ key: '1-swap', state: 'undone', effect }),
    aStep({ key: '1-notify', state: 'done' }),
    aStep({ key: '1-swap-back', state: 'done', compensation: true, effect }),
  ]

  // when
  const there = stillThere(steps).map((step) => step.key)
  const gone = undone(steps).map((step) => step.key)

  // then
  expect(there).toEqual(['1-build'])
  expect(gone).toEqual(['1-swap'])
})

test('counts a step that nobody knows about as something that may be there', () => {
  // given
  const steps = [
    aStep({ key: '1-migrate', topic: 'migrate', state: 'held' }),
    aStep({ key: '1-reconcile', topic: 'reconcile', state: 'held' }),
  ]

  // when
  const there = stillThere(steps).map((step) => step.key)

  // then
  expect(there).toEqual(['1-migrate'])
})
