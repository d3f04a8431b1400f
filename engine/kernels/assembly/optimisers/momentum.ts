// SGD with momentum, in PyTorch's form.
import { splat } from '../simd'

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
