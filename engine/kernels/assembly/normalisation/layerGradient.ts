// The gradients of layer normalisation. Gamma and beta have one value for each place of a run, so theirs grow
// run by run.
import { across, splat } from '../simd'

export function layerNormaliseGrad(
  x: usize,
  dy: usize,
  gamma: usize,
  saved: usize,
  dx: usize,
  dgamma: usize,
  dbeta: usize,
  n: i32,
  width: i32,
): void {
  const run = (<usize>width) << 2
  const share: f32 = 1 / <f32>width
  for (const end = x + ((<usize>n) << 2); x < end; x += run, dy += run, saved += 8) {
    const mean = load<f32>(saved)
    const inverse = load<f32>(saved, 4)
    gradRun(x, dy, gamma, dgamma, dbeta, mean, inverse, width)
    if (dx) {
      inputRun(x, dy, gamma, dx, mean, inverse, share, width)
      dx += run
    }
  }
}

// What gradRun found: Σ g and Σ g·x̂ with g = dy·gamma.
let slopes: f32 = 0
let products: f32 = 0

function gradRun(
  x: usize,
  dy: usize,
  gamma: usize,
  dgamma: usize,
  dbeta: usize,
  mean: f32,
  inverse: f32,
  n: i32,
): void {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  const m = splat(mean)
  const r = splat(inverse)
  let s = splat(0)
  let p = splat(0)
  for (; x < vectors; x += 16, dy += 16, gamma += 16, dgamma += 16, dbeta += 16) {
    const d = v128.load(dy)
    const g = f32x4.mul(d, v128.load(gamma))
    const hat = f32x4.mul(f32x4.sub(v128.load(x), m), r)
    s = f32x4.add(s, g)
    p = f32x4.add(p, f32x4.mul(g, hat))
    v128.store(dbeta, f32x4.add(v128.load(dbeta), d))
    v128.store(dgamma, f32x4.add(v128.load(dgamma), f32x4.mul(d, hat)))
  }
  slopes = across(s)
  products = across(p)
  for (; x < end; x += 4, dy += 4, gamma += 4, dgamma += 4, dbeta += 4) {
    const d = load<f32>(dy)
    const g = d * load<f32>(gamma)
    const hat = (load<f32>(x) - mean) * inverse
    slopes += g
    products += g * hat
    store<f32>(dbeta, load<f32>(dbeta) + d)
    store<f32>(dgamma, load<f32>(dgamma) + d * hat)
  }
}

// dx = (g − Σg / n − x̂·Σ(g·x̂) / n)·inverse
function inputRun(
  x: usize,
  dy: usize,
  gamma: usize,
  dx: usize,
  mean: f32,
  inverse: f32,
  share: f32,
  n: i32,
): void {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  const g0 = slopes * share
  const g1 = products * share * inverse
  const m = splat(mean)
  const r = splat(inverse)
  const s = splat(g0)
  const p = splat(g1)
  for (; x < vectors; x += 16, dy += 16, gamma += 16, dx += 16) {
    const g = f32x4.sub(f32x4.mul(v128.load(dy), v128.load(gamma)), s)
    v128.store(dx, f32x4.mul(f32x4.sub(g, f32x4.mul(f32x4.sub(v128.load(x), m), p)), r))
  }
  for (; x < end; x += 4, dy += 4, gamma += 4, dx += 4)
    store<f32>(dx, (load<f32>(dy) * load<f32>(gamma) - g0 - (load<f32>(x) - mean) * g1) * inverse)
}
