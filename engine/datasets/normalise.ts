/**
 * Subtracting a mean and dividing by a deviation, both measured on the training split alone. Pure.
 * The one thing to know: values become float32 here, once, in the order of the positions asked for.
 */
import { size } from '../spec'
import type { DataSettings } from '../training'
import type { Dataset, Normalisation } from './dataset'

type Values = Pick<Dataset, 'values' | 'shape'>

/** How many (mean, deviation) pairs a kind has: value i of a sample uses pair i mod this, as channels come last. */
const pairs = (kind: DataSettings['normalisation'], { shape }: Values): number =>
  ({ none: 0, channel: shape.at(-1) ?? 1, feature: size(shape) })[kind]

/** Means and population deviations over the samples at `training`, in float64, two passes. */
export function fitNormalisation(set: Values, training: Int32Array, kind: DataSettings['normalisation']): Normalisation {
  const count = pairs(kind, set),
    length = size(set.shape)
  if (count === 0) return { kind, mean: [], deviation: [] }
  const each = (training.length * length) / count,
    mean = new Float64Array(count),
    squares = new Float64Array(count)
  // Plain loops: a function for each value would make objects of millions of numbers.
  for (let n = 0; n < training.length; n++)
    for (let i = 0, at = (training[n] ?? 0) * length; i < length; i++)
      mean[i % count] = (mean[i % count] as number) + (set.values[at + i] ?? 0) / each
  for (let n = 0; n < training.length; n++)
    for (let i = 0, at = (training[n] ?? 0) * length; i < length; i++)
      squares[i % count] = (squares[i % count] as number) + ((set.values[at + i] ?? 0) - (mean[i % count] as number)) ** 2 / each
  // A position that never changes (a black corner) carries nothing: dividing by 1 leaves it at zero instead of NaN.
  const deviation = Array.from(squares, (v, j) => (Math.sqrt(v) > 1e-12 * Math.max(1, Math.abs(mean[j] ?? 0)) ? Math.sqrt(v) : 1))
  return { kind, mean: Array.from(mean), deviation }
}

/** Writes the samples at `positions`, normalised, one after another into `target`: `[positions, ...shape]`. */
export function normaliseInto(target: Float32Array | Float64Array, set: Values, positions: ArrayLike<number>, n: Normalisation): void {
  const length = size(set.shape),
    count = n.mean.length
  for (let s = 0; s < positions.length; s++) {
    const from = (positions[s] ?? 0) * length
    if (count === 0) {
      target.set(set.values.subarray(from, from + length), s * length)
      continue
    }
    for (let i = 0, pair = 0; i < length; i++) {
      target[s * length + i] = ((set.values[from + i] ?? 0) - (n.mean[pair] ?? 0)) / (n.deviation[pair] ?? 1)
      if (++pair === count) pair = 0
    }
  }
}

export function normalised(set: Values, positions: ArrayLike<number>, n: Normalisation): Float32Array {
  const target = new Float32Array(positions.length * size(set.shape))
  normaliseInto(target, set, positions, n)
  return target
}
