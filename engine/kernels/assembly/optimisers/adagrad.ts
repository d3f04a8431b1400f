// Adagrad.
import { splat } from '../simd'

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
