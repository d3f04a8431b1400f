import type { NodeId } from '../document/document'
import type { NumberScale, NumberTarget } from './dataset'

/** Of each Output that takes its loss of standardised numbers, by its node. */
export type NumberScales = Readonly<Record<NodeId, NumberScale>>
/** Of the samples at `positions`. */
export function scaleOf({ names, values }: NumberTarget, positions: ArrayLike<number>): NumberScale {
  const columns = names.map((_, c) => columnScale(values, names.length, c, positions))
  return { mean: columns.map(c => c.mean), deviation: columns.map(c => c.deviation) }
}
/**
 * Counted from the first value: the mean of equal values is then exactly that value, and whatever is left is
 * a difference.
 */
export function columnScale(values: Float32Array, columns: number, c: number, positions: ArrayLike<number>) {
  const count = positions.length
  const at = (i: number): number => values[(positions[i] as number) * columns + c] as number
  const first = count > 0 ? at(0) : 0
  let mean = first
  let variance = 0
  for (let i = 0; i < count; i++) mean += (at(i) - first) / count
  for (let i = 0; i < count; i++) variance += (at(i) - mean) ** 2 / count
  return { mean, deviation: variance === 0 ? 1 : Math.sqrt(variance) }
}
