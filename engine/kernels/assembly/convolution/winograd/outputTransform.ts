// Aᵀ·products.
import { madd, splat } from '../../simd'
import { P, P2, P3, Q, Q2, Q3 } from './points'

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
