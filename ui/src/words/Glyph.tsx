import type { Tone } from './states'

export type Shape =
  | 'done'
  | 'active'
  | 'waiting'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'held'

/** Drawn on a square of 16: told apart by shape alone, so that no reader depends on colour. */
export const SHAPES: Record<Shape, string> = {
  done: 'M3.2 8.4 6.6 11.8 12.8 4.8',
  active: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
  waiting: 'M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10M8 5.5V8l1.8 1.3',
  failed: 'M4 4l8 8M12 4l-8 8',
  undoing: 'M6 3 2.8 6.2 6 9.4M3.2 6.2H9.5a3.5 3.5 0 0 1 0 7H6.5',
  undone: 'M6 3 2.8 6.2 6 9.4M3.2 6.2H9.5a3.5 3.5 0 0 1 0 7H6.5',
  cancelled: 'M8 2.8a5.2 5.2 0 1 1 0 10.4a5.2 5.2 0 1 1 0-10.4M4.5 11.5l7-7',
  held: 'M5.5 3.5v9M10.5 3.5v9',
}

export function Glyph({ shape }: { shape: Shape }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        className={shape === 'active' ? 'turning' : undefined}
        d={SHAPES[shape]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

const SHAPE_OF_TONE: Record<Tone, Shape> = {
  good: 'done',
  active: 'active',
  haul: 'undone',
  bad: 'failed',
  held: 'held',
  quiet: 'cancelled',
}

export function StateBadge({
  text,
  tone,
  shape = SHAPE_OF_TONE[tone],
  large = false,
}: {
  text: string
  tone: Tone
  shape?: Shape
  large?: boolean
}) {
  return (
    <span className={`state tone-${tone}${large ? ' large' : ''}`}>
      <Glyph shape={shape} />
      {text}
    </span>
  )
}
