/**
 * The kernels as formulas, in plain loops: the reference that the WebAssembly kernels are compared with, and,
 * in float64, what gradients are checked with. Written to be read; some hundred times slower.
 */
import type { EngineKernels } from '../types'
import { activate, activateGrad, prelu, preluGrad, softmax, softmaxGrad } from './activation'
import * as batchNormalisation from './batchNormalisation'
import { blocks } from './fusedBlock'
import { convolve, convolveGradInput, convolveGradWeights } from './convolution'
import { dense, denseGradInput, denseGradWeights } from './dense'
import { add, addBias, addNoise, biasGrad, copy, dropoutMask, multiply, scaleChannels } from './elementwise'
import { losses } from './loss'
import { layerNormalise, layerNormaliseGrad } from './layerNormalisation'
import { pool, poolGrad } from './pooling'
import { extractChannels, insertChannels, interpolate, interpolateGrad, place, placeGrad } from './shaping'
import { convolveGradWeightsOfAll } from './samples'
import { updates } from './updates'

export const reference: EngineKernels = {
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
  ...batchNormalisation,
  layerNormalise,
  layerNormaliseGrad,
  place,
  placeGrad,
  interpolate,
  interpolateGrad,
  insertChannels,
  extractChannels,
  ...losses,
  ...updates,
}
