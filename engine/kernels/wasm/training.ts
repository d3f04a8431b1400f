/** The loss and the weight updates, over the exports of assembly/{loss,updates}.ts. */
import type { LossKernels, UpdateKernels } from '../kernels'
import type { Exported } from './exports'

export const NAMES = ['adamStep', 'clear', 'momentumStep', 'softmaxCrossEntropy', 'sumSlots'] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>

export function training(e: NamedExports): LossKernels & UpdateKernels {
  return {
    softmaxCrossEntropy: (scores, label, p, dscores) =>
      e.softmaxCrossEntropy(scores.byteOffset, label, p.byteOffset, dscores.byteOffset, scores.length),
    clear: x => void e.clear(x.byteOffset, x.length),
    sumSlots(slots) {
      const [first, second] = slots
      if (first && second) e.sumSlots(first.byteOffset, second.byteOffset - first.byteOffset, slots.length, first.length)
    },
    momentumStep: (w, g, v, scale, rate, momentum) => void e.momentumStep(w.byteOffset, g.byteOffset, v.byteOffset, w.length, scale, rate, momentum),
    adamStep: (w, g, m, v, scale, rate, b1, b2, correction, epsilon) =>
      void e.adamStep(w.byteOffset, g.byteOffset, m.byteOffset, v.byteOffset, w.length, scale, rate, b1, b2, correction, epsilon),
  }
}
