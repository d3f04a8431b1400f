/**
 * The lecture's block as what it is made of: convolution, ReLU, max pooling, one after the other. `scratch` holds the
 * convolution's output and its gradient; everything else is as in the single layers.
 */
import { size, type Block, type ConvolutionKernels, type Tensor } from '../../spec'
import { convolve, convolveGradInput, convolveGradWeights } from './convolution'
import { pool, poolGrad } from './pooling'
import { at } from './taps'

type Blocks = Pick<ConvolutionKernels, 'packBlock' | 'convolvePool' | 'convolvePoolGradWeights' | 'convolvePoolGradInput'>

/** The gradient at the convolution's output. Only winners have one, and behind a ReLU only those above 0. */
function gradBehind(y: Tensor, dy: Tensor, chosen: Tensor, { convolution, isRectified, pool: window }: Block, scratch: Tensor): Tensor {
  const n = size(convolution.out),
    behind = scratch.subarray(n, 2 * n),
    passing = scratch.subarray(0, y.length)
  for (let i = 0; i < y.length; i++) passing[i] = isRectified && !(at(y, i) > 0) ? 0 : at(dy, i)
  poolGrad('max', behind, y, passing, behind, chosen, window)
  return behind
}

export const blocks: Blocks = {
  packBlock() {},
  convolvePool(x, w, b, y, chosen, { convolution, isRectified, pool: window }, _packed, scratch) {
    const inner = scratch.subarray(0, size(convolution.out))
    convolve(x, w, b, inner, convolution)
    if (isRectified) for (let i = 0; i < inner.length; i++) inner[i] = Math.max(at(inner, i), 0)
    pool('max', inner, y, chosen, window)
  },
  convolvePoolGradWeights(x, y, dy, chosen, dw, db, block, scratch) {
    convolveGradWeights(x, gradBehind(y, dy, chosen, block, scratch), dw, db, block.convolution)
  },
  convolvePoolGradInput(y, dy, chosen, w, dx, block, _packed, scratch) {
    convolveGradInput(gradBehind(y, dy, chosen, block, scratch), w, dx, block.convolution)
  },
}
