/**
 * The kernels as formulas, in plain loops: what the WebAssembly set is held against, and, in float64, what gradients are
 * checked with. The one thing to know: it is written to be read, and is some hundred times slower.
 */
import type { EngineKernels } from './kernels'
import { activate, activateGrad } from './truth/activation'
import { blocks } from './truth/block'
import { convolve, convolveGradInput, convolveGradWeights } from './truth/convolution'
import { dense, denseGradInput, denseGradWeights } from './truth/dense'
import { add, copy, dropoutMask, multiply } from './truth/elementwise'
import { losses } from './truth/loss'
import { pool, poolGrad } from './truth/pooling'
import { updates } from './truth/updates'

export const truth: EngineKernels = {
  packConvolution() {},
  convolve,
  convolveGradWeights,
  convolveGradInput,
  ...blocks,
  pool,
  poolGrad,
  activate,
  activateGrad,
  dense,
  denseGradWeights,
  denseGradInput,
  dropoutMask,
  multiply,
  add,
  copy,
  ...losses,
  ...updates,
}
