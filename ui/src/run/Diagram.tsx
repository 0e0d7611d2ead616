import 'bpmn-js/dist/assets/diagram-js.css'
import { Button } from '@mantine/core'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { ErrorNote } from '../words/Parts'
import './diagram.css'
import { contains, framed, heightFor, whole, type Box, type Size } from './framing'
import { MARK_WORDS, wayOf, type DiagramElement, type Mark, type Way, type WayPart } from './marks'
import { SHAPES } from '../words/Glyph'

interface Shape {
  id: string
  type: string
  x: number
  y: number
  width: number
  height: number
  businessObject: { name?: string; calledElement?: string }
  di: { set(name: string, value: string | undefined): void }
  parent?: Shape
  target?: Shape
  labelTarget?: unknown
  waypoints?: unknown
}
interface Canvas {
  addMarker(element: string, marker: string): void
  removeMarker(element: string, marker: string): void
  zoom(scale?: number, center?: 'auto'): number
  viewbox(view?: Box): Box & { inner: Box }
  getSize(): Size
  resized(): void
}
interface Registry {
  filter(test: (shape: Shape) => boolean): Shape[]
  get(id: string): Shape | undefined
  getGraphics(id: string): SVGElement | undefined
}
interface Overlays {
  add(element: string, type: string, overlay: object): void
  remove(filter: { type: string }): void
}
interface GraphicsFactory {
  update(type: 'connection' | 'shape', element: Shape, graphics: SVGElement): void
}
interface EventBus {
  on(event: string, listener: (event: { element: Shape }) => void): void
}

/** Shows one BPMN model, painted; the steps table tells the same in words. */
export default function Diagram({
  xml,
  name,
  marksOf,
  passed,
  selected,
  interest,
  onSelect,
}: {
  xml: string
  name: string
  marksOf: (elements: DiagramElement[]) => Map<string, Mark>
  passed: readonly string[]
  selected: string | null
  interest: string | null
  onSelect: (element: DiagramElement) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const viewer = useRef<NavigatedViewer | null>(null)
  const [elements, setElements] = useState<DiagramElement[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const select = useEffectEvent((element: DiagramElement) => onSelect(element))
  const shownFirst = useEffectEvent(() => selected ?? interest)

  useEffect(() => {
    const container = box.current
    if (container === null) {
      return
    }
    const current = new NavigatedViewer({
      container,
      // The wheel belongs to the page.
      zoomScroll: { enabled: false },
      bpmnRenderer: {
        defaultFillColor: 'var(--bpmn-fill)',
        defaultStrokeColor: 'var(--bpmn-ink)',
        defaultLabelColor: 'var(--bpmn-ink)',
      },
    } as ConstructorParameters<typeof NavigatedViewer>[0])
    viewer.current = current
    let disposed = false
    let observer: ResizeObserver | null = null
    setElements(null)
    setError(null)
    current.importXML(xml).then(
      () => {
        if (disposed) {
          return
        }
        const registry = current.get<Registry>('elementRegistry')
        const shapes = registry.filter((shape) => isActivity(shape) || shape.type === 'bpmn:EndEvent')
        const described = shapes.map(describe)
        prepareForKeyboard(shapes, registry, (id) => {
          const element = described.find((one) => one.id === id)
          if (element !== undefined) {
            select(element)
          }
        })
        current.get<EventBus>('eventBus').on('element.click', ({ element }) => {
          if (isActivity(element)) {
            select(describe(element))
          }
        })
        observer = new ResizeObserver(() => fit(current, container, shownFirst()))
        observer.observe(container)
        setElements(described)
      },
      (failure: unknown) => {
        if (!disposed) {
          setError(failure)
        }
      },
    )
    return () => {
      disposed = true
      observer?.disconnect()
      current.destroy()
      viewer.current = null
    }
  }, [xml])

  const marks = elements === null ? null : marksOf(elements)
  usePainting(viewer, elements, marks)
  useWay(viewer, elements, marks, passed)

  useEffect(() => {
    if (viewer.current === null || elements === null || selected === null) {
      return
    }
    const canvas = viewer.current.get<Canvas>('canvas')
    if (!elements.some((element) => element.id === selected)) {
      return
    }
    canvas.addMarker(selected, 'chosen')
    const shape = viewer.current.get<Registry>('elementRegistry').get(selected)
    const view = canvas.viewbox()
    if (shape !== undefined && !contains(view, shape)) {
      canvas.viewbox(framed(view.inner, canvas.getSize(), shape))
    }
    return () => {
      if (viewer.current !== null) {
        canvas.removeMarker(selected, 'chosen')
      }
    }
  }, [elements, selected])

  const zoom = (factor: number) => {
    const canvas = viewer.current?.get<Canvas>('canvas')
    if (canvas !== undefined) {
      canvas.zoom(Math.min(3, Math.max(0.2, canvas.zoom() * factor)), 'auto')
    }
  }
  return (
    <div className="diagram">
      {error !== null && <ErrorNote what="The diagram could not be drawn" error={error} />}
      <div ref={box} className="diagram-canvas" role="group" aria-label={`Diagram of ${name}`} />
      <div className="diagram-foot">
        <Legend />
        <div className="row tight push">
          <Button variant="default" size="compact-xs" aria-label="Zoom out" onClick={() => zoom(1 / 1.25)}>
            −
          </Button>
          <Button variant="default" size="compact-xs" aria-label="Zoom in" onClick={() => zoom(1.25)}>
            +
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              const canvas = viewer.current?.get<Canvas>('canvas')
              if (canvas !== undefined) {
                showAll(canvas)
              }
            }}
          >
            Show all
          </Button>
        </div>
      </div>
    </div>
  )
}

function usePainting(
  viewer: RefObject<NavigatedViewer | null>,
  elements: DiagramElement[] | null,
  marks: Map<string, Mark> | null,
) {
  const painted = useRef(new Map<string, Mark>())
  // A new map with the same marks comes with every event; only a difference is worth painting.
  const signature = marks === null ? '' : JSON.stringify([...marks])

  useEffect(() => {
    if (viewer.current === null || elements === null) {
      painted.current = new Map()
      return
    }
    const wanted = new Map(JSON.parse(signature) as [string, Mark][])
    const canvas = viewer.current.get<Canvas>('canvas')
    const registry = viewer.current.get<Registry>('elementRegistry')
    const overlays = viewer.current.get<Overlays>('overlays')
    for (const [id, mark] of painted.current) {
      if (registry.get(id) !== undefined) {
        canvas.removeMarker(id, `mark-${mark}`)
      }
    }
    overlays.remove({ type: 'mark' })
    for (const element of elements) {
      const mark = wanted.get(element.id)
      if (mark !== undefined) {
        canvas.addMarker(element.id, `mark-${mark}`)
        overlays.add(element.id, 'mark', { position: { top: -10, right: 12 }, html: badge(mark) })
      }
      if (element.type === 'EndEvent') {
        continue
      }
      registry
        .getGraphics(element.id)
        ?.setAttribute(
          'aria-label',
          `${element.name}: ${mark === undefined ? 'not reached' : MARK_WORDS[mark]}`,
        )
    }
    painted.current = wanted
  }, [viewer, elements, signature])
}

const WAY_COLOURS: Record<Way, string> = { forward: 'var(--good-line)', back: 'var(--haul-line)' }

function useWay(
  viewer: RefObject<NavigatedViewer | null>,
  elements: DiagramElement[] | null,
  marks: Map<string, Mark> | null,
  passed: readonly string[],
) {
  const painted = useRef(new Map<string, Way>())
  const signature = JSON.stringify([[...(marks ?? [])], passed])

  useEffect(() => {
    if (viewer.current === null || elements === null) {
      painted.current = new Map()
      return
    }
    const [marked, walked] = JSON.parse(signature) as [[string, Mark][], string[]]
    const registry = viewer.current.get<Registry>('elementRegistry')
    const graphics = viewer.current.get<GraphicsFactory>('graphicsFactory')
    const way = wayOf(registry.filter(isWayPart).map(wayPart), walked, new Map(marked))
    for (const id of new Set([...painted.current.keys(), ...way.keys()])) {
      const shape = registry.get(id)
      const drawn = registry.getGraphics(id)
      const taken = way.get(id)
      if (shape !== undefined && drawn !== undefined && painted.current.get(id) !== taken) {
        // Through the renderer, because an arrow's head takes its colour only from there.
        shape.di.set('color:border-color', taken === undefined ? undefined : WAY_COLOURS[taken])
        graphics.update(shape.waypoints === undefined ? 'shape' : 'connection', shape, drawn)
        drawn.classList.toggle('walked', taken !== undefined)
      }
    }
    painted.current = way
  }, [viewer, elements, signature])
}

function isWayPart(shape: Shape): boolean {
  return (
    shape.labelTarget === undefined &&
    (/^bpmn:(SequenceFlow|Association|.*Event|.*Gateway)$/.test(shape.type) ||
      isHaul(shape))
  )
}

function wayPart(shape: Shape): WayPart {
  return {
    id: shape.id,
    insideHaul: isHaul(shape) || (shape.parent !== undefined && isHaul(shape.parent)),
    undo: shape.type === 'bpmn:Association' ? (shape.target?.id ?? null) : null,
  }
}

/** The models have one kind of sub-process: the one that an error starts and that hauls back. */
function isHaul(shape: Shape): boolean {
  return shape.type === 'bpmn:SubProcess'
}

function badge(mark: Mark): HTMLElement {
  const element = document.createElement('div')
  element.className = `diagram-badge badge-${mark}`
  element.setAttribute('aria-hidden', 'true')
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', SHAPES[mark])
  if (mark === 'active') {
    path.setAttribute('class', 'turning')
  }
  svg.append(path)
  element.append(svg)
  return element
}

function Legend() {
  return (
    <ul className="legend" aria-label="Meaning of the marks">
      {(Object.keys(MARK_WORDS) as Mark[]).map((mark) => (
        <li key={mark}>
          <span className={`diagram-badge badge-${mark}`} aria-hidden="true">
            <svg viewBox="0 0 16 16">
              <path d={SHAPES[mark]} />
            </svg>
          </span>
          {MARK_WORDS[mark]}
        </li>
      ))}
    </ul>
  )
}

/** Gives the frame its height and puts the diagram into it. */
function fit(viewer: NavigatedViewer, container: HTMLElement, first: string | null) {
  const canvas = viewer.get<Canvas>('canvas')
  const { inner } = canvas.viewbox()
  if (container.clientWidth === 0 || inner.width === 0) {
    return
  }
  container.style.height = `${heightFor(inner, container.clientWidth)}px`
  canvas.resized()
  const target = first === null ? undefined : viewer.get<Registry>('elementRegistry').get(first)
  canvas.viewbox(framed(inner, canvas.getSize(), target ?? null))
}

function showAll(canvas: Canvas) {
  canvas.viewbox(whole(canvas.viewbox().inner, canvas.getSize()))
}

function isActivity(shape: Shape): boolean {
  return (
    shape.labelTarget === undefined &&
    shape.waypoints === undefined &&
    /^bpmn:(.*Task|CallActivity)$/.test(shape.type)
  )
}

function describe(shape: Shape): DiagramElement {
  return {
    id: shape.id,
    type: shape.type.replace('bpmn:', ''),
    name: shape.businessObject.name ?? shape.id,
    calls: shape.businessObject.calledElement ?? null,
  }
}

/** Elements whose tops differ by less stand in one row, in the units of the model. */
const ROW = 60

/** One tab stop for the whole diagram; arrow keys walk its activities in reading order. */
function prepareForKeyboard(shapes: Shape[], registry: Registry, onSelect: (id: string) => void) {
  const stops = shapes
    .filter(isActivity)
    .sort((a, b) => Math.round(a.y / ROW) - Math.round(b.y / ROW) || a.x - b.x)
    .flatMap((shape) => {
      const graphics = registry.getGraphics(shape.id)
      return graphics === undefined ? [] : [{ id: shape.id, graphics }]
    })
  stops.forEach(({ id, graphics }, at) => {
    graphics.setAttribute('role', 'button')
    graphics.setAttribute('tabindex', at === 0 ? '0' : '-1')
    graphics.addEventListener('keydown', (event) => {
      const direction = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        onSelect(id)
      } else if (direction !== undefined) {
        event.preventDefault()
        event.stopPropagation()
        const next = stops[(at + direction + stops.length) % stops.length]
        graphics.setAttribute('tabindex', '-1')
        next?.graphics.setAttribute('tabindex', '0')
        next?.graphics.focus()
      }
    })
  })
}
