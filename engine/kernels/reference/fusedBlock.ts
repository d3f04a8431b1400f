/**
 * The fused conv–ReLU–max-pool block as what it is made of: convolution, ReLU, max pooling, one after the
 * other, each as in its own layer. Here `chosen` holds positions in the convolution's output; the compiled
 * kernels keep their own.
 */
import { size, type FusedBlock, type ConvolutionKernels, type Tensor } from '../../spec'
import { convolve, convolveGradInput, convolveGradWeights } from './convolution'
import { pool, poolGrad } from './pooling'
import { at } from './taps'

type Blocks = Pick<
  ConvolutionKernels,
  'packBlock' | 'convolvePool' | 'convolvePoolGradWeights' | 'convolvePoolGradInput'
>

const zeros = (n: number, like: Tensor): Tensor =>
  like instanceof Float64Array ? new Float64Array(n) : new Float32Array(n)

/** The gradient at the convolution's output. Only winners have one, and behind a ReLU only those above 0. */
function gradBehind(
  y: Tensor,
  dy: Tensor,
  chosen: Tensor,
  { convolution, isRectified, pool: window }: FusedBlock,
): Tensor {
  const behind = zeros(size(convolution.out), y)
  const passing = zeros(y.length, y)
  for (let i = 0; i < y.length; i++) passing[i] = isRectified && !(at(y, i) > 0) ? 0 : at(dy, i)
  poolGrad('max', behind, y, passing, behind, chosen, window)
  return behind
}

export const blocks: Blocks = {
  packBlock() {},
  convolvePool(x, w, b, y, chosen, { convolution, isRectified, pool: window }) {
    const inner = zeros(size(convolution.out), y)
    convolve(x, w, b, inner, convolution)
    if (isRectified) for (let i = 0; i < inner.length; i++) inner[i] = Math.max(at(inner, i), 0)
    pool('max', inner, y, chosen, window)
  },
  convolvePoolGradWeights(x, y, dy, chosen, dw, db, block) {
    convolveGradWeights(x, gradBehind(y, dy, chosen, block), dw, db, block.convolution)
  },
  convolvePoolGradInput(y, dy, chosen, w, dx, block) {
    convolveGradInput(gradBehind(y, dy, chosen, block), w, dx, block.convolution)
  },
}
