/** The scale of a colour map, with its numbers: shown wherever a map is used. */
import { useEffect, useRef } from 'react'
import styles from './charts.module.css'
import { paint, type ColourScale } from './colourMaps'
import { figure } from '../ui/format'
import { useScheme } from '../ui/scheme'

export function ScaleBar({ scale }: { readonly scale: ColourScale }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const scheme = useScheme()
  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(128, 1)
    paint(image.data, 128, i => scale.low + ((scale.high - scale.low) * i) / 127, scale, scheme)
    context.putImageData(image, 0, 0)
  }, [scale, scheme])
  return (
    <span
      className={styles.scale}
      role="img"
      aria-label={`Colour scale from ${figure(scale.low, 2)} to ${figure(scale.high, 2)}`}
    >
      {figure(scale.low, 2)}
      <canvas ref={ref} width={128} height={1} />
      {figure(scale.high, 2)}
    </span>
  )
}
