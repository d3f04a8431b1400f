/** The losses and the weight updates, over the exports of assembly/{loss,updates}.ts. */
import type { LossKernel, LossKernels, UpdateKernels } from '../kernels'
import type { Exported } from './exports'

const LOSSES = ['binaryCrossEntropy', 'huber', 'meanAbsolute', 'meanSquared', 'softmaxCrossEntropy'] as const
const UPDATES = [
  'adagradStep',
  'adamStep',
  'clear',
  'decayWeights',
  'lionStep',
  'momentumStep',
  'nesterovStep',
  'rmspropStep',
  'shapeGradient',
  'sumSlots',
  'sumSquares',
] as const
export const NAMES = [...LOSSES, ...UPDATES] as const
type Exports<N extends string> = Readonly<Record<N, Exported>>

export const training = (e: Exports<(typeof NAMES)[number]>): LossKernels & UpdateKernels => ({ ...losses(e), ...updates(e) })

/** The compiled means take weight / n as one number. */
const mean =
  (loss: Exported): LossKernel =>
  (scores, target, weight, p, dscores) =>
    loss(scores.byteOffset, target.byteOffset, p.byteOffset, dscores.byteOffset, scores.length, weight / scores.length)

function losses(e: Exports<(typeof LOSSES)[number]>): LossKernels {
  return {
    softmaxCrossEntropy: (scores, target, weight, p, dscores) =>
      e.softmaxCrossEntropy(scores.byteOffset, target.byteOffset, p.byteOffset, dscores.byteOffset, scores.length, weight),
    binaryCrossEntropy: mean(e.binaryCrossEntropy),
    meanSquared: mean(e.meanSquared),
    meanAbsolute: mean(e.meanAbsolute),
    huber: (scores, target, weight, delta, p, dscores) =>
      e.huber(scores.byteOffset, target.byteOffset, p.byteOffset, dscores.byteOffset, scores.length, weight / scores.length, delta),
  }
}

function updates(e: Exports<(typeof UPDATES)[number]>): UpdateKernels {
  return {
    clear: x => void e.clear(x.byteOffset, x.length),
    sumSlots(slots) {
      const [first, second] = slots
      if (first && second) e.sumSlots(first.byteOffset, second.byteOffset - first.byteOffset, slots.length, first.length)
    },
    sumSquares: g => e.sumSquares(g.byteOffset, g.length),
    shapeGradient: (g, w, scale, limit, l2, l1) => void e.shapeGradient(g.byteOffset, w.byteOffset, w.length, scale, limit, l2, l1),
    decayWeights: (w, share) => void e.decayWeights(w.byteOffset, w.length, share),
    momentumStep: (w, g, v, scale, rate, momentum) => void e.momentumStep(w.byteOffset, g.byteOffset, v.byteOffset, w.length, scale, rate, momentum),
    nesterovStep: (w, g, v, scale, rate, momentum) => void e.nesterovStep(w.byteOffset, g.byteOffset, v.byteOffset, w.length, scale, rate, momentum),
    rmspropStep: (w, g, v, scale, rate, rho, epsilon) =>
      void e.rmspropStep(w.byteOffset, g.byteOffset, v.byteOffset, w.length, scale, rate, rho, epsilon),
    adagradStep: (w, g, v, scale, rate, epsilon) => void e.adagradStep(w.byteOffset, g.byteOffset, v.byteOffset, w.length, scale, rate, epsilon),
    adamStep: (w, g, m, v, scale, rate, b1, b2, correction, epsilon) =>
      void e.adamStep(w.byteOffset, g.byteOffset, m.byteOffset, v.byteOffset, w.length, scale, rate, b1, b2, correction, epsilon),
    lionStep: (w, g, m, scale, rate, b1, b2) => void e.lionStep(w.byteOffset, g.byteOffset, m.byteOffset, w.length, scale, rate, b1, b2),
  }
}
