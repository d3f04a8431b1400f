/** Convolutions, alone and fused with ReLU and max pooling. */
import type { Tensor } from '../shapes'
import type { FusedBlock, SampleRun, Window } from './window'

/**
 * `packed` and `scratch` have the sizes that `convolution/scratch.ts` gives; the reference kernels need
 * neither.
 */
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
    samples: SampleRun,
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
