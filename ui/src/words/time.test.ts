import { describe, expect, it } from 'vitest'
import { ago, durationBetween, durationWords, lengthWords } from './time'

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [340, '340 ms'],
    [4260, '4.2 s'],
    [9999, '9.9 s'],
    [42_900, '42 s'],
    [65_000, '1 min 05 s'],
    [3_599_999, '59 min 59 s'],
    [7_380_000, '2 h 03 min'],
    [93_600_000, '1 d 02 h'],
    [-5, '0 ms'],
  ])('of %d ms reads %s', (millis, words) => {
    expect(durationWords(millis)).toBe(words)
  })

  it('runs until now while the end has not come', () => {
    const now = Date.parse('2026-11-22T10:00:12Z')

    expect(durationBetween('2026-11-22T10:00:00Z', null, now)).toBe('12 s')
    expect(durationBetween('2026-11-22T10:00:00Z', '2026-11-22T10:00:05Z', now)).toBe('5.0 s')
    expect(durationBetween(null, null, now)).toBeNull()
  })
})

describe('how long somebody has waited', () => {
  it.each([
    [-1, '0 min'],
    [119 * 60_000, '119 min'],
    [30 * 3_600_000, '30 h'],
    [2 * 86_400_000, '2 days'],
  ])('for %d ms reads %s', (millis, words) => {
    expect(lengthWords(millis)).toBe(words)
  })
})

describe('how long ago', () => {
  it('is coarse', () => {
    const now = Date.parse('2026-11-22T10:00:00Z')

    expect(ago('2026-11-22T09:59:58Z', now)).toBe('just now')
    expect(ago('2026-11-22T09:56:01Z', now)).toBe('3 min ago')
    expect(ago('2026-11-19T10:00:00Z', now)).toBe('3 d ago')
  })
})
