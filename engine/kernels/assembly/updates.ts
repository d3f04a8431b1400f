// Weight updates: elementwise passes over a flat range whose length is a multiple of four.
// The one thing to know: nothing here is fused or depends on where a range begins, so any split over threads gives the
// same bits.
import { splat } from './simd'

// The first of `count` slots, `stride` bytes apart, becomes the sum of all, added in order.
export function sumSlots(first: usize, stride: usize, count: i32, n: i32): void {
  for (const end = first + (<usize>n << 2); first < end; first += 16) {
    let sum = v128.load(first), slot = first
    for (let i = 1; i < count; i++) {
      slot += stride
      sum = f32x4.add(sum, v128.load(slot))
    }
    v128.store(first, sum)
  }
}

// v ← momentum·v + scale·g; w ← w − rate·v
export function momentumStep(w: usize, g: usize, v: usize, n: i32, scale: f32, rate: f32, momentum: f32): void {
  const s = splat(scale), r = splat(rate), m = splat(momentum)
  for (const end = w + (<usize>n << 2); w < end; w += 16, g += 16, v += 16) {
    const velocity = f32x4.add(f32x4.mul(m, v128.load(v)), f32x4.mul(s, v128.load(g)))
    v128.store(v, velocity)
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(r, velocity)))
  }
}

// With g scaled: m ← b1·m + (1 − b1)·g; v ← b2·v + (1 − b2)·g²; w ← w − rate·m / (√v·correction + epsilon)
export function adamStep(w: usize, g: usize, m: usize, v: usize, n: i32, scale: f32, rate: f32, b1: f32, b2: f32, correction: f32, epsilon: f32): void {
  const s = splat(scale), r = splat(rate), b1s = splat(b1), b2s = splat(b2), rest1 = splat(1 - b1), rest2 = splat(1 - b2), c = splat(correction), e = splat(epsilon)
  for (const end = w + (<usize>n << 2); w < end; w += 16, g += 16, m += 16, v += 16) {
    const gradient = f32x4.mul(s, v128.load(g))
    const first = f32x4.add(f32x4.mul(b1s, v128.load(m)), f32x4.mul(rest1, gradient))
    const second = f32x4.add(f32x4.mul(b2s, v128.load(v)), f32x4.mul(rest2, f32x4.mul(gradient, gradient)))
    v128.store(m, first)
    v128.store(v, second)
    const step = f32x4.div(f32x4.mul(r, first), f32x4.add(f32x4.mul(f32x4.sqrt(second), c), e))
    v128.store(w, f32x4.sub(v128.load(w), step))
  }
}
