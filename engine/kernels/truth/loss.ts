/** Softmax and cross-entropy together: p = eˣ / Σeˣ, loss = −ln p[label], ∂loss/∂x = p − [is label]. */
import type { Tensor } from '../../spec'
import { at } from './taps'

/** The largest score is subtracted first: the probabilities stay the same and eˣ cannot overflow. */
export function softmaxCrossEntropy(scores: Tensor, label: number, p: Tensor, dscores: Tensor): number {
  let largest = at(scores, 0),
    sum = 0
  for (let i = 1; i < scores.length; i++) largest = Math.max(largest, at(scores, i))
  for (let i = 0; i < scores.length; i++) sum += Math.exp(at(scores, i) - largest)
  for (let i = 0; i < scores.length; i++) {
    p[i] = Math.exp(at(scores, i) - largest) / sum
    dscores[i] = at(p, i) - (i === label ? 1 : 0)
  }
  return Math.log(sum) - (at(scores, label) - largest)
}
