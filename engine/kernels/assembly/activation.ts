// Activation functions and their slopes, four values at a time; kinds are numbered as in wasm/values.ts.
// The last values, fewer than four, go through the same vector code one by one. The kinds that
// stand in large networks have loops of their own in pairs.ts, and only what those leave comes here.
import { exp4, expm1Below0 } from './mathematics/expLog'
import { gelu4, geluSlope4 } from './mathematics/gelu'
import { sigmoid4, siluSlope4, softplus4, tanh4 } from './mathematics/sigmoid'
import { gelu8, geluGrad8, rectify8, rectifyGrad8, silu8, siluGrad8 } from './pairs'
import { splat } from './simd'

const RELU: i32 = 0
const LEAKY: i32 = 1
const ELU: i32 = 2
const SIGMOID: i32 = 3
const TANH: i32 = 4
const SOFTPLUS: i32 = 5
const GELU: i32 = 7
const SILU: i32 = 8

function value(kind: i32, x: v128, below: v128): v128 {
  if (kind == RELU) return f32x4.pmax(x, splat(0))
  if (kind == LEAKY) return v128.bitselect(f32x4.mul(x, below), x, f32x4.lt(x, splat(0)))
  if (kind == ELU)
    return v128.bitselect(x, f32x4.mul(below, expm1Below0(f32x4.pmin(x, splat(0)))), f32x4.gt(x, splat(0)))
  if (kind == SIGMOID) return sigmoid4(x)
  if (kind == TANH) return tanh4(x)
  if (kind == SOFTPLUS) return softplus4(x)
  if (kind == GELU) return gelu4(x)
  if (kind == SILU) return f32x4.mul(x, sigmoid4(x))
  return x
}

function slope(kind: i32, x: v128, y: v128, below: v128): v128 {
  const one = splat(1)
  const isAbove = f32x4.gt(y, splat(0))
  if (kind == RELU) return v128.and(isAbove, one)
  if (kind == LEAKY) return v128.bitselect(one, below, isAbove)
  if (kind == ELU) return v128.bitselect(one, f32x4.add(y, below), isAbove)
  if (kind == SIGMOID) return f32x4.mul(y, f32x4.sub(one, y))
  if (kind == TANH) return f32x4.sub(one, f32x4.mul(y, y))
  if (kind == SOFTPLUS) return sigmoid4(x)
  if (kind == GELU) return geluSlope4(x, y)
  if (kind == SILU) return siluSlope4(x)
  return one
}

export function activate(kind: i32, x: usize, y: usize, n: i32, below: f32): void {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  const b = splat(below)
  if (kind == RELU || kind == GELU || kind == SILU) {
    const pairs = n & ~7
    if (kind == RELU) rectify8(x, y, pairs)
    else if (kind == GELU) gelu8(x, y, pairs)
    else silu8(x, y, pairs)
    x += (<usize>pairs) << 2
    y += (<usize>pairs) << 2
  }
  for (; x < vectors; x += 16, y += 16) v128.store(y, value(kind, v128.load(x), b))
  for (; x < end; x += 4, y += 4) v128.store32_lane(y, value(kind, v128.load32_splat(x), b), 0)
}

export function activateGrad(kind: i32, x: usize, y: usize, dy: usize, dx: usize, n: i32, below: f32): void {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  const b = splat(below)
  if (kind == RELU || kind == GELU || kind == SILU) {
    const pairs = n & ~7
    const done = (<usize>pairs) << 2
    if (kind == RELU) rectifyGrad8(y, dy, dx, pairs)
    else if (kind == GELU) geluGrad8(x, y, dy, dx, pairs)
    else siluGrad8(x, dy, dx, pairs)
    x += done
    y += done
    dy += done
    dx += done
  }
  for (; x < vectors; x += 16, y += 16, dy += 16, dx += 16)
    v128.store(dx, f32x4.mul(v128.load(dy), slope(kind, v128.load(x), v128.load(y), b)))
  for (; x < end; x += 4, y += 4, dy += 4, dx += 4)
    store<f32>(
      dx,
      load<f32>(dy) * f32x4.extract_lane(slope(kind, v128.load32_splat(x), v128.load32_splat(y), b), 0),
    )
}

// y = e^(x − max) / Σ over every `channels` values. The sum runs value by value, so that it is the same for
// any length.
export function softmax(x: usize, y: usize, n: i32, channels: i32): void {
  const run = (<usize>channels) << 2
  for (const end = x + ((<usize>n) << 2); x < end; x += run, y += run) {
    let largest = load<f32>(x)
    let sum: f32 = 0
    for (let i: usize = 4; i < run; i += 4) largest = max<f32>(largest, load<f32>(x + i))
    let i: usize = 0
    for (; i + 16 <= run; i += 16) v128.store(y + i, exp4(f32x4.sub(v128.load(x + i), splat(largest))))
    for (; i < run; i += 4) v128.store32_lane(y + i, exp4(splat(load<f32>(x + i) - largest)), 0)
    for (i = 0; i < run; i += 4) sum += load<f32>(y + i)
    const share: f32 = <f32>1 / sum
    for (i = 0; i < run; i += 4) store<f32>(y + i, load<f32>(y + i) * share)
  }
}

// dx = y·(dy − Σ dy·y)
export function softmaxGrad(y: usize, dy: usize, dx: usize, n: i32, channels: i32): void {
  const run = (<usize>channels) << 2
  for (const end = y + ((<usize>n) << 2); y < end; y += run, dy += run, dx += run) {
    let sum: f32 = 0
    for (let i: usize = 0; i < run; i += 4) sum += load<f32>(dy + i) * load<f32>(y + i)
    for (let i: usize = 0; i < run; i += 4) store<f32>(dx + i, load<f32>(y + i) * (load<f32>(dy + i) - sum))
  }
}

// Learned slopes below 0, one for each channel.
export function prelu(x: usize, alpha: usize, y: usize, n: i32, channels: i32): void {
  const run = (<usize>channels) << 2
  const vectors = (<usize>(channels >> 2)) << 4
  const zero = splat(0)
  for (const end = x + ((<usize>n) << 2); x < end; x += run, y += run) {
    let i: usize = 0
    for (; i < vectors; i += 16) {
      const value = v128.load(x + i)
      v128.store(y + i, v128.bitselect(f32x4.mul(value, v128.load(alpha + i)), value, f32x4.lt(value, zero)))
    }
    for (; i < run; i += 4)
      store<f32>(y + i, load<f32>(x + i) < 0 ? load<f32>(x + i) * load<f32>(alpha + i) : load<f32>(x + i))
  }
}

// dalpha += Σ dy·x where x ≤ 0; dx = dy or dy·alpha, unless dx is 0.
export function preluGrad(
  x: usize,
  alpha: usize,
  dy: usize,
  dx: usize,
  dalpha: usize,
  n: i32,
  channels: i32,
): void {
  const run = (<usize>channels) << 2
  const vectors = (<usize>(channels >> 2)) << 4
  const zero = splat(0)
  for (const end = x + ((<usize>n) << 2); x < end; x += run, dy += run) {
    let i: usize = 0
    for (; i < vectors; i += 16) {
      const value = v128.load(x + i)
      const slope = v128.load(dy + i)
      const isAbove = f32x4.gt(value, zero)
      v128.store(dalpha + i, f32x4.add(v128.load(dalpha + i), v128.andnot(f32x4.mul(slope, value), isAbove)))
      if (dx) v128.store(dx + i, v128.bitselect(slope, f32x4.mul(slope, v128.load(alpha + i)), isAbove))
    }
    for (; i < run; i += 4) {
      const value = load<f32>(x + i)
      const slope = load<f32>(dy + i)
      if (!(value > 0)) store<f32>(dalpha + i, load<f32>(dalpha + i) + slope * value)
      if (dx) store<f32>(dx + i, value > 0 ? slope : slope * load<f32>(alpha + i))
    }
    if (dx) dx += run
  }
}
