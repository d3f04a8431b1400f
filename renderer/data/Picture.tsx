/** One image as measured (0–255, `[height, width, channels]`; one channel is grey, three are colour). */
import { useEffect, useRef } from 'react'
import type { Shape } from '../../preload/contract'

type Props = {
  readonly label: string
  readonly shape: Shape
  readonly values: Float32Array
  readonly offset?: number
  readonly className?: string | undefined
}

export function Picture({ label, shape, values, offset = 0, className }: Props) {
  const ref = useRef<HTMLCanvasElement>(null)
  const [height = 1, width = 1, channels = 1] = shape
  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(width, height)
    for (let p = 0; p < width * height; p++)
      for (let c = 0; c < 4; c++) image.data[p * 4 + c] = c === 3 ? 255 : (values[offset + p * channels + (channels >= 3 ? c : 0)] ?? 0)
    context.putImageData(image, 0, 0)
  }, [values, offset, width, height, channels])
  return (
    <canvas
      ref={ref}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      className={className}
      style={{ width: '100%', height: '100%', imageRendering: 'pixelated' }}
    />
  )
}
