/**
 * Batch normalisation (Ioffe and Szegedy 2015). Values are `[positions, channels]`, and `moments` are the
 * five rows that spec/kernels/normalisation.ts describes.
 */
import type { Tensor } from '../../spec'
import { at } from './taps'

const MEAN = 0
const INVERSE = 1
const MEAN_DY = 2
const MEAN_DY_X = 3
const VARIANCE = 4
const ROWS = 5

/** x̂ of value i. */
const standard = (x: Tensor, moments: Tensor, i: number): number => {
  const channels = moments.length / ROWS
  const c = i % channels
  return (at(x, i) - at(moments, MEAN * channels + c)) * at(moments, INVERSE * channels + c)
}

export function summariseMoments(x: Tensor, summary: Tensor): void {
  const channels = summary.length / 2
  const positions = x.length / channels
  for (let c = 0; c < channels; c++) {
    let sum = 0
    let squares = 0
    for (let i = c; i < x.length; i += channels) sum += at(x, i)
    for (let i = c; i < x.length; i += channels) squares += (at(x, i) - sum / positions) ** 2
    summary[c] = sum / positions
    summary[channels + c] = squares
  }
}

/**
 * Two sets of a and b values with means m and sums of squares M have together the mean m_a + δ·b / (a + b)
 * and M_a + M_b + δ²·a·b / (a + b), δ = m_b − m_a (Chan, Golub and LeVeque 1979). Here a is i times b.
 */
export function combineMoments(
  summaries: Tensor,
  count: number,
  positions: number,
  epsilon: number,
  moments: Tensor,
): void {
  const channels = moments.length / ROWS
  const n = count * positions
  for (let c = 0; c < channels; c++) {
    let mean = 0
    let squares = 0
    for (let i = 0; i < count; i++) {
      const delta = at(summaries, 2 * i * channels + c) - mean
      mean += delta / (i + 1)
      squares += at(summaries, (2 * i + 1) * channels + c) + (delta * delta * positions * i) / (i + 1)
    }
    moments[MEAN * channels + c] = mean
    moments[INVERSE * channels + c] = 1 / Math.sqrt(squares / n + epsilon)
    moments[VARIANCE * channels + c] = squares / Math.max(n - 1, 1)
  }
}

export function fixMoments(mean: Tensor, variance: Tensor, epsilon: number, moments: Tensor): void {
  moments.fill(0)
  for (let c = 0; c < mean.length; c++) {
    moments[MEAN * mean.length + c] = at(mean, c)
    moments[INVERSE * mean.length + c] = 1 / Math.sqrt(at(variance, c) + epsilon)
  }
}

export function normalise(x: Tensor, moments: Tensor, gamma: Tensor, beta: Tensor, y: Tensor): void {
  for (let i = 0; i < x.length; i++)
    y[i] = standard(x, moments, i) * at(gamma, i % gamma.length) + at(beta, i % beta.length)
}

export function summariseGrad(
  x: Tensor,
  dy: Tensor,
  moments: Tensor,
  summary: Tensor,
  dgamma: Tensor,
  dbeta: Tensor,
): void {
  const channels = dgamma.length
  summary.fill(0)
  for (let i = 0; i < x.length; i++) {
    const c = i % channels
    summary[c] = at(summary, c) + at(dy, i)
    summary[channels + c] = at(summary, channels + c) + at(dy, i) * standard(x, moments, i)
  }
  for (let c = 0; c < channels; c++) {
    dbeta[c] = at(dbeta, c) + at(summary, c)
    dgamma[c] = at(dgamma, c) + at(summary, channels + c)
  }
}

export function combineGrad(summaries: Tensor, count: number, positions: number, moments: Tensor): void {
  const channels = moments.length / ROWS
  for (let c = 0; c < 2 * channels; c++) {
    let sum = 0
    for (let i = 0; i < count; i++) sum += at(summaries, 2 * i * channels + c)
    moments[MEAN_DY * channels + c] = sum / (count * positions)
  }
}

export function normaliseGrad(x: Tensor, dy: Tensor, moments: Tensor, gamma: Tensor, dx: Tensor): void {
  const channels = gamma.length
  for (let i = 0; i < x.length; i++) {
    const c = i % channels
    const rest =
      at(dy, i) -
      at(moments, MEAN_DY * channels + c) -
      standard(x, moments, i) * at(moments, MEAN_DY_X * channels + c)
    dx[i] = at(gamma, c) * at(moments, INVERSE * channels + c) * rest
  }
}

export function updateRunningMoments(
  moments: Tensor,
  momentum: number,
  mean: Tensor,
  variance: Tensor,
): void {
  const channels = mean.length
  for (let c = 0; c < channels; c++) {
    mean[c] = momentum * at(mean, c) + (1 - momentum) * at(moments, MEAN * channels + c)
    variance[c] = momentum * at(variance, c) + (1 - momentum) * at(moments, VARIANCE * channels + c)
  }
}
