/**
 * What stands around an optimiser's own step: clipping, L2, L1 and decay. An elementwise pass over flat
 * ranges, so threads share it out as they like, and what is remembered beside the states follows from the
 * number of steps taken, so a run can be taken up bit for bit.
 */
import type { UpdateKernels } from '../kernels/types'
import { optimiserDecl } from '../optimisers'
import type { TrainingSettings } from '../settings/training'
import type { Tensor } from '../spec'

export type OptimiserPass = {
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

/** How many values the chosen optimiser keeps of each weight. */
export const stateCount = ({ optimiser }: TrainingSettings): number => optimiserDecl(optimiser).states.length

/** The pass that has taken `stepsTaken` steps; the states are kept by the caller. */
export function startOptimiser(settings: TrainingSettings, stepsTaken = 0): OptimiserPass {
  const decl = optimiserDecl(settings.optimiser)
  const step = decl.steps(settings as never)
  const { l1, clipValue } = settings
  const l2 = decl.decay === 'coupled' ? settings.l2 : 0
  const decay = decl.decay === 'decoupled' ? settings.decay : 0
  const limit = clipValue > 0 ? clipValue : Infinity
  let rate = 0
  for (let i = 0; i < stepsTaken; i++) step.startStep?.()
  return {
    beginStep(scheduled) {
      rate = scheduled
      step.startStep?.()
    },
    update(k, w, g, states, scale, decays) {
      const isShaped = clipValue > 0 || (decays && (l1 > 0 || l2 > 0))
      if (isShaped) k.shapeGradient(g, w, scale, limit, decays ? l2 : 0, decays ? l1 : 0)
      // Where there is nothing to shape, the step is the only pass.
      if (decays && decay > 0) k.decayWeights(w, rate * decay)
      step.take(k, w, g, states, isShaped ? 1 : scale, rate)
    },
  }
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
