// Lion. 1 − β is taken in float64: 1 − 0.999 in float32 is off by 5·10⁻⁵ of itself.
import { sign4, splat } from '../simd'

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
