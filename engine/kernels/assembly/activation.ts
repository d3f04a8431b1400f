// Activation functions and their slopes, four values at a time; kinds are numbered as in wasm.ts.
// The one thing to know: the last values, fewer than four, go through the same vector code one by one.
import { expm1Below0, sigmoid4, softplus4, tanh4 } from './mathematics'
import { splat } from './simd'

const RELU: i32 = 0, LEAKY: i32 = 1, ELU: i32 = 2, SIGMOID: i32 = 3, TANH: i32 = 4, SOFTPLUS: i32 = 5
const LEAK: f32 = 0.01

function value(kind: i32, x: v128): v128 {
  if (kind == RELU) return f32x4.max(x, splat(0))
  if (kind == LEAKY) return v128.bitselect(f32x4.mul(x, splat(LEAK)), x, f32x4.lt(x, splat(0)))
  if (kind == ELU) return v128.bitselect(x, expm1Below0(f32x4.min(x, splat(0))), f32x4.gt(x, splat(0)))
  if (kind == SIGMOID) return sigmoid4(x)
  if (kind == TANH) return tanh4(x)
  if (kind == SOFTPLUS) return softplus4(x)
  return x
}

function slope(kind: i32, x: v128, y: v128): v128 {
  const one = splat(1), isAbove = f32x4.gt(x, splat(0))
  if (kind == RELU) return v128.and(isAbove, one)
  if (kind == LEAKY) return v128.bitselect(one, splat(LEAK), isAbove)
  if (kind == ELU) return v128.bitselect(one, f32x4.add(y, one), isAbove)
  if (kind == SIGMOID) return f32x4.mul(y, f32x4.sub(one, y))
  if (kind == TANH) return f32x4.sub(one, f32x4.mul(y, y))
  if (kind == SOFTPLUS) return sigmoid4(x)
  return one
}

export function activate(kind: i32, x: usize, y: usize, n: i32): void {
  const end = x + (<usize>n << 2), vectors = x + (<usize>(n >> 2) << 4)
  if (kind == RELU) for (; x < vectors; x += 16, y += 16) v128.store(y, f32x4.max(v128.load(x), splat(0)))
  for (; x < vectors; x += 16, y += 16) v128.store(y, value(kind, v128.load(x)))
  for (; x < end; x += 4, y += 4) v128.store32_lane(y, value(kind, v128.load32_splat(x)), 0)
}

export function activateGrad(kind: i32, x: usize, y: usize, dy: usize, dx: usize, n: i32): void {
  const end = x + (<usize>n << 2), vectors = x + (<usize>(n >> 2) << 4)
  if (kind == RELU) for (; x < vectors; x += 16, y += 16, dy += 16, dx += 16) v128.store(dx, v128.and(f32x4.gt(v128.load(x), splat(0)), v128.load(dy)))
  for (; x < vectors; x += 16, y += 16, dy += 16, dx += 16) v128.store(dx, f32x4.mul(v128.load(dy), slope(kind, v128.load(x), v128.load(y))))
  for (; x < end; x += 4, y += 4, dy += 4, dx += 4) store<f32>(dx, load<f32>(dy) * f32x4.extract_lane(slope(kind, v128.load32_splat(x), v128.load32_splat(y)), 0))
}
