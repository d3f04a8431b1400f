// What the compiled module offers; engine/kernels/wasm.ts is the only one that calls it.
<<<<<<< HEAD
export { activate, activateGrad, prelu, preluGrad, softmax, softmaxGrad } from './activation'
=======
export { activate, activateGrad } from './activation'
export { blockWindow, convolvePool } from './block'
export { convolvePoolGradInput, convolvePoolGradWeights, packBlockGradient } from './blockGradients'
>>>>>>> work-conv
export { convolve, convolveGradWeights, packConvolution, spreadPixels } from './convolution'
export { dense, denseGradInput, denseGradWeights } from './dense'
export { add, addBias, addNoise, biasGrad, clear, copy, dropoutMask, multiply, scaleChannels } from './elementwise'
export { layerNormalise, layerNormaliseGrad } from './layerNormalisation'
export { binaryCrossEntropy, huber, meanAbsolute, meanSquared, softmaxCrossEntropy } from './loss'
export { combineGrad, combineMoments, fixMoments, normalise, normaliseGrad, settleMoments, summariseGrad, summariseMoments } from './normalisation'
export { packingOf } from './pack'
export { pool, poolGrad, poolingWindow } from './pooling'
export { extractChannels, insertChannels, place, placeGrad } from './shaping'
export { adagradStep, adamStep, decayWeights, lionStep, momentumStep, nesterovStep, rmspropStep, shapeGradient, sumSlots, sumSquares } from './updates'
export { convolutionWindow } from './walk'
