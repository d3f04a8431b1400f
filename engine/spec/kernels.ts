/**
 * The arithmetic that layers use, family by family in `kernels/`. A layer imports no kernels but is given
 * them, so the same layer trains on the fast ones and is checked in float64 on the reference ones.
 */
import type { ConvolutionKernels } from './kernels/convolution'
import type { NormalisationKernels } from './kernels/normalisation'
import type { PoolingKernels } from './kernels/pooling'
import type { ShapingKernels } from './kernels/shaping'
import type { ValueKernels } from './kernels/values'

export * from './kernels/convolution'
export * from './kernels/normalisation'
export * from './kernels/pooling'
export * from './kernels/shaping'
export * from './kernels/values'
export * from './kernels/window'

/**
 * One sample at a time. Two sets exist: `kernels/reference` (readable, float32 and float64) and
 * `kernels/wasm` (fast, float32). Gradients of weights are added to what is there (samples of a batch
 * accumulate); every other output is overwritten. Images are `[height, width, channels]`, convolution kernels
 * `[height, width, in / groups, out]`, dense kernels `[in, out]`.
 */
export type Kernels = ConvolutionKernels &
  PoolingKernels &
  ValueKernels &
  NormalisationKernels &
  ShapingKernels
