/**
 * What a network's answers are worth: figures for classes and for numbers, all in float64. Pure.
 * The one thing to know: 0 / 0 counts as 0 (a class nobody predicted has precision 0), as scikit-learn with
 * zero_division=0; what cannot be said at all is null.
 */

/** Of one class: `support` samples belong to it; `rocAuc` is that of this class against the rest. */
export type ClassFigures = {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
  readonly rocAuc: number | null
}
export type ClassMetrics = {
  readonly samples: number
  /** Shares of the samples, 0 … 1: the highest score is right; the right one is among the `k` highest. */
  readonly accuracy: number
  readonly topK: { readonly k: number; readonly share: number }
  /** In the order of the classes. */
  readonly perClass: readonly ClassFigures[]
  /** Unweighted means over all classes, those without samples included. */
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number }
  /** Numbers of samples, `[true][predicted]`. */
  readonly confusion: readonly (readonly number[])[]
  /**
   * Of the second of two classes; of several, the mean of each against the rest; null where one has no curve.
   */
  readonly rocAuc: number | null
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b)
const mean = (values: readonly number[]): number =>
  ratio(
    values.reduce((a, b) => a + b, 0),
    values.length,
  )
const meanOrNull = (values: readonly (number | null)[]): number | null =>
  values.length > 0 && values.every(v => v !== null) ? mean(values) : null

/**
 * `predictions` `[samples, scores]`, in the order of the samples; `labels` `[samples]`, 0 ≤ label < classes.
 * There are as many scores as classes, or a single one that stands for the second of two classes and is
 * compared with 0.5. Of equal scores the first class wins. `k` is lowered to the number of classes.
 */
export function classMetrics(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  k = 5,
): ClassMetrics {
  const samples = labels.length
  const isSingle = predictions.length === samples
  const most = Math.min(k, classes)
  const score = (sample: number, c: number): number => {
    if (!isSingle) return predictions[sample * classes + c] as number
    const p = predictions[sample] as number
    return c === 1 ? p : 1 - p
  }
  const { confusion, among } = answersOf(score, labels, classes, most)
  const perClass = confusion.map((row, c) =>
    classFigures(
      confusion,
      row,
      c,
      rocAuc(
        samples,
        i => score(i, c),
        i => labels[i] === c,
      ),
    ),
  )
  return {
    samples,
    accuracy: ratio(
      confusion.reduce((n, row, c) => n + (row[c] ?? 0), 0),
      samples,
    ),
    topK: { k: most, share: ratio(among, samples) },
    perClass,
    macro: {
      precision: mean(perClass.map(c => c.precision)),
      recall: mean(perClass.map(c => c.recall)),
      f1: mean(perClass.map(c => c.f1)),
    },
    confusion,
    rocAuc: classes === 2 ? (perClass[1]?.rocAuc ?? null) : meanOrNull(perClass.map(c => c.rocAuc)),
  }
}

/** The confusion matrix, and how many labels are among the `most` highest scores. */
function answersOf(
  score: (sample: number, c: number) => number,
  labels: ArrayLike<number>,
  classes: number,
  most: number,
) {
  const confusion = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  let among = 0
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    const row = confusion[label]
    let best = 0
    let better = 0
    for (let c = 1; c < classes; c++) if (score(i, c) > score(i, best)) best = c
    // Written so that a score that is not a number is never among the best.
    for (let c = 0; c < classes; c++)
      if (c !== label && !(c < label ? score(i, c) < score(i, label) : score(i, c) <= score(i, label)))
        better++
    if (better < most) among++
    if (row) row[best] = (row[best] ?? 0) + 1
  }
  return { confusion, among }
}

function classFigures(
  confusion: readonly (readonly number[])[],
  row: readonly number[],
  c: number,
  auc: number | null,
): ClassFigures {
  const hits = row[c] ?? 0
  const support = row.reduce((a, b) => a + b, 0)
  const predicted = confusion.reduce((n, r) => n + (r[c] ?? 0), 0)
  return {
    precision: ratio(hits, predicted),
    recall: ratio(hits, support),
    f1: ratio(2 * hits, predicted + support),
    support,
    rocAuc: auc,
  }
}

/**
 * The area under the ROC curve: the chance that a sample of the class scores higher than one of the rest, a
 * tie counting half. From ranks (Mann and Whitney 1947), equal scores sharing their mean rank. Null if either
 * side is empty, or a score is not a number.
 */
export function rocAuc(
  samples: number,
  score: (sample: number) => number,
  isOfClass: (sample: number) => boolean,
): number | null {
  const scores = Float64Array.from({ length: samples }, (_, i) => score(i))
  if (scores.some(Number.isNaN)) return null
  const order = Uint32Array.from(scores, (_, i) => i).sort(
    (a, b) => (scores[a] as number) - (scores[b] as number),
  )
  let ranks = 0
  let inside = 0
  for (let from = 0; from < samples;) {
    let to = from + 1
    let tied = 0
    while (to < samples && scores[order[to] as number] === scores[order[from] as number]) to++
    for (let i = from; i < to; i++) if (isOfClass(order[i] as number)) tied++
    ranks += (tied * (from + 1 + to)) / 2
    inside += tied
    from = to
  }
  const outside = samples - inside
  return inside === 0 || outside === 0 ? null : (ranks - (inside * (inside + 1)) / 2) / (inside * outside)
}

/** `rmse` and `mae` in the unit of the values; `r2` is null with fewer than two samples. */
export type ValueFigures = { readonly rmse: number; readonly mae: number; readonly r2: number | null }
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
