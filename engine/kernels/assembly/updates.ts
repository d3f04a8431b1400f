// Weight updates: elementwise passes over a flat range whose length is a multiple of four.
// Nothing here is fused or depends on where a range begins, so any split over threads gives the same bits.
// Shares such as 1 − β are taken in float64 first: 1 − 0.999 in float32 is off by 5·10⁻⁵ of itself.
import { splat } from './simd'

// The first of `count` slots, `stride` bytes apart, becomes the sum of all, added in order.
export function sumSlots(first: usize, stride: usize, count: i32, n: i32): void {
  for (const end = first + ((<usize>n) << 2); first < end; first += 16) {
    let sum = v128.load(first)
    let slot = first
    for (let i = 1; i < count; i++) {
      slot += stride
      sum = f32x4.add(sum, v128.load(slot))
    }
    v128.store(first, sum)
  }
}

// Σ g² in float64, where the square of a float32 is exact: two sums of two lanes each, then these four in
// order.
export function sumSquares(g: usize, n: i32): f64 {
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  for (const end = g + ((<usize>n) << 2); g < end; g += 16) {
    const a = f64x2.promote_low_f32x4(v128.load(g))
    const b = f64x2.promote_low_f32x4(v128.load64_zero(g + 8))
    low = f64x2.add(low, f64x2.mul(a, a))
    high = f64x2.add(high, f64x2.mul(b, b))
  }
  return (
    f64x2.extract_lane(low, 0) +
    f64x2.extract_lane(low, 1) +
    (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))
  )
}

// −1, 0 or 1; what is not a number stays so.
// @ts-ignore: decorator
@inline
function sign4(x: v128): v128 {
  const one = splat(1)
  const zero = splat(0)
  return v128.bitselect(
    f32x4.sub(v128.and(f32x4.gt(x, zero), one), v128.and(f32x4.lt(x, zero), one)),
    x,
    f32x4.eq(x, x),
  )
}

// g ← clamp(scale·g, −limit, limit) + l2·w + l1·sign(w). pmax and pmin are one instruction each, and keep a
// first operand that is not a number.
export function shapeGradient(g: usize, w: usize, n: i32, scale: f32, limit: f32, l2: f32, l1: f32): void {
  const s = splat(scale)
  const most = splat(limit)
  const least = splat(-limit)
  const two = splat(l2)
  const one = splat(l1)
  for (const end = g + ((<usize>n) << 2); g < end; g += 16, w += 16) {
    const clipped = f32x4.pmin(f32x4.pmax(f32x4.mul(s, v128.load(g)), least), most)
    const weights = v128.load(w)
    v128.store(g, f32x4.add(f32x4.add(clipped, f32x4.mul(two, weights)), f32x4.mul(one, sign4(weights))))
  }
}

// w ← w − share·w
export function decayWeights(w: usize, n: i32, share: f32): void {
  const s = splat(share)
  for (const end = w + ((<usize>n) << 2); w < end; w += 16)
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(s, v128.load(w))))
}

// v ← momentum·v + scale·g; w ← w − rate·v
export function momentumStep(
  w: usize,
  g: usize,
  v: usize,
  n: i32,
  scale: f32,
  rate: f32,
  momentum: f32,
): void {
  const s = splat(scale)
  const r = splat(rate)
  const m = splat(momentum)
  for (const end = w + ((<usize>n) << 2); w < end; w += 16, g += 16, v += 16) {
    const velocity = f32x4.add(f32x4.mul(m, v128.load(v)), f32x4.mul(s, v128.load(g)))
    v128.store(v, velocity)
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(r, velocity)))
  }
}

// With g scaled: v ← momentum·v + g; w ← w − rate·(g + momentum·v)
export function nesterovStep(
  w: usize,
  g: usize,
  v: usize,
  n: i32,
  scale: f32,
  rate: f32,
  momentum: f32,
): void {
  const s = splat(scale)
  const r = splat(rate)
  const m = splat(momentum)
  for (const end = w + ((<usize>n) << 2); w < end; w += 16, g += 16, v += 16) {
    const gradient = f32x4.mul(s, v128.load(g))
    const velocity = f32x4.add(f32x4.mul(m, v128.load(v)), gradient)
    v128.store(v, velocity)
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(r, f32x4.add(gradient, f32x4.mul(m, velocity)))))
  }
}

// With g scaled: v ← rho·v + (1 − rho)·g²; w ← w − rate·g / (√v + epsilon)
export function rmspropStep(
  w: usize,
  g: usize,
  v: usize,
  n: i32,
  scale: f32,
  rate: f32,
  rho: f64,
  epsilon: f32,
): void {
  const s = splat(scale)
  const r = splat(rate)
  const kept = splat(<f32>rho)
  const rest = splat(<f32>(1 - rho))
  const e = splat(epsilon)
  for (const end = w + ((<usize>n) << 2); w < end; w += 16, g += 16, v += 16) {
    const gradient = f32x4.mul(s, v128.load(g))
    const second = f32x4.add(f32x4.mul(kept, v128.load(v)), f32x4.mul(rest, f32x4.mul(gradient, gradient)))
    v128.store(v, second)
    v128.store(
      w,
      f32x4.sub(v128.load(w), f32x4.div(f32x4.mul(r, gradient), f32x4.add(f32x4.sqrt(second), e))),
    )
  }
}

// With g scaled: v ← v + g²; w ← w − rate·g / (√v + epsilon)
export function adagradStep(w: usize, g: usize, v: usize, n: i32, scale: f32, rate: f32, epsilon: f32): void {
  const s = splat(scale)
  const r = splat(rate)
  const e = splat(epsilon)
  for (const end = w + ((<usize>n) << 2); w < end; w += 16, g += 16, v += 16) {
    const gradient = f32x4.mul(s, v128.load(g))
    const second = f32x4.add(v128.load(v), f32x4.mul(gradient, gradient))
    v128.store(v, second)
    v128.store(
      w,
      f32x4.sub(v128.load(w), f32x4.div(f32x4.mul(r, gradient), f32x4.add(f32x4.sqrt(second), e))),
    )
  }
}

// With g scaled: m ← b1·m + (1 − b1)·g; v ← b2·v + (1 − b2)·g²; w ← w − rate·m / (√v·correction + epsilon)
export function adamStep(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  n: i32,
  scale: f32,
  rate: f32,
  b1: f64,
  b2: f64,
  correction: f32,
  epsilon: f32,
): void {
  const s = splat(scale)
  const r = splat(rate)
  const b1s = splat(<f32>b1)
  const b2s = splat(<f32>b2)
  const rest1 = splat(<f32>(1 - b1))
  const rest2 = splat(<f32>(1 - b2))
  const c = splat(correction)
  const e = splat(epsilon)
  for (const end = w + ((<usize>n) << 2); w < end; w += 16, g += 16, m += 16, v += 16) {
    const gradient = f32x4.mul(s, v128.load(g))
    const first = f32x4.add(f32x4.mul(b1s, v128.load(m)), f32x4.mul(rest1, gradient))
    const second = f32x4.add(f32x4.mul(b2s, v128.load(v)), f32x4.mul(rest2, f32x4.mul(gradient, gradient)))
    v128.store(m, first)
    v128.store(v, second)
    const step = f32x4.div(f32x4.mul(r, first), f32x4.add(f32x4.mul(f32x4.sqrt(second), c), e))
    v128.store(w, f32x4.sub(v128.load(w), step))
  }
}

// With g scaled: w ← w − rate·sign(b1·m + (1 − b1)·g); m ← b2·m + (1 − b2)·g
export function lionStep(
  w: usize,
  g: usize,
  m: usize,
  n: i32,
  scale: f32,
  rate: f32,
  b1: f64,
  b2: f64,
): void {
  const s = splat(scale)
  const r = splat(rate)
  const b1s = splat(<f32>b1)
  const b2s = splat(<f32>b2)
  const rest1 = splat(<f32>(1 - b1))
  const rest2 = splat(<f32>(1 - b2))
  for (const end = w + ((<usize>n) << 2); w < end; w += 16, g += 16, m += 16) {
    const gradient = f32x4.mul(s, v128.load(g))
    const mean = v128.load(m)
    const direction = sign4(f32x4.add(f32x4.mul(b1s, mean), f32x4.mul(rest1, gradient)))
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(r, direction)))
    v128.store(m, f32x4.add(f32x4.mul(b2s, mean), f32x4.mul(rest2, gradient)))
  }
}
