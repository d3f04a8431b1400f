/**
 * The kernels as formulas, in plain loops: what the WebAssembly set is held against, and, in float64, what gradients are
 * checked with. The one thing to know: it is written to be read, and is some hundred times slower.
 */
import type { EngineKernels } from './kernels'
import { activate, activateGrad, prelu, preluGrad, softmax, softmaxGrad } from './truth/activation'
import { blocks } from './truth/block'
import { convolve, convolveGradInput, convolveGradWeights } from './truth/convolution'
import { dense, denseGradInput, denseGradWeights } from './truth/dense'
import { add, addBias, addNoise, biasGrad, copy, dropoutMask, multiply, scaleChannels } from './truth/elementwise'
import { losses } from './truth/loss'
import { normalisation } from './truth/normalisation'
import { pool, poolGrad } from './truth/pooling'
import { extractChannels, insertChannels, interpolate, interpolateGrad, place, placeGrad } from './truth/shaping'
import { convolveGradWeightsOfAll } from './truth/samples'
import { updates } from './truth/updates'

export const truth: EngineKernels = {
  packConvolution() {},
  convolve,
  convolveGradWeights,
  convolveGradWeightsOfAll,
  convolveGradInput,
  ...blocks,
  pool,
  poolGrad,
  activate,
  activateGrad,
  softmax,
  softmaxGrad,
  prelu,
  preluGrad,
  dense,
  denseGradWeights,
  denseGradInput,
  dropoutMask,
  addNoise,
  multiply,
  add,
  copy,
  addBias,
  biasGrad,
  scaleChannels,
  ...normalisation,
  place,
  placeGrad,
  interpolate,
  interpolateGrad,
  insertChannels,
  extractChannels,
  ...losses,
  ...updates,
}
