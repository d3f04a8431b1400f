// Adam. 1 − β is taken in float64: 1 − 0.999 in float32 is off by 5·10⁻⁵ of itself.
import { splat } from '../simd'

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
