/** A hull on its slip. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M3.5 9h17l-2.6 6a2.2 2.2 0 0 1-2 1.3H8.1a2.2 2.2 0 0 1-2-1.3z" fill="#fff" />
      <path d="M12 3v6" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
      <path d="M2 21 22 17.2" stroke="#6fc0e6" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
