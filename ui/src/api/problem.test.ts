import { describe, expect, it } from 'vitest'
import { errorAt, errorBesides, problemOf, wordsOf } from './problem'

describe('a refusal of the server', () => {
  it('shows at the field it is about and nowhere else', () => {
    // given
    const refusal = problemOf(400, { title: 'Refused', detail: 'A ref may not start with -.', field: 'ref' })

    // then
    expect(errorAt('ref', refusal)).toBe('A ref may not start with -.')
    expect(errorAt('release', refusal)).toBeNull()
    expect(errorBesides(['ref'], refusal)).toBeNull()
  })

  it('shows at the form when no field of the form is meant', () => {
    const refusal = problemOf(400, { detail: 'Unknown environment.', field: 'environment' })

    expect(errorBesides(['ref'], refusal)).toBe('Unknown environment.')
  })

  it('names what is allowed', () => {
    const refusal = problemOf(400, { detail: 'No such kind.', allowed: ['release', 'rollback'] })

    expect(wordsOf(refusal)).toBe('No such kind. Allowed: release, rollback.')
  })

  it('gives a sentence when the answer is no problem document', () => {
    expect(wordsOf(problemOf(502, null))).toBe('The server answered with status 502')
    expect(wordsOf(problemOf(401, '<html>'))).toBe('You are signed out')
  })

  it('is absent while there is no error', () => {
    expect(errorBesides([], null)).toBeNull()
    expect(errorAt('ref', null)).toBeNull()
  })
})
