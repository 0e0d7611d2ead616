import { describe, expect, it } from 'vitest'
import { returnPath } from './returnPath'

describe('the way back after signing in', () => {
  it('is the page one came from', () => {
    expect(returnPath('/runs/7?element=swap')).toBe('/runs/7?element=swap')
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/sign-in?from=/', '', null])(
    'is never %s',
    (from) => {
      expect(returnPath(from)).toBe('/applications')
    },
  )
})
