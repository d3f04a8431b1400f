/** Stand-in until the losses arrive. */
import type { LossKernels } from './kernels/kernels'
import type { Tensor } from './spec'
export type LossKind = 'softmaxCrossEntropy' | 'binaryCrossEntropy' | 'meanSquared' | 'meanAbsolute' | 'huber'
export type LossSettings = { readonly kind: LossKind; readonly smoothing: number; readonly delta: number }
export const LOSSES = {
  evaluate(k: LossKernels, _s: LossSettings, scores: Tensor, target: Tensor, weight: number, prediction: Tensor, dscores: Tensor): number {
    const label = largestOf(target)
    const l = k.softmaxCrossEntropy(scores, label, prediction, dscores)
    for (let i = 0; i < dscores.length; i++) dscores[i] = (dscores[i] as number) * weight
    return l * weight
  },
  fillTarget(_s: LossSettings, target: Tensor, label: number): void {
    for (let i = 0; i < target.length; i++) target[i] = i === label ? 1 : 0
  },
}
/** Position of the largest value; of equals, the first. */
export function largestOf(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i
  return best
}
