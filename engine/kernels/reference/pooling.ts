/**
 * Pooling: max(x), Σx, √Σx², one of every N, and the average as in Keras. Padding never wins a
 * maximum and is no value: a sum takes it as zero, an average divides by the real values alone, and “one of
 * every N” takes the first real value of the window. Of equal maxima the first wins.
 */
import type { PoolingKind, Tensor, Window } from '../../spec'
import { at, eachTap } from './taps'

/** How many real values each window of an output pixel covers. */
function realTaps(window: Window): number[] {
  const counts = Array.from({ length: window.out[0] * window.out[1] }, () => 0)
  eachTap(window, pixel => {
    counts[pixel] = at(counts, pixel) + 1
  })
  return counts
}

export function pool(kind: PoolingKind, x: Tensor, y: Tensor, chosen: Tensor, window: Window): void {
  const channels = window.in[2]
  const counts = realTaps(window)
  y.fill(0)
  if (kind === 'max' || kind === 'everyNth') chosen.fill(-1)
  eachTap(window, (pixel, _tap, place) => {
    for (let c = 0; c < channels; c++) {
      const from = place * channels + c
      const to = pixel * channels + c
      const value = at(x, from)
      if (kind === 'max' || kind === 'everyNth') {
        if (at(chosen, to) >= 0 && !(kind === 'max' && value > at(y, to))) continue
        y[to] = value
        chosen[to] = from
      } else y[to] = at(y, to) + (kind === 'squareSum' ? value * value : value)
    }
  })
  if (kind === 'squareSum') for (let i = 0; i < y.length; i++) y[i] = Math.sqrt(at(y, i))
  if (kind === 'average')
    for (let i = 0; i < y.length; i++) y[i] = at(y, i) / at(counts, Math.floor(i / channels))
}

/**
 * The winner alone has a slope of 1; in a sum every value has 1, in an average 1 / n, and ∂√Σx²/∂x = x / y.
 * Where y = √Σx² is 0 the slope is taken as 0: every x of the window is 0 there, and the cone has no slope at
 * its tip.
 */
export function poolGrad(
  kind: PoolingKind,
  x: Tensor,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  chosen: Tensor,
  window: Window,
): void {
  const channels = window.in[2]
  const counts = realTaps(window)
  dx.fill(0)
  eachTap(window, (pixel, _tap, place) => {
    for (let c = 0; c < channels; c++) {
      const from = place * channels + c
      const to = pixel * channels + c
      dx[from] = at(dx, from) + at(dy, to) * slope(from, to, at(counts, pixel))
    }
  })
  function slope(from: number, to: number, count: number): number {
    switch (kind) {
      case 'max':
      case 'everyNth':
        return at(chosen, to) === from ? 1 : 0
      case 'sum':
        return 1
      case 'average':
        return 1 / count
      case 'squareSum':
        return at(y, to) === 0 ? 0 : at(x, from) / at(y, to)
    }
  }
}
