// The gradients of batch normalisation, by moments as moments.ts makes them.
import { splat } from '../simd'

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
