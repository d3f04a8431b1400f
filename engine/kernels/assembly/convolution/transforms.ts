// The three transforms of Winograd's convolution F(m, r): m outputs of r taps with m + r − 1 multiplications.
// Lavin & Gray, Fast Algorithms for Convolutional Neural Networks (2016); matrices as Toom and Cook's
// interpolation gives them.
// A row of values is taken as a polynomial and evaluated at n = m + r − 1 points, where products are value by
// value; n = 4 takes 0, ±1, ∞; n = 6 takes 0, ±⅝, ±1½, ∞; n = 8 takes 0, ±1, ±2, ±½, ∞. The points alone make
// Bᵀ, so F(2, 5) and F(4, 3) share it. Points ±p share their even and odd halves: results come in pairs e +
// o, e − o. The usual six points are 0, ±1, ±2, ∞; with ours, found among sixteenths, no power is far from 1,
// and rounding halves. Every function takes runs of channels, four at a time: value i at `from + i·fromStep`,
// result i at `to + i·toStep`, in bytes.
import { madd, splat } from '../simd'

// The two finite points of n = 6 beside 0, their powers, and what the values of the taps at 0, P and Q are
// multiplied by: one over the product of the point's distances to the others.
const P: f32 = 0.625
const P2: f32 = 0.390625
const P3: f32 = 0.244140625
const P4: f32 = 0.152587890625
const Q: f32 = 1.5
const Q2: f32 = 2.25
const Q3: f32 = 3.375
const Q4: f32 = 5.0625
const SUM: f32 = 2.640625
const PRODUCT: f32 = 0.87890625 // P² + Q², P²·Q²
const OF_0: f32 = 256 / 225.0
const OF_P: f32 = -2048 / 2975.0
const OF_Q: f32 = 128 / 1071.0

// Bᵀ·d, over runs of `bytes`.
export function transformInput(
  n: i32,
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
  bytes: usize,
): void {
  if (n == 4) input4(from, fromStep, to, toStep, bytes)
  else if (n == 6) input6(from, fromStep, to, toStep, bytes)
  else input8(from, fromStep, to, toStep, bytes)
}

function input4(from: usize, step: usize, to: usize, toStep: usize, bytes: usize): void {
  const from1 = from + step
  const from2 = from1 + step
  const from3 = from2 + step
  const to1 = to + toStep
  const to2 = to1 + toStep
  const to3 = to2 + toStep
  for (let at: usize = 0; at < bytes; at += 16) {
    const d1 = v128.load(from1 + at)
    const d2 = v128.load(from2 + at)
    v128.store(to + at, f32x4.sub(v128.load(from + at), d2))
    v128.store(to1 + at, f32x4.add(d2, d1))
    v128.store(to2 + at, f32x4.sub(d2, d1))
    v128.store(to3 + at, f32x4.sub(v128.load(from3 + at), d1))
  }
}

function input6(from: usize, step: usize, to: usize, toStep: usize, bytes: usize): void {
  const p = splat(P)
  const q = splat(Q)
  const minusP2 = splat(-P2)
  const minusQ2 = splat(-Q2)
  const product = splat(PRODUCT)
  const minusSum = splat(-SUM)
  const from1 = from + step
  const from2 = from1 + step
  const from3 = from2 + step
  const from4 = from3 + step
  const from5 = from4 + step
  const to1 = to + toStep
  const to2 = to1 + toStep
  const to3 = to2 + toStep
  const to4 = to3 + toStep
  const to5 = to4 + toStep
  for (let at: usize = 0; at < bytes; at += 16) {
    const d1 = v128.load(from1 + at)
    const d2 = v128.load(from2 + at)
    const d3 = v128.load(from3 + at)
    const d4 = v128.load(from4 + at)
    v128.store(to + at, madd(minusSum, d2, madd(product, v128.load(from + at), d4)))
    const evenP = madd(minusQ2, d2, d4)
    const oddP = f32x4.mul(p, madd(minusQ2, d1, d3))
    v128.store(to1 + at, f32x4.add(evenP, oddP))
    v128.store(to2 + at, f32x4.sub(evenP, oddP))
    const evenQ = madd(minusP2, d2, d4)
    const oddQ = f32x4.mul(q, madd(minusP2, d1, d3))
    v128.store(to3 + at, f32x4.add(evenQ, oddQ))
    v128.store(to4 + at, f32x4.sub(evenQ, oddQ))
    v128.store(to5 + at, madd(minusSum, d3, madd(product, d1, v128.load(from5 + at))))
  }
}

function input8(from: usize, step: usize, to: usize, toStep: usize, bytes: usize): void {
  const from1 = from + step
  const from2 = from1 + step
  const from3 = from2 + step
  const from4 = from3 + step
  const from5 = from4 + step
  const from6 = from5 + step
  const from7 = from6 + step
  const to1 = to + toStep
  const to2 = to1 + toStep
  const to3 = to2 + toStep
  const to4 = to3 + toStep
  const to5 = to4 + toStep
  const to6 = to5 + toStep
  const to7 = to6 + toStep
  for (let at: usize = 0; at < bytes; at += 16) {
    const d1 = v128.load(from1 + at)
    const d2 = v128.load(from2 + at)
    const d3 = v128.load(from3 + at)
    const d4 = v128.load(from4 + at)
    const d5 = v128.load(from5 + at)
    const d6 = v128.load(from6 + at)
    v128.store(to + at, madd(splat(5.25), f32x4.sub(d4, d2), f32x4.sub(v128.load(from + at), d6)))
    const even1 = madd(splat(-4.25), d4, f32x4.add(d2, d6))
    const odd1 = madd(splat(-4.25), d3, f32x4.add(d1, d5))
    v128.store(to1 + at, f32x4.add(even1, odd1))
    v128.store(to2 + at, f32x4.sub(even1, odd1))
    const even2 = madd(splat(-1.25), d4, madd(splat(0.25), d2, d6))
    const odd2 = madd(splat(-2.5), d3, madd(splat(0.5), d1, f32x4.add(d5, d5)))
    v128.store(to3 + at, f32x4.add(even2, odd2))
    v128.store(to4 + at, f32x4.sub(even2, odd2))
    const evenHalf = madd(splat(-5), d4, madd(splat(4), d2, d6))
    const oddHalf = madd(splat(-2.5), d3, madd(splat(0.5), d5, f32x4.add(d1, d1)))
    v128.store(to5 + at, f32x4.add(evenHalf, oddHalf))
    v128.store(to6 + at, f32x4.sub(evenHalf, oddHalf))
    v128.store(to7 + at, madd(splat(5.25), f32x4.sub(d3, d5), f32x4.sub(v128.load(from7 + at), d1)))
  }
}

// Aᵀ·products plus `bias`, over runs of `bytes`; the bias advances by `biasStep` with each vector.
export function transformOutput(
  m: i32,
  n: i32,
  from: usize,
  step: usize,
  bias: usize,
  biasStep: usize,
  to: usize,
  toStep: usize,
  bytes: usize,
): void {
  if (n == 4) output2of4(from, step, bias, biasStep, to, toStep, bytes)
  else if (n == 8) output4of8(from, step, bias, biasStep, to, toStep, bytes)
  else if (m == 2) output2of6(from, step, bias, biasStep, to, toStep, bytes)
  else output4of6(from, step, bias, biasStep, to, toStep, bytes)
}

function output2of4(
  from: usize,
  step: usize,
  bias: usize,
  biasStep: usize,
  to: usize,
  toStep: usize,
  bytes: usize,
): void {
  const from1 = from + step
  const from2 = from1 + step
  const from3 = from2 + step
  const to1 = to + toStep
  for (let at: usize = 0; at < bytes; at += 16, bias += biasStep) {
    const b = v128.load(bias)
    const p1 = v128.load(from1 + at)
    const p2 = v128.load(from2 + at)
    const p0 = v128.load(from + at)
    const infinite = v128.load(from3 + at)
    v128.store(to + at, f32x4.add(f32x4.add(p0, b), f32x4.add(p1, p2)))
    v128.store(to1 + at, f32x4.add(f32x4.add(infinite, b), f32x4.sub(p1, p2)))
  }
}

function output2of6(
  from: usize,
  step: usize,
  bias: usize,
  biasStep: usize,
  to: usize,
  toStep: usize,
  bytes: usize,
): void {
  const p = splat(P)
  const q = splat(Q)
  const from1 = from + step
  const from2 = from1 + step
  const from3 = from2 + step
  const from4 = from3 + step
  const from5 = from4 + step
  const to1 = to + toStep
  for (let at: usize = 0; at < bytes; at += 16, bias += biasStep) {
    const b = v128.load(bias)
    const p1 = v128.load(from1 + at)
    const m1 = v128.load(from2 + at)
    const p2 = v128.load(from3 + at)
    const m2 = v128.load(from4 + at)
    const p0 = v128.load(from + at)
    const infinite = v128.load(from5 + at)
    v128.store(to + at, f32x4.add(f32x4.add(p0, b), f32x4.add(f32x4.add(p1, m1), f32x4.add(p2, m2))))
    v128.store(to1 + at, madd(q, f32x4.sub(p2, m2), madd(p, f32x4.sub(p1, m1), f32x4.add(infinite, b))))
  }
}

function output4of6(
  from: usize,
  step: usize,
  bias: usize,
  biasStep: usize,
  to: usize,
  toStep: usize,
  bytes: usize,
): void {
  const from1 = from + step
  const from2 = from1 + step
  const from3 = from2 + step
  const from4 = from3 + step
  const from5 = from4 + step
  const to1 = to + toStep
  const to2 = to1 + toStep
  const to3 = to2 + toStep
  const P1 = splat(P)
  const Q1 = splat(Q)
  const PP = splat(P2)
  const QQ = splat(Q2)
  const PPP = splat(P3)
  const QQQ = splat(Q3)
  for (let at: usize = 0; at < bytes; at += 16, bias += biasStep) {
    const b = v128.load(bias)
    const p1 = v128.load(from1 + at)
    const m1 = v128.load(from2 + at)
    const p2 = v128.load(from3 + at)
    const m2 = v128.load(from4 + at)
    const even1 = f32x4.add(p1, m1)
    const odd1 = f32x4.sub(p1, m1)
    const even2 = f32x4.add(p2, m2)
    const odd2 = f32x4.sub(p2, m2)
    const p0 = v128.load(from + at)
    const infinite = v128.load(from5 + at)
    v128.store(to + at, f32x4.add(f32x4.add(p0, b), f32x4.add(even1, even2)))
    v128.store(to1 + at, madd(Q1, odd2, madd(P1, odd1, b)))
    v128.store(to2 + at, madd(QQ, even2, madd(PP, even1, b)))
    v128.store(to3 + at, madd(QQQ, odd2, madd(PPP, odd1, f32x4.add(infinite, b))))
  }
}

function output4of8(
  from: usize,
  step: usize,
  bias: usize,
  biasStep: usize,
  to: usize,
  toStep: usize,
  bytes: usize,
): void {
  const from1 = from + step
  const from2 = from1 + step
  const from3 = from2 + step
  const from4 = from3 + step
  const from5 = from4 + step
  const from6 = from5 + step
  const from7 = from6 + step
  const to1 = to + toStep
  const to2 = to1 + toStep
  const to3 = to2 + toStep
  for (let at: usize = 0; at < bytes; at += 16, bias += biasStep) {
    const p1 = v128.load(from1 + at)
    const m1 = v128.load(from2 + at)
    const even1 = f32x4.add(p1, m1)
    const odd1 = f32x4.sub(p1, m1)
    const p2 = v128.load(from3 + at)
    const m2 = v128.load(from4 + at)
    const even2 = f32x4.add(p2, m2)
    const odd2 = f32x4.sub(p2, m2)
    const ph = v128.load(from5 + at)
    const mh = v128.load(from6 + at)
    const evenHalf = f32x4.add(ph, mh)
    const oddHalf = f32x4.sub(ph, mh)
    const b = v128.load(bias)
    const p0 = v128.load(from + at)
    const infinite = v128.load(from7 + at)
    v128.store(to + at, f32x4.add(f32x4.add(p0, b), f32x4.add(f32x4.add(even1, even2), evenHalf)))
    v128.store(to1 + at, f32x4.add(b, madd(splat(0.5), oddHalf, madd(splat(2), odd2, odd1))))
    v128.store(to2 + at, f32x4.add(b, madd(splat(0.25), evenHalf, madd(splat(4), even2, even1))))
    v128.store(
      to3 + at,
      f32x4.add(f32x4.add(infinite, b), madd(splat(0.125), oddHalf, madd(splat(8), odd2, odd1))),
    )
  }
}

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

// The values at p and −p.
// @ts-ignore: decorator
@inline
function storePair(at: usize, step: usize, even: v128, odd: v128, factor: f32): void {
  v128.store(at, f32x4.mul(f32x4.add(even, odd), splat(factor)))
  v128.store(at + step, f32x4.mul(f32x4.sub(even, odd), splat(factor)))
}

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
