// What the compiled module offers; engine/kernels/wasm/index.ts is the only one that calls it.
export { activate, activateGrad, prelu, preluGrad, softmax, softmaxGrad } from './activation'
export { convolve, convolveGradWeights, packConvolution, spreadPixels } from './convolution/convolution'
export { weightLayout } from './convolution/pack'
export { convolutionWindow } from './convolution/window'
export { dense, denseGradInput, denseGradWeights } from './dense'
export {
  add,
  addBias,
  addNoise,
  biasGrad,
  clear,
  copy,
  dropoutMask,
  multiply,
  scaleChannels,
} from './elementwise'
export { convolvePool } from './fusedBlock/forward'
export { convolvePoolGradInput } from './fusedBlock/inputGradient'
export { packBlockGradient } from './fusedBlock/packGradient'
export { unpool } from './fusedBlock/unpool'
export { convolvePoolGradWeights } from './fusedBlock/weightGradient'
export { blockWindow } from './fusedBlock/window'
export { interpolate, interpolateGrad } from './interpolation'
export { binaryCrossEntropy, huber, meanAbsolute, meanSquared, softmaxCrossEntropy } from './loss'
export { normalise } from './normalisation/forward'
export { combineGrad, normaliseGrad, summariseGrad } from './normalisation/gradient'
export { layerNormalise } from './normalisation/layer'
export { layerNormaliseGrad } from './normalisation/layerGradient'
export { combineMoments, fixMoments, updateRunningMoments, summariseMoments } from './normalisation/moments'
export { adagradStep } from './optimisers/adagrad'
export { adamStep } from './optimisers/adam'
export { decayWeights } from './optimisers/decay'
export { shapeGradient, sumSlots, sumSquares } from './optimisers/gradients'
export { lionStep } from './optimisers/lion'
export { momentumStep } from './optimisers/momentum'
export { nesterovStep } from './optimisers/nesterov'
export { rmspropStep } from './optimisers/rmsprop'
export { pool } from './pooling/forward'
export { poolGrad } from './pooling/gradient'
export { poolingWindow } from './pooling/window'
export { extractChannels, insertChannels, place, placeGrad } from './shaping'
export { useWide } from './simd'
