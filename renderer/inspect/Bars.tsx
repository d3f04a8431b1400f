/**
 * A row of features as bars around zero, with a scale at the left and, where there are names, the name below
 * each bar.
 */
import { useEffect, useRef } from 'react'
import { scaledContext } from '../charts/canvas'
import { figure } from '../ui/format'
import styles from './inspect.module.css'
import { useScheme } from '../ui/scheme'

const LEFT = 52
const TOP = 8
/** No bar is wider: two classes do not need the whole view. */
const WIDEST = 96

type Props = {
  readonly values: Float32Array
  readonly names: readonly string[] | null
  readonly height: number
  readonly onHover: (words: string | null) => void
}

export function Bars({ values, names, height, onHover }: Props) {
  const ref = useRef<HTMLCanvasElement>(null)
  const scheme = useScheme()
  const eachIn = (width: number): number => Math.min(WIDEST, (width - LEFT) / values.length)
  useEffect(() => {
    const canvas = ref.current
    if (!canvas) return
    const draw = (): void => {
      const width = canvas.clientWidth
      const context = scaledContext(canvas, width, height)
      if (!context || width === 0) return
      const low = values.reduce((a, v) => Math.min(a, v), 0)
      const high = values.reduce((a, v) => Math.max(a, v), 0)
      const span = high - low || 1
      const style = getComputedStyle(canvas)
      const colour = (name: string): string => style.getPropertyValue(name)
      const each = Math.min(WIDEST, (width - LEFT) / values.length)
      const bottom = height - 24
      const yOf = (v: number): number => TOP + ((high - v) / span) * (bottom - TOP)
      context.font = '12px "Inter Variable", sans-serif'
      context.textAlign = 'right'
      for (const v of new Set([low, 0, high])) {
        if (v !== 0 && Math.abs(yOf(v) - yOf(0)) < 16) continue
        context.fillStyle = colour('--text-faint')
        context.fillText(figure(v, 3), LEFT - 8, yOf(v) + 4)
        context.fillStyle = colour('--line')
        context.fillRect(LEFT, Math.round(yOf(v)), width - LEFT, 1)
      }
      context.textAlign = 'center'
      values.forEach((v, i) => {
        const gap = each > 24 ? 8 : each > 4 ? 1 : 0
        context.fillStyle = colour(v < 0 ? '--family-dense' : '--accent')
        context.fillRect(
          LEFT + i * each + gap / 2,
          Math.min(yOf(0), yOf(v)),
          Math.max(1, each - gap),
          Math.max(0.5, Math.abs(yOf(v) - yOf(0))),
        )
        if (each < 28) return
        context.fillStyle = colour('--text-dim')
        context.fillText(
          clipped(context, names?.[i] ?? String(i + 1), each - 4),
          LEFT + (i + 0.5) * each,
          height - 6,
        )
      })
    }
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(canvas)
    return () => observer.disconnect()
  }, [values, names, height, scheme])
  const hover = (event: React.MouseEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const i = Math.floor((event.clientX - box.left - LEFT) / eachIn(box.width))
    const v = values[i]
    onHover(v === undefined ? null : `${names?.[i] ?? `Value ${i + 1} of ${values.length}`}: ${figure(v)}`)
  }
  return (
    <canvas
      ref={ref}
      className={styles.bars}
      style={{ height }}
      role="img"
      aria-label={`${values.length} values`}
      onMouseMove={hover}
      onMouseLeave={() => onHover(null)}
    />
  )
}

function clipped(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  for (let n = text.length - 1; n > 0; n--)
    if (context.measureText(`${text.slice(0, n)}…`).width <= width) return `${text.slice(0, n)}…`
  return ''
}
