/** SGD with momentum as in Sutskever et al. (2013) in PyTorch's form, Adam as in Kingma and Ba (2015). */
import type { Tensor } from '../../spec'
import { at } from './taps'

export function sumSlots(slots: readonly Tensor[]): void {
  const [first, ...others] = slots
  if (first) for (const slot of others) for (let i = 0; i < first.length; i++) first[i] = at(first, i) + at(slot, i)
}

export function momentumStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, momentum: number): void {
  for (let i = 0; i < w.length; i++) {
    v[i] = momentum * at(v, i) + scale * at(g, i)
    w[i] = at(w, i) - rate * at(v, i)
  }
}

export function adamStep(
  w: Tensor,
  g: Tensor,
  m: Tensor,
  v: Tensor,
  scale: number,
  rate: number,
  b1: number,
  b2: number,
  correction: number,
  epsilon: number,
): void {
  for (let i = 0; i < w.length; i++) {
    const gradient = scale * at(g, i)
    m[i] = b1 * at(m, i) + (1 - b1) * gradient
    v[i] = b2 * at(v, i) + (1 - b2) * gradient * gradient
    w[i] = at(w, i) - (rate * at(m, i)) / (Math.sqrt(at(v, i)) * correction + epsilon)
  }
}
