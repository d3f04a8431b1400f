// A·dy.
import { madd, splat } from '../../simd'
import { P, P2, P3, Q, Q2, Q3, storePair } from './points'

// A·dy, the transpose of `transformOutput`: m values become n, their polynomial at each point. `from` and
// `to` may be one.
export function transformOutputGradient(
  m: i32,
  n: i32,
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
  bytes: usize,
): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const y0 = v128.load(from + at)
    const y1 = v128.load(from + fromStep + at)
    const y2 = m == 4 ? v128.load(from + 2 * fromStep + at) : splat(0)
    const y3 = m == 4 ? v128.load(from + 3 * fromStep + at) : splat(0)
    const to0 = to + at
    v128.store(to0, y0)
    if (n == 6) {
      storePair(
        to0 + toStep,
        toStep,
        madd(splat(P2), y2, y0),
        madd(splat(P3), y3, f32x4.mul(splat(P), y1)),
        1,
      )
      storePair(
        to0 + 3 * toStep,
        toStep,
        madd(splat(Q2), y2, y0),
        madd(splat(Q3), y3, f32x4.mul(splat(Q), y1)),
        1,
      )
    } else {
      storePair(to0 + toStep, toStep, f32x4.add(y0, y2), f32x4.add(y1, y3), 1)
      if (n == 8) {
        storePair(to0 + 3 * toStep, toStep, madd(splat(4), y2, y0), madd(splat(8), y3, f32x4.add(y1, y1)), 1)
        storePair(
          to0 + 5 * toStep,
          toStep,
          madd(splat(1 / 4.0), y2, y0),
          madd(splat(1 / 8.0), y3, f32x4.mul(splat(1 / 2.0), y1)),
          1,
        )
      }
    }
    v128.store(to0 + <usize>(n - 1) * toStep, m == 4 ? y3 : y1)
  }
}
