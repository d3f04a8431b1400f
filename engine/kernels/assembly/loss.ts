// The losses of one sample: its value times `weight`, the answer `p` and the slopes `dx`. `dx` may be
// `target`.
// The scores are few, so they are taken one by one and in order; sums of values are float64.
import { exp4, log1p4, log4 } from './mathematics/expLog'
import { sigmoid4 } from './mathematics/sigmoid'
import { scaleRun, splat } from './simd'

// p = e^(x − max) / Σ, loss = Σ t·(ln Σ − (x − max)), dx = weight·(p − t).
export function softmaxCrossEntropy(x: usize, target: usize, p: usize, dx: usize, n: i32, weight: f32): f32 {
  let largest = load<f32>(x)
  let sum: f32 = 0
  let loss: f32 = 0
  for (let i = 1; i < n; i++) largest = max<f32>(largest, load<f32>(x + ((<usize>i) << 2)))
  for (let i = 0; i < n; i++) {
    const e = f32x4.extract_lane(exp4(splat(load<f32>(x + ((<usize>i) << 2)) - largest)), 0)
    store<f32>(p + ((<usize>i) << 2), e)
    sum += e
  }
  scaleRun(p, 1 / sum, n)
  const logarithm = f32x4.extract_lane(log4(splat(sum)), 0)
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 2
    const t = load<f32>(target + at)
    if (t != 0) loss += t * (logarithm - (load<f32>(x + at) - largest))
    store<f32>(dx + at, weight * (load<f32>(p + at) - t))
  }
  return weight * loss
}

// p = sigmoid(x), loss = mean(max(x, 0) − x·t + ln(1 + e^−|x|)), dx = share·(p − t), where share = weight /
// n.
export function binaryCrossEntropy(x: usize, target: usize, p: usize, dx: usize, n: i32, share: f32): f64 {
  let sum: f64 = 0
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 2
    const score = load<f32>(x + at)
    const t = load<f32>(target + at)
    const rest = f32x4.extract_lane(log1p4(exp4(splat(-abs<f32>(score)))), 0)
    sum += <f64>(max<f32>(score, 0) - score * t + rest)
    const answer = f32x4.extract_lane(sigmoid4(splat(score)), 0)
    store<f32>(p + at, answer)
    store<f32>(dx + at, share * (answer - t))
  }
  return <f64>share * sum
}

// loss = mean((x − t)²), dx = share·2·(x − t).
export function meanSquared(x: usize, target: usize, p: usize, dx: usize, n: i32, share: f32): f64 {
  let sum: f64 = 0
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 2
    const score = load<f32>(x + at)
    const d = score - load<f32>(target + at)
    sum += <f64>d * <f64>d
    store<f32>(p + at, score)
    store<f32>(dx + at, share * (2 * d))
  }
  return <f64>share * sum
}

// loss = mean|x − t|, dx = share·sign(x − t); a difference that is not a number keeps itself as its sign.
export function meanAbsolute(x: usize, target: usize, p: usize, dx: usize, n: i32, share: f32): f64 {
  let sum: f64 = 0
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 2
    const score = load<f32>(x + at)
    const d = score - load<f32>(target + at)
    sum += <f64>abs<f32>(d)
    store<f32>(p + at, score)
    store<f32>(dx + at, share * (d > 0 ? <f32>1 : d < 0 ? <f32>-1 : d))
  }
  return <f64>share * sum
}

// loss = mean of d² / 2 up to |d| = delta and of delta·(|d| − delta / 2) beyond, dx = share·d, at most
// ±delta.
export function huber(x: usize, target: usize, p: usize, dx: usize, n: i32, share: f32, delta: f32): f64 {
  let sum: f64 = 0
  for (let i = 0; i < n; i++) {
    const at = (<usize>i) << 2
    const score = load<f32>(x + at)
    const d = score - load<f32>(target + at)
    const far = abs<f32>(d)
    sum += far <= delta ? <f64>d * <f64>d * 0.5 : <f64>delta * (<f64>far - <f64>delta * 0.5)
    store<f32>(p + at, score)
    store<f32>(dx + at, share * min<f32>(max<f32>(d, -delta), delta))
  }
  return <f64>share * sum
}
