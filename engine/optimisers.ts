/**
 * How gradients become steps. A new optimiser is one entry here, one kernel in each set and one choice in training.ts.
 * The one thing to know: an optimiser is an elementwise pass over flat ranges, so threads share it out as they like.
 */
import type { UpdateKernels } from './kernels/kernels'
import type { Tensor } from './spec'
import type { TrainingSettings } from './training'

export type Optimiser = {
  /** Once before the passes of each step, on every thread alike. */
  beginStep(): void
  /** `g` is the sum over the batch, `scale` 1 / batch; `states` begin as zeros and keep the layout of the weights. */
  update(k: UpdateKernels, w: Tensor, g: Tensor, states: readonly Tensor[], scale: number): void
}
export type OptimiserDecl = { readonly states: number; start(settings: TrainingSettings): Optimiser }

/** Kingma and Ba (2015); the values of the paper, of PyTorch, and but for epsilon of Keras. */
const BETA1 = 0.9,
  BETA2 = 0.999,
  EPSILON = 1e-8
const NONE = new Float32Array(0)

export const OPTIMISERS: Readonly<Record<TrainingSettings['optimiser'], OptimiserDecl>> = {
  sgd: {
    states: 1,
    start: ({ learningRate, momentum }) => ({
      beginStep() {},
      update: (k, w, g, [v = NONE], scale) => k.momentumStep(w, g, v, scale, learningRate, momentum),
    }),
  },
  adam: {
    states: 2,
    start({ learningRate }) {
      // βᵗ by repeated products and not by a power: the same bits on every engine.
      let power1 = 1,
        power2 = 1
      return {
        beginStep() {
          power1 *= BETA1
          power2 *= BETA2
        },
        update: (k, w, g, [m = NONE, v = NONE], scale) =>
          k.adamStep(w, g, m, v, scale, learningRate / (1 - power1), BETA1, BETA2, 1 / Math.sqrt(1 - power2), EPSILON),
      }
    },
  },
}
