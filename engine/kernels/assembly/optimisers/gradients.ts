// What is done to gradients before the optimiser's step. As in all of optimisers/: elementwise passes over a
// flat range whose length is a multiple of four. Nothing is fused or depends on where a range begins, so any
// split over threads gives the same bits.
import { sign4, splat } from '../simd'

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
