/**
 * The steps of the optimisers: SGD with momentum (Sutskever et al. 2013, in PyTorch's form), RMSprop
 * (Tieleman and Hinton 2012), Adagrad (Duchi et al. 2011), Adam (Kingma and Ba 2015), Lion (Chen et al.
 * 2023); and what is done to gradients and weights around them. Formulas in kernels/types.ts.
 */
import type { Tensor } from '../../spec'
import type { UpdateKernels } from '../types'
import { clear } from './elementwise'
import { at } from './taps'

function sumSlots(slots: readonly Tensor[]): void {
  const [first, ...others] = slots
  if (first)
    for (const slot of others) for (let i = 0; i < first.length; i++) first[i] = at(first, i) + at(slot, i)
}

function sumSquares(g: Tensor): number {
  let sum = 0
  for (let i = 0; i < g.length; i++) sum += at(g, i) ** 2
  return sum
}

function shapeGradient(g: Tensor, w: Tensor, scale: number, limit: number, l2: number, l1: number): void {
  for (let i = 0; i < w.length; i++)
    g[i] = Math.min(Math.max(scale * at(g, i), -limit), limit) + l2 * at(w, i) + l1 * Math.sign(at(w, i))
}

function decayWeights(w: Tensor, share: number): void {
  for (let i = 0; i < w.length; i++) w[i] = at(w, i) - share * at(w, i)
}

function momentumStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, momentum: number): void {
  for (let i = 0; i < w.length; i++) {
    v[i] = momentum * at(v, i) + scale * at(g, i)
    w[i] = at(w, i) - rate * at(v, i)
  }
}

function nesterovStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, momentum: number): void {
  for (let i = 0; i < w.length; i++) {
    const gradient = scale * at(g, i)
    v[i] = momentum * at(v, i) + gradient
    w[i] = at(w, i) - rate * (gradient + momentum * at(v, i))
  }
}

function rmspropStep(
  w: Tensor,
  g: Tensor,
  v: Tensor,
  scale: number,
  rate: number,
  rho: number,
  epsilon: number,
): void {
  for (let i = 0; i < w.length; i++) {
    const gradient = scale * at(g, i)
    v[i] = rho * at(v, i) + (1 - rho) * gradient * gradient
    w[i] = at(w, i) - (rate * gradient) / (Math.sqrt(at(v, i)) + epsilon)
  }
}

function adagradStep(w: Tensor, g: Tensor, v: Tensor, scale: number, rate: number, epsilon: number): void {
  for (let i = 0; i < w.length; i++) {
    const gradient = scale * at(g, i)
    v[i] = at(v, i) + gradient * gradient
    w[i] = at(w, i) - (rate * gradient) / (Math.sqrt(at(v, i)) + epsilon)
  }
}

function adamStep(
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

function lionStep(
  w: Tensor,
  g: Tensor,
  m: Tensor,
  scale: number,
  rate: number,
  b1: number,
  b2: number,
): void {
  for (let i = 0; i < w.length; i++) {
    const gradient = scale * at(g, i)
    w[i] = at(w, i) - rate * Math.sign(b1 * at(m, i) + (1 - b1) * gradient)
    m[i] = b2 * at(m, i) + (1 - b2) * gradient
  }
}

export const updates: UpdateKernels = {
  clear,
  sumSlots,
  sumSquares,
  shapeGradient,
  decayWeights,
  momentumStep,
  nesterovStep,
  rmspropStep,
  adagradStep,
  adamStep,
  lionStep,
}
