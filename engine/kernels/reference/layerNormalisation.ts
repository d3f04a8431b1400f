/** Layer normalisation (Ba, Kiros and Hinton 2016). */
import type { Tensor } from '../../spec'
import { at } from './taps'

export function layerNormalise(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  y: Tensor,
  saved: Tensor,
  epsilon: number,
): void {
  const width = gamma.length
  for (let run = 0; run * width < x.length; run++) {
    let sum = 0
    let squares = 0
    for (let i = 0; i < width; i++) sum += at(x, run * width + i)
    const mean = sum / width
    for (let i = 0; i < width; i++) squares += (at(x, run * width + i) - mean) ** 2
    const inverse = 1 / Math.sqrt(squares / width + epsilon)
    for (let i = 0; i < width; i++)
      y[run * width + i] = (at(x, run * width + i) - mean) * inverse * at(gamma, i) + at(beta, i)
    saved[2 * run] = mean
    saved[2 * run + 1] = inverse
  }
}

/**
 * With g = dy·gamma: dx = (g − mean of g − x̂ · mean of g·x̂) / √(variance + ε), the means within the run.
 */
export function layerNormaliseGrad(
  x: Tensor,
  dy: Tensor,
  gamma: Tensor,
  saved: Tensor,
  dx: Tensor | null,
  dgamma: Tensor,
  dbeta: Tensor,
): void {
  const width = gamma.length
  for (let run = 0; run * width < x.length; run++) {
    const inverse = at(saved, 2 * run + 1)
    const hat = (i: number): number => (at(x, run * width + i) - at(saved, 2 * run)) * inverse
    const slope = (i: number): number => at(dy, run * width + i) * at(gamma, i)
    let sum = 0
    let product = 0
    for (let i = 0; i < width; i++) {
      sum += slope(i)
      product += slope(i) * hat(i)
      dbeta[i] = at(dbeta, i) + at(dy, run * width + i)
      dgamma[i] = at(dgamma, i) + at(dy, run * width + i) * hat(i)
    }
    if (dx)
      for (let i = 0; i < width; i++)
        dx[run * width + i] = inverse * (slope(i) - sum / width - (hat(i) * product) / width)
  }
}
