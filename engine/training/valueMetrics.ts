/** What a network's answers are worth where it predicts numbers. Pure. */
import { meanOrNull, ratio } from './means'

/** `rmse` and `mae` in the unit of the values; `r2` is null with fewer than two samples. */
type ValueFigures = { readonly rmse: number; readonly mae: number; readonly r2: number | null }
/** Over all values alike, but for `r2`, which is the mean over the columns; then each column. */
export type ValueMetrics = ValueFigures & {
  readonly samples: number
  readonly columns: readonly ValueFigures[]
}

/**
 * `predictions` and `values` `[samples, columns]`. R² = 1 − Σ(v − p)² / Σ(v − mean)²; where all values of a
 * column are equal it is 1 if they were met exactly and 0 otherwise, as scikit-learn has it.
 */
export function valueMetrics(
  predictions: ArrayLike<number>,
  values: ArrayLike<number>,
  columns: number,
): ValueMetrics {
  const samples = columns === 0 ? 0 : values.length / columns
  const sums = Array.from({ length: columns }, (_, c) => errorSums(predictions, values, columns, c))
  const total = (pick: (s: ErrorSums) => number): number =>
    ratio(
      sums.reduce((n, s) => n + pick(s), 0),
      samples * columns,
    )
  const each = sums.map(s => ({
    rmse: Math.sqrt(ratio(s.squares, samples)),
    mae: ratio(s.absolute, samples),
    r2: samples < 2 ? null : s.spread > 0 ? 1 - s.squares / s.spread : s.squares === 0 ? 1 : 0,
  }))
  return {
    samples,
    rmse: Math.sqrt(total(s => s.squares)),
    mae: total(s => s.absolute),
    r2: meanOrNull(each.map(c => c.r2)),
    columns: each,
  }
}

/** Σ(v − p)², Σ|v − p| and Σ(v − mean)² of one column. */
type ErrorSums = { squares: number; absolute: number; spread: number }
function errorSums(
  predictions: ArrayLike<number>,
  values: ArrayLike<number>,
  columns: number,
  c: number,
): ErrorSums {
  const sums: ErrorSums = { squares: 0, absolute: 0, spread: 0 }
  const samples = values.length / columns
  const first = values[c] as number
  // Counted from the first value: the mean of equal values is then exactly that value.
  let average = first
  for (let i = c; i < values.length; i += columns) average += ((values[i] as number) - first) / samples
  for (let i = c; i < values.length; i += columns) {
    const v = values[i] as number
    const error = v - (predictions[i] as number)
    sums.squares += error * error
    sums.absolute += Math.abs(error)
    sums.spread += (v - average) ** 2
  }
  return sums
}
