import type { Server, Worker } from '../api/model'
import type { Shape } from '../words/Glyph'
import { countOf, type Word } from '../words/states'
import { durationWords } from '../words/time'

export interface PresenceWord extends Word {
  shape: Shape
  /** What else to say than when something was last heard; undefined for that. */
  more?: string
}

/** What a worker is doing, in a word; silence and absence are said with what follows from them. */
export function workerWord(worker: Pick<Worker, 'state' | 'silentSeconds'>): PresenceWord {
  switch (worker.state) {
    case 'working':
      return { text: 'Working', tone: 'active', shape: 'active' }
    case 'idle':
      return { text: 'Idle', tone: 'good', shape: 'done' }
    case 'draining':
      return { text: 'Draining', tone: 'held', shape: 'waiting', more: 'claims nothing more' }
    case 'silent':
      return {
        text: 'Silent',
        tone: 'bad',
        shape: 'failed',
        more: `nothing heard for ${silence(worker)}; its steps go to others`,
      }
    case 'gone':
      return { text: 'Gone', tone: 'quiet', shape: 'cancelled' }
  }
}

/** Whether a server is there, in a word. */
export function serverWord(
  server: Pick<Server, 'state' | 'silentSeconds' | 'endedHow'>,
): PresenceWord {
  switch (server.state) {
    case 'running':
      return { text: 'Running', tone: 'good', shape: 'done' }
    case 'silent':
      return {
        text: 'Silent',
        tone: 'bad',
        shape: 'failed',
        more: `nothing heard for ${silence(server)}; another takes over`,
      }
    case 'ended':
      return server.endedHow === null || server.endedHow === 'stopped'
        ? { text: 'Stopped', tone: 'quiet', shape: 'cancelled' }
        : { text: 'Gone', tone: 'bad', shape: 'failed', more: server.endedHow }
  }
}

export function topicsWords(worker: Pick<Worker, 'topics'>): string {
  return countOf(worker.topics.length, 'topic', 'topics')
}

function silence({ silentSeconds }: { silentSeconds: number }): string {
  return durationWords(silentSeconds * 1000)
}
