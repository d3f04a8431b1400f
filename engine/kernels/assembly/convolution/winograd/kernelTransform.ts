// G·taps, and its transpose.
import { madd, splat } from '../../simd'
import { OF_0, OF_P, OF_Q, P, P2, P3, P4, Q, Q2, Q3, Q4, storePair } from './points'

// G·taps in place, over runs of `bytes`: `taps` (3 or 5) values become n, each the taps' polynomial at one
// point over the product of that point's distances to the others.
export function transformKernel(n: i32, taps: i32, from: usize, step: usize, bytes: usize): void {
  for (let at = from, end = from + bytes; at < end; at += 16) {
    const w0 = v128.load(at)
    const w1 = v128.load(at + step)
    const w2 = v128.load(at + 2 * step)
    const w3 = taps == 5 ? v128.load(at + 3 * step) : splat(0)
    const w4 = taps == 5 ? v128.load(at + 4 * step) : splat(0)
    if (n == 6) {
      v128.store(at, f32x4.mul(w0, splat(OF_0)))
      storePair(
        at + step,
        step,
        madd(splat(P4), w4, madd(splat(P2), w2, w0)),
        madd(splat(P3), w3, f32x4.mul(splat(P), w1)),
        OF_P,
      )
      storePair(
        at + 3 * step,
        step,
        madd(splat(Q4), w4, madd(splat(Q2), w2, w0)),
        madd(splat(Q3), w3, f32x4.mul(splat(Q), w1)),
        OF_Q,
      )
    } else {
      storePair(
        at + step,
        step,
        f32x4.add(w0, f32x4.add(w2, w4)),
        f32x4.add(w1, w3),
        n == 4 ? 1 / 2.0 : -2 / 9.0,
      )
      if (n == 8) {
        storePair(
          at + 3 * step,
          step,
          madd(splat(16), w4, madd(splat(4), w2, w0)),
          madd(splat(8), w3, f32x4.add(w1, w1)),
          1 / 90.0,
        )
        const even = madd(splat(1 / 16.0), w4, madd(splat(1 / 4.0), w2, w0))
        const odd = madd(splat(1 / 8.0), w3, f32x4.mul(splat(1 / 2.0), w1))
        storePair(at + 5 * step, step, even, odd, 32 / 45.0)
      }
    }
    v128.store(at + <usize>(n - 1) * step, taps == 5 ? w4 : w2)
  }
}

// Gᵀ·du in place, the transpose of `transformKernel`: n values become `taps`.
export function transformKernelGradient(n: i32, taps: i32, from: usize, step: usize, bytes: usize): void {
  if (n == 6) kernelGradient6(taps, from, step, bytes)
  else kernelGradient(n, taps, from, step, bytes)
}

function kernelGradient6(taps: i32, from: usize, step: usize, bytes: usize): void {
  for (let at = from, end = from + bytes; at < end; at += 16) {
    const a = v128.load(at + step)
    const b = v128.load(at + 2 * step)
    const c = v128.load(at + 3 * step)
    const d = v128.load(at + 4 * step)
    const evenP = f32x4.mul(splat(OF_P), f32x4.add(a, b))
    const oddP = f32x4.mul(splat(OF_P), f32x4.sub(a, b))
    const evenQ = f32x4.mul(splat(OF_Q), f32x4.add(c, d))
    const oddQ = f32x4.mul(splat(OF_Q), f32x4.sub(c, d))
    const infinite = v128.load(at + 5 * step)
    const w2 = madd(splat(Q2), evenQ, f32x4.mul(splat(P2), evenP))
    v128.store(at, madd(splat(OF_0), v128.load(at), f32x4.add(evenP, evenQ)))
    v128.store(at + step, madd(splat(Q), oddQ, f32x4.mul(splat(P), oddP)))
    v128.store(at + 2 * step, taps == 3 ? f32x4.add(w2, infinite) : w2)
    if (taps == 5) {
      v128.store(at + 3 * step, madd(splat(Q3), oddQ, f32x4.mul(splat(P3), oddP)))
      v128.store(at + 4 * step, madd(splat(Q4), evenQ, madd(splat(P4), evenP, infinite)))
    }
  }
}

// n = 4 or 8.
function kernelGradient(n: i32, taps: i32, from: usize, step: usize, bytes: usize): void {
  for (let at = from, end = from + bytes; at < end; at += 16) {
    const a = v128.load(at + step)
    const b = v128.load(at + 2 * step)
    const infinite = v128.load(at + <usize>(n - 1) * step)
    const factor = splat(n == 4 ? 1 / 2.0 : -2 / 9.0)
    const even1 = f32x4.mul(factor, f32x4.add(a, b))
    const odd1 = f32x4.mul(factor, f32x4.sub(a, b))
    let even2 = splat(0)
    let odd2 = even2
    let evenHalf = even2
    let oddHalf = even2
    if (n == 8) {
      const c = v128.load(at + 3 * step)
      const d = v128.load(at + 4 * step)
      const of2 = splat(1 / 90.0)
      even2 = f32x4.mul(of2, f32x4.add(c, d))
      odd2 = f32x4.mul(of2, f32x4.sub(c, d))
      const e = v128.load(at + 5 * step)
      const f = v128.load(at + 6 * step)
      const ofHalf = splat(32 / 45.0)
      evenHalf = f32x4.mul(ofHalf, f32x4.add(e, f))
      oddHalf = f32x4.mul(ofHalf, f32x4.sub(e, f))
    }
    v128.store(at, f32x4.add(f32x4.add(v128.load(at), even1), f32x4.add(even2, evenHalf)))
    v128.store(at + step, madd(splat(1 / 2.0), oddHalf, madd(splat(2), odd2, odd1)))
    const w2 = madd(splat(1 / 4.0), evenHalf, madd(splat(4), even2, even1))
    v128.store(at + 2 * step, taps == 3 ? f32x4.add(w2, infinite) : w2)
    if (taps == 5) {
      v128.store(at + 3 * step, madd(splat(1 / 8.0), oddHalf, madd(splat(8), odd2, odd1)))
      v128.store(
        at + 4 * step,
        f32x4.add(infinite, madd(splat(1 / 16.0), evenHalf, madd(splat(16), even2, even1))),
      )
    }
  }
}
