/** A row of features as bars around zero. */
import { useEffect, useRef } from 'react'
import { scaledContext } from '../charts/canvas'
import styles from './inspect.module.css'

const HEIGHT = 120

export function Bars({ values, onHover }: { readonly values: Float32Array; readonly onHover: (words: string | null) => void }) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current
    if (!canvas) return
    const draw = (): void => {
      const width = canvas.clientWidth, context = scaledContext(canvas, width, HEIGHT)
      if (!context || width === 0) return
      const low = values.reduce((a, v) => Math.min(a, v), 0), high = values.reduce((a, v) => Math.max(a, v), 0), span = high - low || 1
      const style = getComputedStyle(canvas), each = width / values.length
      const yOf = (v: number): number => 4 + ((high - v) / span) * (HEIGHT - 8)
      values.forEach((v, i) => {
        context.fillStyle = style.getPropertyValue(v < 0 ? '--family-dense' : '--accent')
        context.fillRect(i * each, Math.min(yOf(0), yOf(v)), Math.max(1, each > 4 ? each - 1 : each), Math.max(0.5, Math.abs(yOf(v) - yOf(0))))
      })
    }
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(canvas)
    return () => observer.disconnect()
  }, [values])
  const hover = (event: React.MouseEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect(), i = Math.floor(((event.clientX - box.left) / box.width) * values.length)
    onHover(values[i] === undefined ? null : `Feature ${i + 1} of ${values.length}: ${Number(values[i].toPrecision(4))}`)
  }
  return <canvas ref={ref} className={styles.bars} style={{ height: HEIGHT }} role="img" aria-label={`${values.length} features`} onMouseMove={hover} onMouseLeave={() => onHover(null)} />
}
