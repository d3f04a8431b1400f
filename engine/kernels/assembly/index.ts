// What the compiled module offers; engine/kernels/wasm/index.ts is the only one that calls it.
export { activate, activateGrad, prelu, preluGrad, softmax, softmaxGrad } from './activation'
export { blockWindow, convolvePool, unpool } from './block/block'
export { convolvePoolGradInput, packBlockGradient } from './block/blockInput'
export { convolvePoolGradWeights } from './block/blockWeights'
export { convolve, convolveGradWeights, packConvolution, spreadPixels } from './convolution/convolution'
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
export { interpolate, interpolateGrad } from './interpolation'
export { layerNormalise, layerNormaliseGrad } from './layerNormalisation'
export { binaryCrossEntropy, huber, meanAbsolute, meanSquared, softmaxCrossEntropy } from './loss'
export {
  combineGrad,
  combineMoments,
  fixMoments,
  normalise,
  normaliseGrad,
  settleMoments,
  summariseGrad,
  summariseMoments,
} from './normalisation'
export { weightLayout } from './convolution/pack'
export { pool, poolGrad, poolingWindow } from './pooling'
export { useWide } from './simd'
export { extractChannels, insertChannels, place, placeGrad } from './shaping'
export {
  adagradStep,
  adamStep,
  decayWeights,
  lionStep,
  momentumStep,
  nesterovStep,
  rmspropStep,
  shapeGradient,
  sumSlots,
  sumSquares,
} from './updates'
export { convolutionWindow } from './convolution/walk'
