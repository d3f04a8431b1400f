// The tiles of multiply.ts twice as wide: y[p][16 filters] = start[p] + Σ over k of a[p][k] · w[k][16
// filters], two panels at once. The 24 sums are twelve where V8 joins neighbouring vectors into one of 256
// bits, which kernels/wide.ts asks it to; then this makes twice as many products in the same time. Where it
// does not, the panels go one after the other. Each sum is the same, so that which of the two was at work
// does not show in the bits.
import { isWide } from '../../simd'
import { multiply, widthOf } from './multiply'
import { tile4 } from './pair4'
import { tile5 } from './pair5'
import { tile6 } from './pair6'

// The second panel of weights lies `apart` bytes behind the first; all else is as in `multiply`.
export function multiplyTwo(
  places: usize,
  pixels: i32,
  a: usize,
  w: usize,
  apart: usize,
  depth: i32,
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
): void {
  if (!isWide) {
    multiply(places, pixels, a, w, depth, from, fromStep, to, toStep)
    return multiply(places, pixels, a, w + apart, depth, from + 32, fromStep, to + 32, toStep)
  }
  while (pixels > 0) {
    const n = widthOf(pixels)
    if (n == 6) tile6(places, a, w, apart, depth, from, fromStep, to, toStep)
    else if (n == 5) tile5(places, a, w, apart, depth, from, fromStep, to, toStep)
    else tile4(places, n, a, w, apart, depth, from, fromStep, to, toStep)
    places += (<usize>n) << 2
    from += <usize>n * fromStep
    to += <usize>n * toStep
    pixels -= n
  }
}
