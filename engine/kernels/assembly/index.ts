// What the compiled module offers; engine/kernels/wasm.ts is the only one that calls it.
export { activate, activateGrad } from './activation'
export { convolutionWindow, convolve, convolveGradInput, convolveGradWeights } from './convolution'
export { dense, denseGradInput, denseGradWeights } from './dense'
export { add, clear, copy, dropoutMask, multiply } from './elementwise'
export { gemm } from './gemm'
export { binaryCrossEntropy, huber, meanAbsolute, meanSquared, softmaxCrossEntropy } from './loss'
export { pool, poolGrad, poolingWindow } from './pooling'
export { adagradStep, adamStep, decayWeights, lionStep, momentumStep, nesterovStep, rmspropStep, shapeGradient, sumSlots, sumSquares } from './updates'
