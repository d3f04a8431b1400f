/**
 * A grid of small pictures or small line plots: filters by channel, or the maps of a node.
 * One canvas the size of the view is drawn again on every scroll, so 512 × 512 kernels cost
 * what is in sight; the numbers of rows and columns are drawn on it too, and so stay in sight.
 */
import { useEffect, useRef, useState } from 'react'
import { scaledContext } from '../canvas'
import styles from './TileGrid.module.css'
import { middleOf } from './axisMarks'
import { extent, footOf, GAP, headOf, numbered, placeIn, type Layout } from './layout'
import { INSET, linePainter, picturePainter } from './painters'
import type { Tiles } from './types'
import { useScheme } from '../../ui/scheme'

type Props = {
  readonly label: string
  readonly tiles: Tiles
  readonly layout: Layout
  readonly onHover: (words: string | null) => void
}

export function TileGrid({ label, tiles, layout, onHover }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const scheme = useScheme()
  const [view, setView] = useState({ width: 0, height: 0 })
  const [hair, setHair] = useState<{ readonly left: number; readonly top: number } | null>(null)
  const { w, h, columns } = layout
  const head = headOf(tiles)
  const full = extent(tiles, layout)

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setView({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const element = scroller.current
    const target = canvas.current
    if (!element || !target || view.width === 0) return
    let frame = 0
    const draw = (): void => {
      const context = scaledContext(target, view.width, view.height)
      const rows = Math.ceil(tiles.count / columns)
      if (!context) return
      const style = getComputedStyle(target)
      const colour = (name: string): string => style.getPropertyValue(name)
      const left = element.scrollLeft
      const top = element.scrollTop
      const xOf = (column: number): number => head.left + GAP + column * (w + GAP) - left
      const yOf = (row: number): number => head.top + GAP + row * (h + GAP) - top
      const first = { row: Math.floor(top / (h + GAP)), column: Math.floor(left / (w + GAP)) }
      const marks = tiles.along?.marks(w - 2 * INSET) ?? []
      const painter =
        tiles.height === 0
          ? linePainter(context, tiles, w, h, marks, { frame: colour('--line'), line: colour('--accent') })
          : picturePainter(context, tiles, w, h, scheme, colour('--line'))
      for (let row = first.row; row < rows && yOf(row) < view.height; row++)
        for (
          let column = first.column;
          column < columns && xOf(column) < view.width && row * columns + column < tiles.count;
          column++
        )
          painter(row * columns + column, xOf(column), yOf(row))
      if (tiles.along) {
        context.fillStyle = colour('--surface')
        context.fillRect(0, view.height - footOf(tiles), view.width, footOf(tiles))
        context.fillStyle = colour('--text-faint')
        context.font = '12px "Inter Variable", sans-serif'
        context.textAlign = 'center'
        for (
          let column = first.column;
          column < Math.min(columns, tiles.count) && xOf(column) < view.width;
          column++
        )
          for (const m of marks)
            context.fillText(m.words, xOf(column) + INSET + middleOf(m, w - 2 * INSET), view.height - 5)
      }
      if (!tiles.isMatrix) return
      context.fillStyle = colour('--surface')
      context.fillRect(0, 0, view.width, head.top)
      context.fillRect(0, 0, head.left, view.height)
      context.fillStyle = colour('--text-faint')
      context.font = '12px "Inter Variable", sans-serif'
      context.textAlign = 'center'
      for (let column = first.column; column < columns && xOf(column) < view.width; column++)
        if (xOf(column) + w / 2 > head.left && numbered(column, w + GAP, 24))
          context.fillText(String(column + 1), xOf(column) + w / 2, head.top - 6)
      context.textAlign = 'right'
      for (let row = first.row; row < rows && yOf(row) < view.height; row++)
        if (yOf(row) + h / 2 > head.top && numbered(row, h + GAP, 16))
          context.fillText(String(row + 1), head.left - 6, yOf(row) + h / 2 + 4)
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
  }, [tiles, view, w, h, columns, head.left, head.top, scheme])

  const leave = (): void => {
    onHover(null)
    setHair(null)
  }
  const hover = (event: React.MouseEvent): void => {
    const element = scroller.current
    if (!element) return
    const box = element.getBoundingClientRect()
    const x = event.clientX - box.left
    const y = event.clientY - box.top
    const column = Math.floor((x + element.scrollLeft - head.left) / (w + GAP))
    const row = Math.floor((y + element.scrollTop - head.top) / (h + GAP))
    const index = row * columns + column
    if (
      x < head.left ||
      y < head.top ||
      y >= view.height - footOf(tiles) ||
      column >= columns ||
      index >= tiles.count
    )
      return leave()
    const corner = { left: head.left + GAP + column * (w + GAP), top: head.top + GAP + row * (h + GAP) }
    const at = placeIn(
      tiles,
      layout,
      x + element.scrollLeft - corner.left,
      y + element.scrollTop - corner.top,
    )
    onHover(tiles.name(index, at))
    setHair(
      tiles.height > 0 || at === undefined
        ? null
        : {
            left: corner.left + INSET + (at / Math.max(1, tiles.width - 1)) * (w - 2 * INSET),
            top: corner.top,
          },
    )
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
        {hair && <i className={styles.hair} style={{ ...hair, height: h }} />}
      </div>
    </div>
  )
}
