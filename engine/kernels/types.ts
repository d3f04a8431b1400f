/**
 * All the arithmetic of training: what layers use (spec/kernels.ts), the losses and the weight updates. There
 * are two implementations, reference/ and wasm/, and the tests compare them.
 */
import type { Kernels, Tensor } from '../spec'

/**
 * The loss of one sample, times `weight`. `scores`, `target`, `prediction` and `dscores` have one length;
 * `prediction` becomes the network's answer and `dscores` weight · ∂loss/∂scores. `dscores` may be `target`
 * itself, which is then overwritten; no other two may be one. A value that is not a number makes the loss not
 * a number.
 */
export type LossKernel = (
  scores: Tensor,
  target: Tensor,
  weight: number,
  prediction: Tensor,
  dscores: Tensor,
) => number
export type LossKernels = {
  /** p = softmax(x), loss = −Σ t·ln p, ∂ = p − t. The target is a distribution: it sums to 1. */
  softmaxCrossEntropy: LossKernel
  /** p = 1 / (1 + e⁻ˣ), loss = −mean(t·ln p + (1 − t)·ln(1 − p)), ∂ = (p − t) / n; 0 ≤ t ≤ 1. */
  binaryCrossEntropy: LossKernel
  /** p = x, loss = mean((x − t)²), ∂ = 2·(x − t) / n. */
  meanSquared: LossKernel
  /** p = x, loss = mean|x − t|, ∂ = sign(x − t) / n, 0 where they are equal. */
  meanAbsolute: LossKernel
  /**
   * p = x, with d = x − t: loss = mean(d² / 2) where |d| ≤ delta, delta·(|d| − delta / 2) beyond (Huber
   * 1964).
   */
  huber(
    scores: Tensor,
    target: Tensor,
    weight: number,
    delta: number,
    prediction: Tensor,
    dscores: Tensor,
  ): number
}

/**
 * Elementwise over ranges of one length, a multiple of four, so threads may share the weights out as they
 * like. In the steps `scale` is what makes the mean of the gradient: 1 / batch, since gradients arrive as
 * sums.
 */
export type UpdateKernels = {
  clear(x: Tensor): void
  /** The first slot becomes the sum of all, added in their order; slots lie at equal distances. */
  sumSlots(slots: readonly Tensor[]): void
  /**
   * Σ g², in float64. For the norm of all gradients: called on fixed blocks whose results are added in order.
   */
  sumSquares(g: Tensor): number
  /** g ← clamp(scale·g, −limit, limit) + l2·w + l1·sign(w); an infinite limit clips nothing. */
  shapeGradient(g: Tensor, w: Tensor, scale: number, limit: number, l2: number, l1: number): void
  /** w ← w − share·w, and not w·(1 − share): in float32 a small share would be lost in the 1. */
  decayWeights(w: Tensor, share: number): void
  /** v ← momentum·v + scale·g; w ← w − rate·v */
  momentumStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, momentum: number): void
  /** With scaled g: v ← momentum·v + g; w ← w − rate·(g + momentum·v) */
  nesterovStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, momentum: number): void
  /** With scaled g: v ← rho·v + (1 − rho)·g²; w ← w − rate·g / (√v + epsilon) */
  rmspropStep(
    w: Tensor,
    g: Tensor,
    v: Tensor,
    scale: number,
    rate: number,
    rho: number,
    epsilon: number,
  ): void
  /** With scaled g: v ← v + g²; w ← w − rate·g / (√v + epsilon) */
  adagradStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, epsilon: number): void
  /**
   * With scaled g: m ← b1·m + (1 − b1)·g; v ← b2·v + (1 − b2)·g²; w ← w − rate·m / (√v·correction + epsilon)
   */
  adamStep(
    w: Tensor,
    g: Tensor,
    m: Tensor,
    v: Tensor,
    scale: number,
    rate: number,
    b1: number,
    b2: number,
    correction: number,
    epsilon: number,
  ): void
  /** With scaled g: w ← w − rate·sign(b1·m + (1 − b1)·g); m ← b2·m + (1 − b2)·g */
  lionStep(w: Tensor, g: Tensor, m: Tensor, scale: number, rate: number, b1: number, b2: number): void
}

/**
 * Only where a tensor is an address: from now on, tensors that begin in bytes [from, to) are those `by` bytes
 * further on. So the values of every sample of a batch are reached through one set of views.
 */
type ShiftingKernels = { shift?(from: number, to: number, by: number): void }

export type EngineKernels = Kernels & LossKernels & UpdateKernels & ShiftingKernels
/** The first bytes of the memory belong to the compiled module (it has no data today); buffers begin here. */
export const FIRST_FREE_BYTE = 1024
