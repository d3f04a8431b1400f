/** Mean and deviation of the numbers to predict, by which they are standardised for training. Pure. */
import type { NumberScale, NumberTarget } from './dataset'

/** Of each Output that takes its loss of standardised numbers, by the node's id. */
export type NumberScales = Readonly<Record<string, NumberScale>>

/** Mean and deviation of each number over the samples at `positions`. */
export function targetScaleOf({ names, values }: NumberTarget, positions: ArrayLike<number>): NumberScale {
  const columns = names.map((_, c) => columnScale(values, names.length, c, positions))
  return { mean: columns.map(c => c.mean), deviation: columns.map(c => c.deviation) }
}

/**
 * Of column `c` of `values` [samples, columns], in the column's unit; a deviation of 0 becomes 1.
 * Counted from the first value: the mean of equal values is then exactly that value.
 */
function columnScale(values: Float32Array, columns: number, c: number, positions: ArrayLike<number>) {
  const count = positions.length
  const at = (i: number): number => values[(positions[i] as number) * columns + c] as number
  const first = count > 0 ? at(0) : 0
  let mean = first
  let variance = 0
  for (let i = 0; i < count; i++) mean += (at(i) - first) / count
  for (let i = 0; i < count; i++) variance += (at(i) - mean) ** 2 / count
  return { mean, deviation: variance === 0 ? 1 : Math.sqrt(variance) }
}
