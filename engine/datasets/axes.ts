/** Whether axes hold the same places, in whatever unit, and spectra brought from one to another. Pure. */
import type { Axis } from './dataset'
import { axisConversion } from './units'

/** Two axes are the same if they differ by less than this share of a step. */
const SAME = 1e-3

export const isSameAxis = (a: Axis | null, b: Axis | null): boolean => {
  if (!a || !b) return a === b
  const n = a.values.length
  if (n !== b.values.length || (a.unit !== '' && b.unit !== '' && a.unit !== b.unit)) return false
  const step = Math.abs(((a.values[n - 1] ?? 0) - (a.values[0] ?? 0)) / Math.max(1, n - 1)) || 1
  return a.values.every((v, i) => Math.abs(v - (b.values[i] ?? NaN)) <= SAME * step)
}

/** The axis in another unit; null where it cannot be converted. An axis without a unit is taken as it is. */
export function axisIn(axis: Axis, to: Pick<Axis, 'label' | 'unit'>): Axis | null {
  if (axis.unit === '' || to.unit === '' || axis.unit === to.unit) return axis
  const convert = axisConversion(axis, to)
  return convert && { ...axis, label: to.label, unit: to.unit, values: axis.values.map(convert) }
}
export const reversedAxis = (axis: Axis): Axis => ({ ...axis, values: [...axis.values].reverse() })

/** Writes one sample, `[places, channels]` in C order, as it is elsewhere. */
export type Transform = (sample: ArrayLike<number>, into: Float32Array | Uint8Array, channels: number) => void

export const reversal =
  (length: number): Transform =>
  (sample, into, channels) => {
    for (let p = 0; p < length; p++)
      for (let c = 0; c < channels; c++)
        into[p * channels + c] = sample[(length - 1 - p) * channels + c] as number
  }

/** Beyond an end by less than this share of the axis is rounding. */
const SLACK = 1e-6
/** From some places to others along the lines between them; null where these lie beyond the ends. */
export function interpolation(from: readonly number[], to: readonly number[]): Transform | null {
  const last = from.length - 1
  const isRising = (from[last] ?? 0) > (from[0] ?? 0)
  const x = isRising ? from : [...from].reverse()
  const [low, high] = [x[0] ?? 0, x[last] ?? 0]
  const slack = (high - low) * SLACK
  if (last < 1 || to.some(v => v < low - slack || v > high + slack)) return null
  const left = Int32Array.from(to, v => leftOf(x, v))
  const share = Float64Array.from(to, (v, p) => {
    const [a, b] = [x[left[p] as number] as number, x[(left[p] as number) + 1] as number]
    // Of a place that stands twice, the later point counts.
    return b === a ? 1 : Math.min(Math.max((v - a) / (b - a), 0), 1)
  })
  const at = (i: number): number => (isRising ? i : last - i)
  return (sample, into, channels) => {
    for (let p = 0; p < to.length; p++) {
      const [i, j] = [at(left[p] as number), at((left[p] as number) + 1)]
      const s = share[p] as number
      for (let c = 0; c < channels; c++)
        into[p * channels + c] =
          (1 - s) * (sample[i * channels + c] as number) + s * (sample[j * channels + c] as number)
    }
  }
}

/** The last of the rising places that lies below `v`, or the first. */
function leftOf(x: readonly number[], v: number): number {
  let [low, high] = [0, x.length - 2]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((x[middle + 1] as number) < v) low = middle + 1
    else high = middle
  }
  return low
}
