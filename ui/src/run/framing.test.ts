import { describe, expect, it } from 'vitest'
import { framed, heightFor, whole } from './framing'

const DIAGRAM = { x: 100, y: 50, width: 2000, height: 400 }

describe('the frame of a diagram', () => {
  it('shows all of it, centred, with room around', () => {
    const view = whole(DIAGRAM, { width: 1232, height: 320 })

    expect(view.width).toBeCloseTo(1232 / 0.6)
    expect(view.x).toBeLessThan(100)
    expect(view.x + view.width).toBeGreaterThan(2100)
    expect(view.x + view.width / 2).toBeCloseTo(1100)
  })

  it('never enlarges a small one', () => {
    const view = whole({ x: 0, y: 0, width: 100, height: 80 }, { width: 800, height: 300 })

    expect(view.width).toBe(800)
  })

  it('shows the part around the target where the whole would be too small to read', () => {
    const target = { x: 1000, y: 200, width: 100, height: 80 }

    const view = framed(DIAGRAM, { width: 400, height: 300 }, target)

    expect(view.x + view.width / 2).toBeCloseTo(1050)
    expect(view.width).toBeCloseTo(400 / 0.8)
  })

  it('shows its beginning where there is no target, and no emptiness before it', () => {
    const view = framed(DIAGRAM, { width: 400, height: 300 }, null)

    expect(view.x).toBeCloseTo(100 - 16 / 0.8)
  })

  it('is as tall as the diagram needs, within reason', () => {
    expect(heightFor({ width: 1200, height: 100 }, 1232)).toBe(200)
    expect(heightFor({ width: 1200, height: 300 }, 1232)).toBe(356)
    expect(heightFor({ width: 1200, height: 3000 }, 1232)).toBe(560)
  })
})
