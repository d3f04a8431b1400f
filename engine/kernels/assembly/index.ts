// What the compiled module offers; engine/kernels/wasm.ts is the only one that calls it.
export { activate, activateGrad } from './activation'
export { convolutionWindow, convolve, convolveGradInput, convolveGradWeights } from './convolution'
export { dense, denseGradInput, denseGradWeights } from './dense'
export { add, clear, copy, dropoutMask, multiply } from './elementwise'
export { gemm } from './gemm'
export { softmaxCrossEntropy } from './loss'
export { pool, poolGrad, poolingWindow } from './pooling'
export { adamStep, momentumStep, sumSlots } from './updates'
