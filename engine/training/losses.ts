/**
 * The loss of one sample at one output, and the target it is measured against.
 * Pure.
 * A loss takes scores (before softmax or sigmoid) and one target value for each of them; it is a
 * mean over the scores of a sample, and the batch takes the mean over its samples.
 */
import type { LossKernels } from '../kernels/types'
import { isStandardised, type LossKind } from '../layers/output'
import type { AnyValues, Tensor } from '../spec'

export type { LossKind } from '../layers/output'
/**
 * `smoothing` is the share of label smoothing, 0 ≤ smoothing ≤ 0.5; `delta` > 0 is Huber's, in the unit of
 * the target. `isStandardised`: targets are numbers that whoever fills them in has standardised
 * (pipeline/targetScaling.ts); the loss itself knows nothing of it.
 */
export type LossSettings = {
  readonly kind: LossKind
  readonly smoothing: number
  readonly delta: number
  readonly isStandardised: boolean
}

/** Whether an output with this loss names classes; the others predict numbers. */
export const isClassifying = (kind: LossKind): boolean =>
  kind === 'softmaxCrossEntropy' || kind === 'binaryCrossEntropy'

/** The settings that an Output node's parameters mean; smoothing is for classes only. */
export function lossSettings(p: AnyValues): LossSettings {
  const kind = p['loss'] as LossKind
  return {
    kind,
    smoothing: isClassifying(kind) ? (p['smoothing'] as number) : 0,
    delta: p['delta'] as number,
    isStandardised: isStandardised(p),
  }
}

/**
 * The loss of one sample, times `weight`. Fills `prediction` `[scores]` (softmax, sigmoid, or the values
 * themselves) and `dscores` `[scores]` = weight · ∂loss/∂scores. `target` `[scores]`: a distribution for
 * softmax, 0 … 1 for sigmoid, else any numbers. Divided by the batch size these give a batch's mean, as in
 * Keras; PyTorch's cross-entropy with class weights divides by the sum of the weights instead. A value that
 * is not a number gives a loss that is not a number.
 */
export function lossOf(
  k: LossKernels,
  s: LossSettings,
  scores: Tensor,
  target: Tensor,
  weight: number,
  prediction: Tensor,
  dscores: Tensor,
): number {
  return s.kind === 'huber'
    ? k.huber(scores, target, weight, s.delta, prediction, dscores)
    : k[s.kind](scores, target, weight, prediction, dscores)
}

/**
 * Fills `target` `[scores]` for the class `label`, 0 ≤ label < classes. Softmax: (1 − s)·onehot + s / classes
 * (Szegedy et al. 2016; as PyTorch and Keras). Sigmoid: t·(1 − s) + s / 2 at every score, as Keras; a single
 * score stands for the second of two classes, so there t is the label itself.
 */
export function fillTarget(s: LossSettings, target: Tensor, label: number): void {
  const smoothing = isClassifying(s.kind) ? s.smoothing : 0
  const spread = s.kind === 'binaryCrossEntropy' ? smoothing / 2 : smoothing / target.length
  if (target.length === 1) {
    target[0] = label * (1 - smoothing) + spread
    return
  }
  for (let i = 0; i < target.length; i++) target[i] = (i === label ? 1 - smoothing : 0) + spread
}

type ClassWeighting = 'none' | 'balanced'
/**
 * `[classes]`: what a sample of each class counts. Balanced: n / (classes · count), as scikit-learn's
 * `compute_class_weight`, so the weights of all samples sum to n; a class without samples gets 1, which is
 * never used.
 */
export function classWeights(labels: ArrayLike<number>, classes: number, kind: ClassWeighting): Float64Array {
  const weights = new Float64Array(classes).fill(1)
  if (kind === 'none') return weights
  const counts = new Float64Array(classes)
  for (let i = 0; i < labels.length; i++)
    counts[labels[i] as number] = (counts[labels[i] as number] as number) + 1
  return weights.map((one, c) => (counts[c] ? labels.length / (classes * counts[c]) : one))
}

/**
 * Whether an answer names class `label`: the largest value does, or, where there is one alone, whether it
 * reaches ½.
 */
export const isRight = (prediction: ArrayLike<number>, label: number): boolean =>
  prediction.length === 1 ? ((prediction[0] ?? 0) >= 0.5 ? 1 : 0) === label : largestOf(prediction) === label

/** Position of the largest value; of equals, the first. */
function largestOf(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i
  return best
}
