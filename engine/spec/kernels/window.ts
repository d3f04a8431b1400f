/** The windows in which most of a layer's arithmetic is said. */

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
  /**
   * What it makes is looked at and not learned from, so faster algorithms that round a little more will do.
   */
  readonly isAnswer?: boolean
}
/**
 * The fused conv–ReLU–max-pool block: a convolution (one group), ReLU or nothing, and max pooling whose
 * windows lie side by side (strides = size, no padding). `pool.in` is `convolution.out`.
 */
export type FusedBlock = {
  readonly convolution: Window
  readonly isRectified: boolean
  readonly pool: Window
}
/** Several samples at once: how many, and how many values lie from one to the next. */
export type SampleRun = { readonly count: number; readonly apart: number }
