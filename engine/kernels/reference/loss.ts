/**
 * The losses of one sample, stable for scores of any size: nothing is raised to a power that could overflow,
 * and no logarithm is taken of a probability. Formulas and aliasing in kernels/types.ts.
 */
import type { Tensor } from '../../spec'
import type { LossKernel, LossKernels } from '../types'
import { at } from './taps'

/** The largest score is subtracted first: the probabilities stay the same and eˣ cannot overflow. */
function softmaxCrossEntropy(
  scores: Tensor,
  target: Tensor,
  weight: number,
  p: Tensor,
  dscores: Tensor,
): number {
  let largest = at(scores, 0)
  let sum = 0
  let loss = 0
  for (let i = 1; i < scores.length; i++) largest = Math.max(largest, at(scores, i))
  for (let i = 0; i < scores.length; i++) sum += Math.exp(at(scores, i) - largest)
  for (let i = 0; i < scores.length; i++) {
    const t = at(target, i)
    // Not 0·ln p: a class without a share must not turn an infinity into NaN.
    if (t !== 0) loss += t * (Math.log(sum) - (at(scores, i) - largest))
    p[i] = Math.exp(at(scores, i) - largest) / sum
    dscores[i] = weight * (at(p, i) - t)
  }
  return weight * loss
}

/** −t·ln p − (1 − t)·ln(1 − p) = max(x, 0) − x·t + ln(1 + e^−|x|), as PyTorch and TensorFlow compute it. */
function binaryCrossEntropy(
  scores: Tensor,
  target: Tensor,
  weight: number,
  p: Tensor,
  dscores: Tensor,
): number {
  let sum = 0
  for (let i = 0; i < scores.length; i++) {
    const x = at(scores, i)
    const t = at(target, i)
    sum += Math.max(x, 0) - x * t + Math.log1p(Math.exp(-Math.abs(x)))
    p[i] = 1 / (1 + Math.exp(-x))
    dscores[i] = (weight / scores.length) * (at(p, i) - t)
  }
  return (weight / scores.length) * sum
}

/** A mean over the scores of `value(score − target)`, with its slope. */
const valueLoss =
  (value: (d: number) => number, slope: (d: number) => number): LossKernel =>
  (scores, target, weight, prediction, dscores) => {
    let sum = 0
    for (let i = 0; i < scores.length; i++) {
      const d = at(scores, i) - at(target, i)
      sum += value(d)
      prediction[i] = at(scores, i)
      dscores[i] = (weight / scores.length) * slope(d)
    }
    return (weight / scores.length) * sum
  }

export const losses: LossKernels = {
  softmaxCrossEntropy,
  binaryCrossEntropy,
  meanSquared: valueLoss(
    d => d * d,
    d => 2 * d,
  ),
  meanAbsolute: valueLoss(Math.abs, Math.sign),
  huber: (scores, target, weight, delta, prediction, dscores) =>
    valueLoss(
      d => (Math.abs(d) <= delta ? (d * d) / 2 : delta * (Math.abs(d) - delta / 2)),
      d => Math.min(Math.max(d, -delta), delta),
    )(scores, target, weight, prediction, dscores),
}
