/** A row of features as bars around zero; the pointer reads their values. */
import { useEffect, useRef } from 'react'
import { figure } from '../ui/format'
import { useScheme } from '../ui/scheme'
import { barWidth, drawBars, LEFT } from './drawBars'
import styles from './inspect.module.css'

type Props = {
  readonly values: Float32Array
  readonly names: readonly string[] | null
  readonly height: number
  readonly onHover: (words: string | null) => void
}

export function Bars({ values, names, height, onHover }: Props) {
  const ref = useRef<HTMLCanvasElement>(null)
  const scheme = useScheme()
  useEffect(() => {
    const canvas = ref.current
    if (!canvas) return
    const draw = (): void => drawBars(canvas, height, values, names)
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(canvas)
    return () => observer.disconnect()
  }, [values, names, height, scheme])
  const hover = (event: React.MouseEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const i = Math.floor((event.clientX - box.left - LEFT) / barWidth(box.width, values.length))
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
