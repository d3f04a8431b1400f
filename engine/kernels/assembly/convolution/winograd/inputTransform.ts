// Bᵀ·d. The points alone make Bᵀ, so F(2, 5) and F(4, 3) share it.
import { madd, splat } from '../../simd'
import { P, P2, PRODUCT, Q, Q2, SUM } from './points'

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
