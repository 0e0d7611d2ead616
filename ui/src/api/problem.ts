/** What the server said when it refused (RFC 9457), or what happened instead of an answer. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly field: string | null,
    readonly allowed: string[],
  ) {
    super(detail === '' ? title : detail)
  }
}

/** The status of a problem that never reached the server. */
export const UNREACHABLE = 0

export function unreachable(): Problem {
  return new Problem(
    UNREACHABLE,
    'The server did not answer',
    'The server did not answer. Check that it runs and that this machine reaches it, then try again.',
    null,
    [],
  )
}

/** Reads a refusal; a body that is no problem document still gives a sentence with the status. */
export function problemOf(status: number, body: unknown): Problem {
  const document = isRecord(body) ? body : {}
  return new Problem(
    status,
    text(document['title']) ?? titleOf(status),
    text(document['detail']) ?? text(document['title']) ?? titleOf(status),
    text(document['field']),
    list(document['allowed']),
  )
}

/** The message for one field of a form, or null when the error is about something else. */
export function errorAt(field: string, error: unknown): string | null {
  return error instanceof Problem && error.field === field ? wordsOf(error) : null
}

/** The message for the form as a whole: every error that none of the fields shows. */
export function errorBesides(fields: readonly string[], error: unknown): string | null {
  if (error === null || error === undefined) {
    return null
  }
  const shown = error instanceof Problem && error.field !== null && fields.includes(error.field)
  return shown ? null : wordsOf(error)
}

export function wordsOf(error: unknown): string {
  if (error instanceof Problem) {
    const allowed = error.allowed.length === 0 ? '' : ` Allowed: ${error.allowed.join(', ')}.`
    return error.message + allowed
  }
  return error instanceof Error ? error.message : String(error)
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof Problem && error.status === status
}

function titleOf(status: number): string {
  switch (status) {
    case 401:
      return 'You are signed out'
    case 403:
      return 'You may not do this'
    case 404:
      return 'There is nothing here'
    case 409:
      return 'This is no longer possible'
    default:
      return `The server answered with status ${status}`
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

function list(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.map(String)
  }
  const one = text(value)
  return one === null ? [] : [one]
}
