/** Value by value, channel by channel, and the fully connected layer. */
import type { Tensor } from '../shapes'

export type ActivationKind =
  'relu' | 'leakyRelu' | 'elu' | 'gelu' | 'silu' | 'sigmoid' | 'tanh' | 'softplus' | 'linear'

export type ValueKernels = {
  /**
   * `below` is what leaky ReLU (its slope) and ELU (its α) take for values below 0; the others pay no heed to
   * it.
   */
  activate(kind: ActivationKind, x: Tensor, y: Tensor, below: number): void
  activateGrad(kind: ActivationKind, x: Tensor, y: Tensor, dy: Tensor, dx: Tensor, below: number): void
  /** y = eˣ / Σeˣ over every `channels` values that lie next to each other. */
  softmax(x: Tensor, y: Tensor, channels: number): void
  softmaxGrad(y: Tensor, dy: Tensor, dx: Tensor, channels: number): void
  /** y = x above 0 and alpha·x below, alpha `[channels]`. */
  prelu(x: Tensor, alpha: Tensor, y: Tensor): void
  /** dalpha += ∂L/∂alpha, dx = ∂L/∂x. */
  preluGrad(x: Tensor, alpha: Tensor, dy: Tensor, dx: Tensor | null, dalpha: Tensor): void
  /** y = x·w + b, x `[in]`, w `[in, out]`. */
  dense(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor): void
  denseGradWeights(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null): void
  denseGradInput(dy: Tensor, w: Tensor, dx: Tensor): void
  /**
   * Fills `mask` with 0 (probability `rate`) and 1 / (1 − rate), from a counter: the same key gives the same
   * mask.
   */
  dropoutMask(mask: Tensor, rate: number, key: number): void
  /** y = x + deviation·n, n standard normal, from a counter like the mask. */
  addNoise(x: Tensor, y: Tensor, deviation: number, key: number): void
  multiply(a: Tensor, b: Tensor, y: Tensor): void
  /** y = a + b; y may be a. */
  add(a: Tensor, b: Tensor, y: Tensor): void
  copy(x: Tensor, y: Tensor): void
  /** y += b, b `[channels]`. */
  addBias(y: Tensor, b: Tensor): void
  /** db += Σ of dy over all positions. */
  biasGrad(dy: Tensor, db: Tensor): void
  /** y = x·factors, factors `[channels]`; y may be x. */
  scaleChannels(x: Tensor, factors: Tensor, y: Tensor): void
}
