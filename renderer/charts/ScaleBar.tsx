/** The scale of a colour map, with its numbers: shown wherever a map is used. */
import { useEffect, useRef } from 'react'
import styles from './charts.module.css'
import { paint, type Scale } from './colourMaps'
import { useScheme } from '../ui/scheme'

const figure = (v: number): string => (v === 0 ? '0' : Number(v.toPrecision(2)).toString().replace('-', '−'))

export function ScaleBar({ scale }: { readonly scale: Scale }) {
  const ref = useRef<HTMLCanvasElement>(null),
    scheme = useScheme()
  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(128, 1)
    paint(image.data, 128, i => scale.low + ((scale.high - scale.low) * i) / 127, scale, scheme)
    context.putImageData(image, 0, 0)
  }, [scale, scheme])
  return (
    <span className={styles.scale} role="img" aria-label={`Colour scale from ${figure(scale.low)} to ${figure(scale.high)}`}>
      {figure(scale.low)}
      <canvas ref={ref} width={128} height={1} />
      {figure(scale.high)}
    </span>
  )
}
