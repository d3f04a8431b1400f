/** What a network's answers are worth where it predicts classes. Pure. */
import { mean, meanOrNull, ratio } from './means'
import { rocAuc } from './rocAuc'

/** Of one class: `support` samples belong to it; `rocAuc` is that of this class against the rest. */
type ClassFigures = {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
  readonly rocAuc: number | null
}
/** Shares are 0 … 1; formulas are scikit-learn's, with `zero_division=0`. */
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
  const hits = confusion.reduce((n, row, c) => n + (row[c] ?? 0), 0)
  const aucOf = (c: number): number | null =>
    rocAuc(
      samples,
      i => score(i, c),
      i => labels[i] === c,
    )
  const perClass = confusion.map((row, c) => classFigures(confusion, row, c, aucOf(c)))
  return {
    samples,
    accuracy: ratio(hits, samples),
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
