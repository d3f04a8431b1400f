// Layer normalisation: every run of `width` values by its own mean and variance; `saved` keeps mean and 1 /
// √(variance + ε).
import { across, splat } from '../simd'

function sumOf(x: usize, n: i32): f32 {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  let s = splat(0)
  for (; x < vectors; x += 16) s = f32x4.add(s, v128.load(x))
  let sum = across(s)
  for (; x < end; x += 4) sum += load<f32>(x)
  return sum
}

function squaresOf(x: usize, mean: f32, n: i32): f32 {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  const m = splat(mean)
  let s = splat(0)
  for (; x < vectors; x += 16) {
    const d = f32x4.sub(v128.load(x), m)
    s = f32x4.add(s, f32x4.mul(d, d))
  }
  let sum = across(s)
  for (; x < end; x += 4) sum += (load<f32>(x) - mean) * (load<f32>(x) - mean)
  return sum
}

export function layerNormalise(
  x: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  saved: usize,
  n: i32,
  width: i32,
  epsilon: f32,
): void {
  const run = (<usize>width) << 2
  for (const end = x + ((<usize>n) << 2); x < end; x += run, y += run, saved += 8) {
    const mean = sumOf(x, width) / <f32>width
    const inverse: f32 = <f32>1 / sqrt<f32>(squaresOf(x, mean, width) / <f32>width + epsilon)
    store<f32>(saved, mean)
    store<f32>(saved, inverse, 4)
    normaliseRun(x, gamma, beta, y, mean, inverse, width)
  }
}

function normaliseRun(x: usize, gamma: usize, beta: usize, y: usize, mean: f32, inverse: f32, n: i32): void {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  const m = splat(mean)
  const r = splat(inverse)
  for (; x < vectors; x += 16, gamma += 16, beta += 16, y += 16)
    v128.store(
      y,
      f32x4.add(f32x4.mul(f32x4.mul(f32x4.sub(v128.load(x), m), r), v128.load(gamma)), v128.load(beta)),
    )
  for (; x < end; x += 4, gamma += 4, beta += 4, y += 4)
    store<f32>(y, (load<f32>(x) - mean) * inverse * load<f32>(gamma) + load<f32>(beta))
}
