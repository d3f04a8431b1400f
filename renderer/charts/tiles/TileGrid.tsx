/**
 * A grid of small pictures or small line plots: filters by channel, or the maps of a node.
 * One canvas the size of the view is drawn again on every scroll, so 512 × 512 kernels cost
 * what is in sight; the numbers of rows and columns are drawn on it too, and so stay in sight.
 */
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useScheme } from '../../ui/scheme'
import { drawGrid } from './drawGrid'
import { extent, type TileLayout, type Room } from './layout'
import { pointedAt, type Pointed } from './pointed'
import styles from './TileGrid.module.css'
import type { Tiles } from './types'

type Props = {
  readonly label: string
  readonly tiles: Tiles
  readonly layout: TileLayout
  readonly onHover: (words: string | null) => void
}

export function TileGrid({ label, tiles, layout, onHover }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useInside(scroller)
  const [hair, setHair] = useState<Pointed['hair']>(null)
  const full = extent(tiles, layout)
  useDrawing(scroller, canvas, tiles, layout, view)
  const leave = (): void => {
    onHover(null)
    setHair(null)
  }
  const hover = (event: React.MouseEvent): void => {
    const element = scroller.current
    if (!element) return
    const pointed = pointedAt(tiles, layout, inside(element, event, view.height))
    if (!pointed) return leave()
    onHover(tiles.name(pointed.tile, pointed.at))
    setHair(pointed.hair)
  }
  return (
    <div
      ref={scroller}
      className={styles.grid}
      tabIndex={0}
      role="img"
      aria-label={label}
      onMouseMove={hover}
      onMouseLeave={leave}
      style={{ height: full.height }}
    >
      <div className={styles.extent} style={{ width: full.width, height: full.height }}>
        <canvas ref={canvas} style={{ width: view.width, height: view.height }} />
        {hair && <i className={styles.hair} style={{ ...hair, height: layout.h }} />}
      </div>
    </div>
  )
}

function inside(element: HTMLElement, event: React.MouseEvent, height: number) {
  const box = element.getBoundingClientRect()
  const scrolled = { left: element.scrollLeft, top: element.scrollTop }
  return { x: event.clientX - box.left, y: event.clientY - box.top, height, scrolled }
}

/** The inside of the scroller, followed as it is resized. */
function useInside(scroller: RefObject<HTMLDivElement | null>): Room {
  const [view, setView] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setView({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return view
}

/** Draws now and after every scroll, at most once a frame. */
function useDrawing(
  scroller: RefObject<HTMLDivElement | null>,
  canvas: RefObject<HTMLCanvasElement | null>,
  tiles: Tiles,
  { w, h, columns }: TileLayout,
  view: Room,
): void {
  const scheme = useScheme()
  useEffect(() => {
    const element = scroller.current
    const target = canvas.current
    if (!element || !target || view.width === 0) return
    let frame = 0
    const draw = (): void => {
      const sight = { left: element.scrollLeft, top: element.scrollTop, ...view }
      drawGrid(target, tiles, { w, h, columns }, sight, scheme)
    }
    const schedule = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(draw)
    }
    draw()
    element.addEventListener('scroll', schedule)
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', schedule)
    }
  }, [scroller, canvas, tiles, view, w, h, columns, scheme])
}
