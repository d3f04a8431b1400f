/**
 * One image as measured (`[height, width, channels]`; one or two channels are grey, of more the first three
 * are colours).
 */
import { useEffect, useRef } from 'react'
import type { Shape } from '../../preload/contract'

type Props = {
  readonly label: string
  readonly shape: Shape
  readonly values: Float32Array
  readonly offset?: number
  /** The values shown as black and as white. */
  readonly range?: readonly [low: number, high: number]
  readonly className?: string | undefined
}

/** What is black and what is white in bytes. */
const BYTES = [0, 255] as const

export function Picture({ label, shape, values, offset = 0, range = BYTES, className }: Props) {
  const ref = useRef<HTMLCanvasElement>(null)
  const [height = 1, width = 1, channels = 1] = shape
  const [low, high] = range
  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(width, height)
    for (let p = 0; p < width * height; p++)
      for (let c = 0; c < 4; c++)
        image.data[p * 4 + c] =
          c === 3
            ? 255
            : (((values[offset + p * channels + (channels >= 3 ? c : 0)] ?? 0) - low) * 255) /
              (high - low || 1)
    context.putImageData(image, 0, 0)
  }, [values, offset, width, height, channels, low, high])
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

const LOOKED_AT = 20_000
const TAIL = 0.005

/** Black and white for samples that are no bytes: the middle 99 % of their values. */
export function greyRange(values: Float32Array, isBytes: boolean): readonly [number, number] {
  if (isBytes) return BYTES
  const step = Math.max(1, Math.floor(values.length / LOOKED_AT))
  const some = values.filter((_, i) => i % step === 0).sort()
  return [some[Math.floor(some.length * TAIL)] ?? 0, some[Math.ceil(some.length * (1 - TAIL)) - 1] ?? 1]
}
