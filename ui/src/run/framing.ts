export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Size {
  width: number
  height: number
}

/** Below this scale a label cannot be read any more; the diagram is then shown in part. */
const SMALLEST_SCALE = 0.5

/** The scale of a diagram shown in part. */
const READABLE_SCALE = 0.8

/** Room left around the diagram, in pixels of the screen. */
const MARGIN = 16

/** Room kept free below, where the watermark stands, in pixels of the screen. */
const FOOT = 24

const LOWEST = 200
const HIGHEST = 560

/** How tall a frame of this width should be to show the whole diagram, in pixels. */
export function heightFor(diagram: Size, width: number): number {
  const scale = Math.max(SMALLEST_SCALE, Math.min(1, (width - 2 * MARGIN) / diagram.width))
  return Math.round(
    Math.min(HIGHEST, Math.max(LOWEST, diagram.height * scale + 2 * MARGIN + FOOT)),
  )
}

/** The part of the diagram that shows all of it, in the middle. */
export function whole(diagram: Box, frame: Size): Box {
  return around(diagram, scaleOfWhole(diagram, frame), frame, diagram)
}

/** The whole diagram if it stays readable, else the part around the target. */
export function framed(diagram: Box, frame: Size, target: Box | null): Box {
  const scale = scaleOfWhole(diagram, frame)
  if (scale >= SMALLEST_SCALE) {
    return whole(diagram, frame)
  }
  const start = { x: diagram.x, y: diagram.y, width: 0, height: diagram.height }
  return around(target ?? start, READABLE_SCALE, frame, diagram)
}

export function contains(view: Box, shape: Box): boolean {
  return (
    shape.x >= view.x &&
    shape.y >= view.y &&
    shape.x + shape.width <= view.x + view.width &&
    shape.y + shape.height <= view.y + view.height
  )
}

function scaleOfWhole(diagram: Size, frame: Size): number {
  return Math.min(
    1,
    (frame.width - 2 * MARGIN) / diagram.width,
    (frame.height - 2 * MARGIN - FOOT) / diagram.height,
  )
}

/** A view with the target in its middle that shows no more emptiness than it must. */
function around(target: Box, scale: number, frame: Size, diagram: Box): Box {
  const width = frame.width / scale
  const height = frame.height / scale
  const margin = MARGIN / scale
  return {
    x: within(target.x + target.width / 2 - width / 2, width, diagram.x - margin, diagram.width + 2 * margin),
    y: within(
      target.y + target.height / 2 - height / 2,
      height,
      diagram.y - margin,
      diagram.height + 2 * margin + FOOT / scale,
    ),
    width,
    height,
  }
}

function within(start: number, length: number, from: number, available: number): number {
  return available <= length
    ? from - (length - available) / 2
    : Math.min(Math.max(start, from), from + available - length)
}
