/** The last batch losses as a small line, drawn on animation frames without React. */
import { useEffect, useRef } from 'react'
import { batchLosses } from '../runs/run'
import { scaledContext } from '../charts/canvas'
import styles from './frame.module.css'
import { useScheme } from '../ui/scheme'

const WIDTH = 120
const HEIGHT = 20

export function Sparkline() {
  const ref = useRef<HTMLCanvasElement>(null)
  const scheme = useScheme()
  useEffect(() => {
    let drawn = -1
    let frame = 0
    const draw = () => {
      frame = requestAnimationFrame(draw)
      const canvas = ref.current
      if (!canvas || drawn === batchLosses.version) return
      drawn = batchLosses.version
      const context = scaledContext(canvas, WIDTH, HEIGHT)
      const values = batchLosses.tail(WIDTH)
      if (!context || values.length < 2) return
      const high = values.reduce((a, b) => Math.max(a, b), -Infinity)
      const low = values.reduce((a, b) => Math.min(a, b), Infinity)
      context.strokeStyle = getComputedStyle(canvas).color
      context.lineWidth = 1.25
      context.beginPath()
      values.forEach((v, i) =>
        context.lineTo(
          (i / (values.length - 1)) * (WIDTH - 2) + 1,
          HEIGHT - 2 - ((v - low) / (high - low || 1)) * (HEIGHT - 4),
        ),
      )
      context.stroke()
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [scheme])
  return (
    <canvas
      ref={ref}
      className={styles.sparkline}
      style={{ width: WIDTH, height: HEIGHT }}
      role="img"
      aria-label="Loss of the last batches"
    />
  )
}
