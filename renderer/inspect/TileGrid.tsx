/**
 * A grid of small pictures or small line plots on one scale: filters by channel, or the maps of a node.
 * The one thing to know: one canvas the size of the view is drawn again on every scroll, so 512 × 512 kernels cost
 * what is in sight.
 */
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { scaledContext } from '../charts/canvas'
import { paint, type Scale, type Scheme } from '../charts/colourMaps'
import styles from './inspect.module.css'

export type Tiles = {
  /** How many tiles in each row; a matrix of filters has one column for each channel. */
  readonly columns: number
  readonly count: number
  /** Values in one tile, `[height, width]`; a height of 0 means a line of `width` points. */
  readonly height: number
  readonly width: number
  readonly value: (tile: number, at: number) => number
  readonly scale: Scale
  readonly name: (tile: number) => string
}
type Props = { readonly label: string; readonly tiles: Tiles; readonly tile: number; readonly onHover: (words: string | null) => void }

const GAP = 4

export function TileGrid({ label, tiles, tile, onHover }: Props) {
  const scroller = useRef<HTMLDivElement>(null), canvas = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme('light')
  const [view, setView] = useState({ width: 0, height: 0 })
  const isLine = tiles.height === 0
  const w = isLine ? Math.round(tile * 1.6) : tile, h = isLine ? tile : Math.max(4, Math.round((tile * tiles.height) / tiles.width))
  const rows = Math.ceil(tiles.count / tiles.columns)
  const full = { width: tiles.columns * (w + GAP) + GAP, height: rows * (h + GAP) + GAP }

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setView({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const element = scroller.current, target = canvas.current
    if (!element || !target || view.width === 0) return
    let frame = 0
    const draw = (): void => {
      const context = scaledContext(target, view.width, view.height)
      if (!context) return
      const left = element.scrollLeft, top = element.scrollTop
      const first = { row: Math.floor(top / (h + GAP)), column: Math.floor(left / (w + GAP)) }
      const painter = isLine ? linePainter(context, target, tiles, w, h) : picturePainter(context, tiles, w, h, scheme)
      for (let row = first.row; row < rows && row * (h + GAP) < top + view.height; row++)
        for (let column = first.column; column < tiles.columns && column * (w + GAP) < left + view.width; column++) {
          const index = row * tiles.columns + column
          if (index < tiles.count) painter(index, GAP + column * (w + GAP) - left, GAP + row * (h + GAP) - top)
        }
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
  }, [tiles, view, w, h, rows, isLine, scheme])

  const hover = (event: React.MouseEvent): void => {
    const element = scroller.current
    if (!element) return
    const box = element.getBoundingClientRect()
    const column = Math.floor((event.clientX - box.left + element.scrollLeft) / (w + GAP)), row = Math.floor((event.clientY - box.top + element.scrollTop) / (h + GAP))
    const index = row * tiles.columns + column
    onHover(column < tiles.columns && index < tiles.count ? tiles.name(index) : null)
  }
  return (
    <div ref={scroller} className={styles.grid} tabIndex={0} role="img" aria-label={label} onMouseMove={hover} onMouseLeave={() => onHover(null)} style={{ height: Math.min(full.height + 2, 100_000) }}>
      <div style={{ width: full.width, height: full.height }} />
      <canvas ref={canvas} style={{ width: view.width, height: view.height }} />
    </div>
  )
}

type Painter = (tile: number, x: number, y: number) => void

function picturePainter(context: CanvasRenderingContext2D, tiles: Tiles, w: number, h: number, scheme: Scheme): Painter {
  const small = new OffscreenCanvas(tiles.width, tiles.height), inner = small.getContext('2d')
  const image = inner?.createImageData(tiles.width, tiles.height)
  context.imageSmoothingEnabled = false
  return (tile, x, y) => {
    if (!inner || !image) return
    paint(image.data, tiles.width * tiles.height, i => tiles.value(tile, i), tiles.scale, scheme)
    inner.putImageData(image, 0, 0)
    context.drawImage(small, x, y, w, h)
  }
}

function linePainter(context: CanvasRenderingContext2D, element: HTMLElement, tiles: Tiles, w: number, h: number): Painter {
  const style = getComputedStyle(element), { low, high } = tiles.scale
  const colours = { frame: style.getPropertyValue('--line'), line: style.getPropertyValue('--accent') }
  const yOf = (v: number): number => h - 2 - ((v - low) / (high - low)) * (h - 4)
  return (tile, x, y) => {
    context.strokeStyle = colours.frame
    context.lineWidth = 1
    context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1)
    context.beginPath()
    context.moveTo(x, y + yOf(0))
    context.lineTo(x + w, y + yOf(0))
    context.stroke()
    context.strokeStyle = colours.line
    context.lineWidth = 1.25
    context.beginPath()
    for (let i = 0; i < tiles.width; i++) context.lineTo(x + 2 + (i / Math.max(1, tiles.width - 1)) * (w - 4), y + yOf(tiles.value(tile, i)))
    context.stroke()
  }
}
