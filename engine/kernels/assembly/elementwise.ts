// Copies, products and dropout masks. The random numbers are those of engine/random.ts: mix(mix(i + golden) ^ key).
import { splat } from './simd'

export function copy(x: usize, y: usize, n: i32): void {
  memory.copy(y, x, <usize>n << 2)
}

export function clear(x: usize, n: i32): void {
  memory.fill(x, 0, <usize>n << 2)
}

export function multiply(a: usize, b: usize, y: usize, n: i32): void {
  const end = y + (<usize>n << 2), vectors = y + (<usize>(n >> 2) << 4)
  for (; y < vectors; y += 16, a += 16, b += 16) v128.store(y, f32x4.mul(v128.load(a), v128.load(b)))
  for (; y < end; y += 4, a += 4, b += 4) store<f32>(y, load<f32>(a) * load<f32>(b))
}

export function add(a: usize, b: usize, y: usize, n: i32): void {
  const end = y + (<usize>n << 2), vectors = y + (<usize>(n >> 2) << 4)
  for (; y < vectors; y += 16, a += 16, b += 16) v128.store(y, f32x4.add(v128.load(a), v128.load(b)))
  for (; y < end; y += 4, a += 4, b += 4) store<f32>(y, load<f32>(a) + load<f32>(b))
}

// @ts-ignore: decorator
@inline
function mix4(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d))
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b))
  return v128.xor(x, i32x4.shr_u(x, 16))
}

// mask[i] = 0 where the i-th number of stream `key` lies below `threshold` (rate · 2³²), `kept` elsewhere.
export function dropoutMask(mask: usize, n: i32, threshold: u32, kept: f32, key: i32): void {
  const end = mask + (<usize>n << 2), vectors = mask + (<usize>(n >> 2) << 4), limit = i32x4.splat(<i32>threshold), keys = i32x4.splat(key)
  let position = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(0x9e3779b9))
  for (; mask < vectors; mask += 16) {
    v128.store(mask, v128.andnot(splat(kept), i32x4.lt_u(mix4(v128.xor(mix4(position), keys)), limit)))
    position = i32x4.add(position, i32x4.splat(4))
  }
  for (; mask < end; mask += 4) {
    v128.store32_lane(mask, v128.andnot(splat(kept), i32x4.lt_u(mix4(v128.xor(mix4(position), keys)), limit)), 0)
    position = i32x4.add(position, i32x4.splat(1))
  }
}
