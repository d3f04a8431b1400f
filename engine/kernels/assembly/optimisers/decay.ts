// Decoupled weight decay (AdamW).
import { splat } from '../simd'

// w ← w − share·w
export function decayWeights(w: usize, n: i32, share: f32): void {
  const s = splat(share)
  for (const end = w + ((<usize>n) << 2); w < end; w += 16)
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(s, v128.load(w))))
}
