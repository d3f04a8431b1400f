/** The losses and the weight updates, over the exports of assembly/loss.ts and assembly/optimisers. */
import type { LossKernel, LossKernels, UpdateKernels } from '../types'
import type { Address } from './address'
import type { KernelExports } from './generated/exports'

export const training = (e: KernelExports, address: Address): LossKernels & UpdateKernels => ({
  ...losses(e, address),
  ...gradients(e, address),
  ...steps(e, address),
})

/** The compiled means take weight / n as one number. */
const mean =
  (loss: KernelExports['meanSquared'], address: Address): LossKernel =>
  (scores, target, weight, p, dscores) =>
    loss(
      address(scores),
      address(target),
      address(p),
      address(dscores),
      scores.length,
      weight / scores.length,
    )

function losses(e: KernelExports, address: Address): LossKernels {
  return {
    softmaxCrossEntropy: (scores, target, weight, p, dscores) =>
      e.softmaxCrossEntropy(
        address(scores),
        address(target),
        address(p),
        address(dscores),
        scores.length,
        weight,
      ),
    binaryCrossEntropy: mean(e.binaryCrossEntropy, address),
    meanSquared: mean(e.meanSquared, address),
    meanAbsolute: mean(e.meanAbsolute, address),
    huber: (scores, target, weight, delta, p, dscores) =>
      e.huber(
        address(scores),
        address(target),
        address(p),
        address(dscores),
        scores.length,
        weight / scores.length,
        delta,
      ),
  }
}

/** What a step is made of. */
type StepKernels = Pick<UpdateKernels, Extract<keyof UpdateKernels, `${string}Step`>>

/** What is done to gradients and weights besides. */
function gradients(e: KernelExports, address: Address): Omit<UpdateKernels, keyof StepKernels> {
  return {
    clear: x => e.clear(address(x), x.length),
    sumSlots(slots) {
      const first = slots[0] // taking an array apart would make an iterator
      const second = slots[1]
      if (first && second)
        e.sumSlots(address(first), address(second) - address(first), slots.length, first.length)
    },
    sumSquares: g => e.sumSquares(address(g), g.length),
    shapeGradient: (g, w, scale, limit, l2, l1) =>
      e.shapeGradient(address(g), address(w), w.length, scale, limit, l2, l1),
    decayWeights: (w, share) => e.decayWeights(address(w), w.length, share),
  }
}

function steps(e: KernelExports, address: Address): StepKernels {
  return {
    momentumStep: (w, g, v, scale, rate, momentum) =>
      e.momentumStep(address(w), address(g), address(v), w.length, scale, rate, momentum),
    nesterovStep: (w, g, v, scale, rate, momentum) =>
      e.nesterovStep(address(w), address(g), address(v), w.length, scale, rate, momentum),
    rmspropStep: (w, g, v, scale, rate, rho, epsilon) =>
      e.rmspropStep(address(w), address(g), address(v), w.length, scale, rate, rho, epsilon),
    adagradStep: (w, g, v, scale, rate, epsilon) =>
      e.adagradStep(address(w), address(g), address(v), w.length, scale, rate, epsilon),
    adamStep: (w, g, m, v, scale, rate, b1, b2, correction, epsilon) =>
      e.adamStep(
        address(w),
        address(g),
        address(m),
        address(v),
        w.length,
        scale,
        rate,
        b1,
        b2,
        correction,
        epsilon,
      ),
    lionStep: (w, g, m, scale, rate, b1, b2) =>
      e.lionStep(address(w), address(g), address(m), w.length, scale, rate, b1, b2),
  }
}
