// Batch normalisation over values [positions][channels]: eight channels at a time stay in registers while the
// loop goes down the positions; the last channels, fewer than eight, go one by one.
// Moments are five rows of `channels` values: mean, 1 / √(variance + ε), mean of dy, mean of dy·x̂, unbiased
// variance. What is summed over samples is summed in float64 and in their order, so by any thread alike.
import { splat, zeroRun } from './simd'

export function summariseMoments(x: usize, summary: usize, positions: i32, channels: i32): void {
  const row = (<usize>channels) << 2
  const end = x + <usize>positions * row
  const share: f32 = 1 / <f32>positions
  let c = 0
  for (; c + 8 <= channels; c += 8, x += 32, summary += 32) {
    means8(x, row, end, share, summary)
    squares8(x, row, end, summary, summary + row)
  }
  for (; c < channels; c++, x += 4, summary += 4) {
    let sum: f32 = 0
    let squares: f32 = 0
    for (let at = x; at < end; at += row) sum += load<f32>(at)
    const mean = sum * share
    for (let at = x; at < end; at += row) squares += (load<f32>(at) - mean) * (load<f32>(at) - mean)
    store<f32>(summary, mean)
    store<f32>(summary + row, squares)
  }
}

function means8(x: usize, row: usize, end: usize, share: f32, to: usize): void {
  let a = splat(0)
  let b = splat(0)
  for (; x < end; x += row) {
    a = f32x4.add(a, v128.load(x))
    b = f32x4.add(b, v128.load(x, 16))
  }
  v128.store(to, f32x4.mul(a, splat(share)))
  v128.store(to, f32x4.mul(b, splat(share)), 16)
}

function squares8(x: usize, row: usize, end: usize, mean: usize, to: usize): void {
  const m = v128.load(mean)
  const n = v128.load(mean, 16)
  let a = splat(0)
  let b = splat(0)
  for (; x < end; x += row) {
    const d = f32x4.sub(v128.load(x), m)
    const e = f32x4.sub(v128.load(x, 16), n)
    a = f32x4.add(a, f32x4.mul(d, d))
    b = f32x4.add(b, f32x4.mul(e, e))
  }
  v128.store(to, a)
  v128.store(to, b, 16)
}

// Two sets of values make one: Chan, Golub and LeVeque 1979, in the form of kernels/truth/normalisation.ts.
export function combineMoments(
  summaries: usize,
  count: i32,
  positions: i32,
  channels: i32,
  epsilon: f64,
  moments: usize,
): void {
  const row = (<usize>channels) << 2
  const n = <f64>count * <f64>positions
  for (let c = 0; c < channels; c++, summaries += 4, moments += 4) {
    let mean: f64 = 0
    let squares: f64 = 0
    for (let i = 0, at = summaries; i < count; i++, at += row << 1) {
      const delta = <f64>load<f32>(at) - mean
      const share = 1 / <f64>(i + 1)
      mean += delta * share
      squares += <f64>load<f32>(at + row) + delta * delta * <f64>positions * <f64>i * share
    }
    store<f32>(moments, <f32>mean)
    store<f32>(moments + row, <f32>(1 / sqrt<f64>(squares / n + epsilon)))
    store<f32>(moments + (row << 2), <f32>(squares / max<f64>(n - 1, 1)))
  }
}

export function fixMoments(mean: usize, variance: usize, channels: i32, epsilon: f64, moments: usize): void {
  const row = (<usize>channels) << 2
  zeroRun(moments + (row << 1), 3 * channels)
  for (let c = 0; c < channels; c++, mean += 4, variance += 4, moments += 4) {
    store<f32>(moments, load<f32>(mean))
    store<f32>(moments + row, <f32>(1 / sqrt<f64>(<f64>load<f32>(variance) + epsilon)))
  }
}

export function normalise(
  x: usize,
  moments: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  positions: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2
  const end = x + <usize>positions * row
  let c = 0
  for (; c + 8 <= channels; c += 8, x += 32, y += 32, moments += 32, gamma += 32, beta += 32)
    normalise8(x, row, end, moments, gamma, beta, y)
  for (; c < channels; c++, x += 4, y += 4, moments += 4, gamma += 4, beta += 4) {
    const mean = load<f32>(moments)
    const scale = load<f32>(moments + row) * load<f32>(gamma)
    const offset = load<f32>(beta)
    for (let at = x, to = y; at < end; at += row, to += row)
      store<f32>(to, (load<f32>(at) - mean) * scale + offset)
  }
}

function normalise8(
  x: usize,
  row: usize,
  end: usize,
  moments: usize,
  gamma: usize,
  beta: usize,
  y: usize,
): void {
  const m = v128.load(moments)
  const n = v128.load(moments, 16)
  const p = v128.load(beta)
  const q = v128.load(beta, 16)
  const s = f32x4.mul(v128.load(moments + row), v128.load(gamma))
  const t = f32x4.mul(v128.load(moments + row, 16), v128.load(gamma, 16))
  for (; x < end; x += row, y += row) {
    v128.store(y, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x), m), s), p))
    v128.store(y, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x, 16), n), t), q), 16)
  }
}

export function summariseGrad(
  x: usize,
  dy: usize,
  moments: usize,
  summary: usize,
  dgamma: usize,
  dbeta: usize,
  positions: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2
  const end = x + <usize>positions * row
  let c = 0
  for (
    ;
    c + 8 <= channels;
    c += 8, x += 32, dy += 32, moments += 32, summary += 32, dgamma += 32, dbeta += 32
  )
    sums8(x, dy, row, end, moments, summary, dgamma, dbeta)
  for (; c < channels; c++, x += 4, dy += 4, moments += 4, summary += 4, dgamma += 4, dbeta += 4) {
    const mean = load<f32>(moments)
    const inverse = load<f32>(moments + row)
    let slopes: f32 = 0
    let products: f32 = 0
    for (let at = x, up = dy; at < end; at += row, up += row) {
      slopes += load<f32>(up)
      products += load<f32>(up) * (load<f32>(at) - mean)
    }
    products *= inverse
    store<f32>(summary, slopes)
    store<f32>(summary + row, products)
    store<f32>(dbeta, load<f32>(dbeta) + slopes)
    store<f32>(dgamma, load<f32>(dgamma) + products)
  }
}

function sums8(
  x: usize,
  dy: usize,
  row: usize,
  end: usize,
  moments: usize,
  summary: usize,
  dgamma: usize,
  dbeta: usize,
): void {
  const m = v128.load(moments)
  const n = v128.load(moments, 16)
  let a = splat(0)
  let b = splat(0)
  let p = splat(0)
  let q = splat(0)
  for (; x < end; x += row, dy += row) {
    const d = v128.load(dy)
    const e = v128.load(dy, 16)
    a = f32x4.add(a, d)
    b = f32x4.add(b, e)
    p = f32x4.add(p, f32x4.mul(d, f32x4.sub(v128.load(x), m)))
    q = f32x4.add(q, f32x4.mul(e, f32x4.sub(v128.load(x, 16), n)))
  }
  p = f32x4.mul(p, v128.load(moments + row))
  q = f32x4.mul(q, v128.load(moments + row, 16))
  v128.store(summary, a)
  v128.store(summary, b, 16)
  v128.store(summary + row, p)
  v128.store(summary + row, q, 16)
  v128.store(dbeta, f32x4.add(v128.load(dbeta), a))
  v128.store(dbeta, f32x4.add(v128.load(dbeta, 16), b), 16)
  v128.store(dgamma, f32x4.add(v128.load(dgamma), p))
  v128.store(dgamma, f32x4.add(v128.load(dgamma, 16), q), 16)
}

// Rows three and four of the moments: the two sums of all samples, divided by the number of values.
export function combineGrad(
  summaries: usize,
  count: i32,
  positions: i32,
  channels: i32,
  moments: usize,
): void {
  const both = (<usize>channels) << 3
  const share = 1 / (<f64>count * <f64>positions)
  moments += both
  for (let c = 0; c < 2 * channels; c++, summaries += 4, moments += 4) {
    let sum: f64 = 0
    for (let i = 0, at = summaries; i < count; i++, at += both) sum += <f64>load<f32>(at)
    store<f32>(moments, <f32>(sum * share))
  }
}

// dx = gamma·inverse·(dy − mean of dy − x̂·mean of dy·x̂), gathered as a·dy + b·(x − mean) + c.
export function normaliseGrad(
  x: usize,
  dy: usize,
  moments: usize,
  gamma: usize,
  dx: usize,
  positions: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2
  const end = x + <usize>positions * row
  let i = 0
  for (; i + 8 <= channels; i += 8, x += 32, dy += 32, dx += 32, moments += 32, gamma += 32)
    grad8(x, dy, row, end, moments, gamma, dx)
  for (; i < channels; i++, x += 4, dy += 4, dx += 4, moments += 4, gamma += 4) {
    const mean = load<f32>(moments)
    const inverse = load<f32>(moments + row)
    const a = load<f32>(gamma) * inverse
    const b = -a * inverse * load<f32>(moments + 3 * row)
    const c = -a * load<f32>(moments + 2 * row)
    for (let at = x, up = dy, to = dx; at < end; at += row, up += row, to += row)
      store<f32>(to, a * load<f32>(up) + b * (load<f32>(at) - mean) + c)
  }
}

function grad8(x: usize, dy: usize, row: usize, end: usize, moments: usize, gamma: usize, dx: usize): void {
  const m = v128.load(moments)
  const n = v128.load(moments, 16)
  const r = v128.load(moments + row)
  const s = v128.load(moments + row, 16)
  const a = f32x4.mul(v128.load(gamma), r)
  const e = f32x4.mul(v128.load(gamma, 16), s)
  const b = f32x4.neg(f32x4.mul(f32x4.mul(a, r), v128.load(moments + 3 * row)))
  const f = f32x4.neg(f32x4.mul(f32x4.mul(e, s), v128.load(moments + 3 * row, 16)))
  const c = f32x4.neg(f32x4.mul(a, v128.load(moments + 2 * row)))
  const g = f32x4.neg(f32x4.mul(e, v128.load(moments + 2 * row, 16)))
  for (; x < end; x += row, dy += row, dx += row) {
    v128.store(
      dx,
      f32x4.add(f32x4.add(f32x4.mul(a, v128.load(dy)), f32x4.mul(b, f32x4.sub(v128.load(x), m))), c),
    )
    v128.store(
      dx,
      f32x4.add(f32x4.add(f32x4.mul(e, v128.load(dy, 16)), f32x4.mul(f, f32x4.sub(v128.load(x, 16), n))), g),
      16,
    )
  }
}

// running ← momentum·running + (1 − momentum)·batch
export function settleMoments(
  moments: usize,
  channels: i32,
  momentum: f32,
  mean: usize,
  variance: usize,
): void {
  const unbiased = moments + ((<usize>channels) << 4)
  const rest: f32 = 1 - momentum
  for (let i: usize = 0; i < (<usize>channels) << 2; i += 4) {
    store<f32>(mean + i, momentum * load<f32>(mean + i) + rest * load<f32>(moments + i))
    store<f32>(variance + i, momentum * load<f32>(variance + i) + rest * load<f32>(unbiased + i))
  }
}
