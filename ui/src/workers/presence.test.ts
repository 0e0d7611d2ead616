import { describe, expect, it } from 'vitest'
import { serverWord, workerWord } from './presence'

describe('the word for a worker', () => {
  it('says of one that is silent for how long, and what becomes of its steps', () => {
    const word = workerWord({ state: 'silent', silentSeconds: 75 })

    expect(word.text).toBe('Silent')
    expect(word.more).toBe('nothing heard for 1 min 15 s; its steps go to others')
  })

  it('says of one that drains that it claims nothing more', () => {
    expect(workerWord({ state: 'draining', silentSeconds: 0 }).more).toBe('claims nothing more')
  })
})

describe('the word for a server', () => {
  it('tells one that was stopped from one that was taken over', () => {
    const stopped = serverWord({ state: 'ended', silentSeconds: 9, endedHow: 'stopped' })
    const lost = serverWord({ state: 'ended', silentSeconds: 9, endedHow: 'taken over by west' })

    expect(stopped).toEqual({ text: 'Stopped', tone: 'quiet', shape: 'cancelled' })
    expect(lost.text).toBe('Gone')
    expect(lost.more).toBe('taken over by west')
  })
})
