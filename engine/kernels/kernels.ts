/**
 * All the arithmetic of training: what layers ask for (spec.ts) plus the loss and the weight updates.
 * Two sets exist, truth.ts and wasm.ts, and the tests hold one against the other.
 */
import type { Kernels, Tensor } from '../spec'

export type LossKernels = {
  /** p = softmax(scores), dscores = p − [is label]; returns −ln p[label]. All `[classes]`. */
  softmaxCrossEntropy(scores: Tensor, label: number, p: Tensor, dscores: Tensor): number
}

/** Elementwise over ranges of one length, a multiple of four. `scale` is 1 / batch: gradients arrive as sums. */
export type UpdateKernels = {
  clear(x: Tensor): void
  /** The first slot becomes the sum of all, added in their order; slots lie at equal distances. */
  sumSlots(slots: readonly Tensor[]): void
  /** v ← momentum·v + scale·g; w ← w − rate·v */
  momentumStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, momentum: number): void
  /** With scaled g: m ← b1·m + (1 − b1)·g; v ← b2·v + (1 − b2)·g²; w ← w − rate·m / (√v·correction + epsilon) */
  adamStep(w: Tensor, g: Tensor, m: Tensor, v: Tensor, scale: number, rate: number, b1: number, b2: number, correction: number, epsilon: number): void
}

export type EngineKernels = Kernels & LossKernels & UpdateKernels
