/**
 * How gradients become steps. A new optimiser is one entry here, one kernel in each set and one choice in
 * training.ts.
 * An optimiser is an elementwise pass over flat ranges, so threads share it out as they like, and what it
 * remembers beside its `states` follows from the number of steps taken, so a run can be taken up bit for bit.
 */
import type { UpdateKernels } from '../kernels/types'
import type { Tensor } from '../spec'
import type { TrainingSettings } from '../settings/training'

export type Optimiser = {
  /** Before the passes of a step, on every thread alike; `rate` is the scheduled learning rate. */
  beginStep(rate: number): void
  /**
   * `g` is the sum over the batch and is used up; `scale` makes it the mean, and carries the clip of the norm
   * (`clippedScale`). `decays` says whether L1, L2 and decoupled decay apply to this range. `states` begin as
   * zeros. All have one length, a multiple of four. In PyTorch's order: mean, clip of values, + L2·w +
   * L1·sign(w), decoupled decay of w, step.
   */
  update(
    k: UpdateKernels,
    w: Tensor,
    g: Tensor,
    states: readonly Tensor[],
    scale: number,
    decays: boolean,
  ): void
}
/**
 * `start` gives exactly the optimiser that has taken `stepsTaken` steps (none if left out); `states` are kept
 * by the caller.
 */
export type OptimiserDecl = {
  readonly states: number
  start(settings: TrainingSettings, stepsTaken?: number): Optimiser
}

type Step = {
  /** Once before the passes of each step. */
  begin?(): void
  take(k: UpdateKernels, w: Tensor, g: Tensor, states: readonly Tensor[], scale: number, rate: number): void
}
/** How L2 or decay reaches the weights: through the gradient, or beside it (Loshchilov and Hutter 2019). */
type Coupling = 'coupled' | 'decoupled'
const NONE = new Float32Array(0)

/**
 * Puts clipping and decay around an optimiser's own step; where there are none, the step is the only pass.
 */
function around(coupling: Coupling, states: number, make: (s: TrainingSettings) => Step): OptimiserDecl {
  return {
    states,
    start(settings, stepsTaken = 0) {
      const { l1, clipValue } = settings
      const l2 = coupling === 'coupled' ? settings.l2 : 0
      const decay = coupling === 'decoupled' ? settings.decay : 0
      const step = make(settings)
      const limit = clipValue > 0 ? clipValue : Infinity
      let rate = 0
      for (let i = 0; i < stepsTaken; i++) step.begin?.()
      return {
        beginStep(scheduled) {
          rate = scheduled
          step.begin?.()
        },
        update(k, w, g, own, scale, decays) {
          const isShaped = clipValue > 0 || (decays && (l1 > 0 || l2 > 0))
          if (isShaped) k.shapeGradient(g, w, scale, limit, decays ? l2 : 0, decays ? l1 : 0)
          if (decays && decay > 0) k.decayWeights(w, rate * decay)
          step.take(k, w, g, own, isShaped ? 1 : scale, rate)
        },
      }
    },
  }
}

function adam({ beta1, beta2, epsilon }: TrainingSettings): Step {
  // βᵗ by repeated products and not by a power: the same bits on every engine.
  let power1 = 1
  let power2 = 1
  return {
    begin() {
      power1 *= beta1
      power2 *= beta2
    },
    take: (k, w, g, states, scale, rate) =>
      k.adamStep(
        w,
        g,
        states[0] ?? NONE,
        states[1] ?? NONE,
        scale,
        rate / (1 - power1),
        beta1,
        beta2,
        1 / Math.sqrt(1 - power2),
        epsilon,
      ),
  }
}

/**
 * Formulas in kernels/types.ts, sources in kernels/reference/updates.ts, defaults in settings/training.ts: all are
 * PyTorch's but Lion's.
 */
export const OPTIMISERS: Readonly<Record<TrainingSettings['optimiser'], OptimiserDecl>> = {
  sgd: around('coupled', 1, ({ momentum, nesterov }) => ({
    take: (k, w, g, [v = NONE], scale, rate) =>
      nesterov
        ? k.nesterovStep(w, g, v, scale, rate, momentum)
        : k.momentumStep(w, g, v, scale, rate, momentum),
  })),
  rmsprop: around('coupled', 1, ({ rho, epsilon }) => ({
    take: (k, w, g, [v = NONE], scale, rate) => k.rmspropStep(w, g, v, scale, rate, rho, epsilon),
  })),
  adagrad: around('coupled', 1, ({ adagradEpsilon }) => ({
    take: (k, w, g, [v = NONE], scale, rate) => k.adagradStep(w, g, v, scale, rate, adagradEpsilon),
  })),
  adam: around('coupled', 2, adam),
  adamw: around('decoupled', 2, adam),
  lion: around('decoupled', 1, ({ beta1, lionBeta2 }) => ({
    take: (k, w, g, [m = NONE], scale, rate) => k.lionStep(w, g, m, scale, rate, beta1, lionBeta2),
  })),
}

/**
 * `scale`, made smaller where the mean gradient of all weights together is longer than `clipNorm` (0 is off).
 * `sumOfSquares` is Σ g² of the summed gradients: of `sumSquares` over fixed blocks, added in order. As
 * PyTorch's `clip_grad_norm_`: factor clipNorm / (norm + 1e-6), at most 1. A norm that is not a number clips
 * nothing.
 */
export function clippedScale(sumOfSquares: number, scale: number, clipNorm: number): number {
  const factor = clipNorm / (Math.sqrt(sumOfSquares) * scale + 1e-6)
  return clipNorm > 0 && factor < 1 ? scale * factor : scale
}
