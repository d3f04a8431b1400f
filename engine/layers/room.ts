/**
 * How much room the kernels need for a convolution, in values. Pure.
 * The one thing to know: the compiled kernels choose their way of working by the window alone, so that the plan can
 * reserve the room before anything is compiled; kernels/wasm/convolution.ts relies on these sizes.
 */
import { size, type Block, type Window } from '../spec'

const depth = (w: Window): number => w.kernel[0] * w.kernel[1] * w.in[2]

/** The input's windows side by side (im2col), or their gradient, and a turned copy of the weights. */
export const convolutionScratch = (w: Window): number => w.out[0] * w.out[1] * depth(w) + depth(w) * w.out[2]
/** The weights as the passes read them. */
export const convolutionPacked = (_: Window): number => 0

/** The convolution's output and its gradient, and what the convolution itself needs. */
export const blockScratch = ({ convolution }: Block): number => 2 * size(convolution.out) + convolutionScratch(convolution)
export const blockPacked = ({ convolution }: Block): number => convolutionPacked(convolution)
