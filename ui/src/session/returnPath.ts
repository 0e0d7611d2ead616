/** Where to go after signing in: the page one came from, never another site. */
export function returnPath(from: string | null): string {
  const isLocal = from !== null && /^\/(?![/\\])/.test(from) && !from.startsWith('/sign-in')
  return isLocal ? from : '/applications'
}
