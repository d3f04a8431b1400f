/**
 * The arithmetic a layer may ask for, and the window in which most of it is said.
 * A layer imports no kernels but is handed them, so the same layer trains on the fast ones and is
 * checked in float64 on the readable ones.
 */
import type { Tensor } from './shapes'

/**
 * How a window of `kernel` taps walks over `in` and makes `out`. Always 2-D: a spectrum is an image of height
 * 1. Pairs are `[vertical, horizontal]`. `before` is the padding at the near side only, because `same` may be
 * lopsided.
 */
export type Window = {
  readonly in: readonly [height: number, width: number, channels: number]
  readonly out: readonly [height: number, width: number, channels: number]
  readonly kernel: readonly [number, number]
  readonly strides: readonly [number, number]
  readonly dilation: readonly [number, number]
  readonly before: readonly [number, number]
  /** Input and output channels fall into this many groups, and a filter sees its own group alone. */
  readonly groups: number
  /** What it makes is looked at and not learned from, so faster ways that round a little more will do. */
  readonly isAnswer?: boolean
}
/**
 * The lecture's block in one: a convolution (one group), ReLU or nothing, and max pooling whose windows lie
 * side by side (strides = size, no padding). `pool.in` is `convolution.out`.
 */
export type FusedBlock = {
  readonly convolution: Window
  readonly isRectified: boolean
  readonly pool: Window
}
/** Several samples at once: how many, and how many values lie from one to the next. */
export type Samples = { readonly count: number; readonly apart: number }
export type ActivationKind =
  'relu' | 'leakyRelu' | 'elu' | 'gelu' | 'silu' | 'sigmoid' | 'tanh' | 'softplus' | 'linear'
export type PoolingKind = 'max' | 'average' | 'sum' | 'squareSum' | 'everyNth'

/**
 * One sample at a time. Two sets exist: `kernels/reference` (readable, float32 and float64) and `kernels/wasm`
 * (fast, float32). Gradients of weights are added to what is there (samples of a batch accumulate); every
 * other output is overwritten. Images are `[height, width, channels]`, convolution kernels `[height, width,
 * in / groups, out]`, dense kernels `[in, out]`.
 */
export type Kernels = ConvolutionKernels &
  PoolingKernels &
  ValueKernels &
  NormalisationKernels &
  ShapingKernels

/** `packed` and `scratch` have the sizes that `convolution/scratch.ts` gives; the reference kernels need neither. */
export type ConvolutionKernels = {
  /**
   * Lays out share `part` of `parts` of the weights as the passes below read them. Once after every change of
   * the weights.
   */
  packConvolution(w: Tensor, packed: Tensor, window: Window, part: number, parts: number): void
  /** y = x ∗ w + b. */
  convolve(
    x: Tensor,
    w: Tensor,
    b: Tensor | null,
    y: Tensor,
    window: Window,
    packed: Tensor,
    scratch: Tensor,
  ): void
  /** dw += ∂L/∂w, db += ∂L/∂b. */
  convolveGradWeights(
    x: Tensor,
    dy: Tensor,
    dw: Tensor,
    db: Tensor | null,
    window: Window,
    scratch: Tensor,
  ): void
  /**
   * The same for several samples, each x and dy so far from the one before; `x` and `dy` are those of the
   * first.
   */
  convolveGradWeightsOfAll(
    x: Tensor,
    dy: Tensor,
    dw: Tensor,
    db: Tensor | null,
    window: Window,
    scratch: Tensor,
    samples: Samples,
  ): void
  /** dx = ∂L/∂x. */
  convolveGradInput(dy: Tensor, w: Tensor, dx: Tensor, window: Window, packed: Tensor, scratch: Tensor): void

  packBlock(w: Tensor, packed: Tensor, block: FusedBlock, part: number, parts: number): void
  /**
   * y = maxpool(relu(x ∗ w + b)); `chosen` (as many values as y) remembers for the gradients which value of
   * each window won.
   */
  convolvePool(
    x: Tensor,
    w: Tensor,
    b: Tensor | null,
    y: Tensor,
    chosen: Tensor,
    block: FusedBlock,
    packed: Tensor,
    scratch: Tensor,
  ): void
  /** `y` and `chosen` as `convolvePool` left them. */
  convolvePoolGradWeights(
    x: Tensor,
    y: Tensor,
    dy: Tensor,
    chosen: Tensor,
    dw: Tensor,
    db: Tensor | null,
    block: FusedBlock,
    scratch: Tensor,
  ): void
  convolvePoolGradInput(
    y: Tensor,
    dy: Tensor,
    chosen: Tensor,
    w: Tensor,
    dx: Tensor,
    block: FusedBlock,
    packed: Tensor,
    scratch: Tensor,
  ): void
}

export type PoolingKernels = {
  /** `chosen` remembers, for max pooling, the position of each winner within x. */
  pool(kind: PoolingKind, x: Tensor, y: Tensor, chosen: Tensor, window: Window): void
  poolGrad(
    kind: PoolingKind,
    x: Tensor,
    y: Tensor,
    dy: Tensor,
    dx: Tensor,
    chosen: Tensor,
    window: Window,
  ): void
}

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

/**
 * Batch and layer normalisation. A channel's `moments` are five rows `[5, channels]`: mean, 1 / √(variance +
 * ε), then, in backward, the means of dy and of dy·x̂, and last the unbiased variance. x̂ = (x − mean) /
 * √(variance + ε).
 */
export type NormalisationKernels = {
  /** A sample's summary `[2, channels]`: each channel's mean, and the sum of squared distances from it. */
  summariseMoments(x: Tensor, summary: Tensor): void
  /** All samples' summaries `[count, 2, channels]`, each of `positions` values a channel, to moments. */
  combineMoments(summaries: Tensor, count: number, positions: number, epsilon: number, moments: Tensor): void
  /** Moments of figures that are given: no part of a gradient goes through them. */
  fixMoments(mean: Tensor, variance: Tensor, epsilon: number, moments: Tensor): void
  /** y = x̂·gamma + beta. */
  normalise(x: Tensor, moments: Tensor, gamma: Tensor, beta: Tensor, y: Tensor): void
  /** A sample's summary `[2, channels]`: Σdy and Σdy·x̂, which are also added to dbeta and dgamma. */
  summariseGrad(x: Tensor, dy: Tensor, moments: Tensor, summary: Tensor, dgamma: Tensor, dbeta: Tensor): void
  /** Their means over the whole batch, into rows three and four of moments. */
  combineGrad(summaries: Tensor, count: number, positions: number, moments: Tensor): void
  /** dx = gamma / √(variance + ε) · (dy − mean of dy − x̂ · mean of dy·x̂). */
  normaliseGrad(x: Tensor, dy: Tensor, moments: Tensor, gamma: Tensor, dx: Tensor): void
  /** running ← momentum·running + (1 − momentum)·batch, for the mean and the unbiased variance. */
  settleMoments(moments: Tensor, momentum: number, mean: Tensor, variance: Tensor): void
  /**
   * Every run of gamma.length values by its own mean and variance; `saved` `[runs, 2]` keeps mean and 1 /
   * √(variance + ε).
   */
  layerNormalise(x: Tensor, gamma: Tensor, beta: Tensor, y: Tensor, saved: Tensor, epsilon: number): void
  layerNormaliseGrad(
    x: Tensor,
    dy: Tensor,
    gamma: Tensor,
    saved: Tensor,
    dx: Tensor | null,
    dgamma: Tensor,
    dbeta: Tensor,
  ): void
}

/** Values move, or are blended with their neighbours. */
export type ShapingKernels = {
  /** Lays x into y so that its first pixel comes to `before`, zeros around it; below 0, `before` cuts off. */
  place(x: Tensor, y: Tensor, window: Window): void
  placeGrad(dy: Tensor, dx: Tensor, window: Window): void
  /**
   * y is x enlarged kernel[0] × kernel[1] times, (bi)linear between the middles of pixels; the window is the
   * one that would shrink y to x.
   */
  interpolate(x: Tensor, y: Tensor, window: Window): void
  interpolateGrad(dy: Tensor, dx: Tensor, window: Window): void
  /** x `[positions, channels]` becomes channels `first` … of y `[positions, total]`. */
  insertChannels(x: Tensor, y: Tensor, positions: number, first: number): void
  extractChannels(y: Tensor, x: Tensor, positions: number, first: number): void
}
