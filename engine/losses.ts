/**
 * What training makes small. One so far: softmax with cross-entropy for classes, whose gradient at the scores is p − 1
 * at the true class and p elsewhere. Pure.
 */
import type { LossKernels } from './kernels/kernels'
import type { Tensor } from './spec'

export type Loss = {
  /** Returns the loss of one sample; fills `p` with the network's answer and `dscores` with the gradient. */
  evaluate(k: LossKernels, scores: Tensor, label: number, p: Tensor, dscores: Tensor): number
  /** Whether the answer counts as correct. */
  isCorrect(p: Tensor, label: number): boolean
}

export const crossEntropy: Loss = {
  evaluate: (k, scores, label, p, dscores) => k.softmaxCrossEntropy(scores, label, p, dscores),
  isCorrect: (p, label) => largestOf(p) === label,
}

/** Position of the largest value; of equals, the first. */
export function largestOf(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i
  return best
}
