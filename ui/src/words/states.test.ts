import { describe, expect, it } from 'vitest'
import { lossWords, runWord, stepWord } from './states'

describe('the words of a run', () => {
  it('name the outcome once there is one', () => {
    expect(runWord({ status: 'ended', outcome: 'restored' }).text).toBe('Restored')
    expect(runWord({ status: 'held', outcome: 'needs-human' }).text).toBe('Needs a person')
    expect(runWord({ status: 'hauling-back', outcome: null }).text).toBe('Hauling back')
  })

  it('say what the swap cost', () => {
    expect(lossWords({ requests: 163, failed: 0, resets: 0 }, 0)).toBe(
      '0 of 163 probe requests lost during the swap',
    )
    expect(lossWords({ requests: 1200, failed: 3, resets: 1 }, 3)).toBe(
      '3 of 1,200 probe requests lost during the swap, 1 reset',
    )
    expect(lossWords(null, null)).toBeNull()
  })

  it('do not sell an undo as progress', () => {
    expect(stepWord('done', false).tone).toBe('good')
    expect(stepWord('done', true).tone).toBe('haul')
  })
})
