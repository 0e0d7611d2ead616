/** The colour that serves, named and shown; the two differ in shape too. */
export function ColourDot({ colour }: { colour: string }) {
  return (
    <span className="colour">
      <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
        {colour === 'green' ? (
          <rect x="0.5" y="0.5" width="9" height="9" rx="1.5" fill="var(--good-line)" />
        ) : (
          <circle cx="5" cy="5" r="5" fill={colour === 'blue' ? 'var(--active-line)' : 'var(--quiet-line)'} />
        )}
      </svg>
      {colour}
    </span>
  )
}
