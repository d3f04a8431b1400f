// Copies, sums and products, dropout masks and noise. The random numbers are those of engine/random.ts:
// mix(mix(i + golden) ^ key).
import { cosineTurn4, exponential4 } from './mathematics/randomNormal'
import { addRun, splat } from './simd'

export function copy(x: usize, y: usize, n: i32): void {
  memory.copy(y, x, (<usize>n) << 2)
}

export function clear(x: usize, n: i32): void {
  memory.fill(x, 0, (<usize>n) << 2)
}

export function multiply(a: usize, b: usize, y: usize, n: i32): void {
  const end = y + ((<usize>n) << 2)
  const vectors = y + ((<usize>(n >> 2)) << 4)
  for (; y < vectors; y += 16, a += 16, b += 16) v128.store(y, f32x4.mul(v128.load(a), v128.load(b)))
  for (; y < end; y += 4, a += 4, b += 4) store<f32>(y, load<f32>(a) * load<f32>(b))
}

export function add(a: usize, b: usize, y: usize, n: i32): void {
  const end = y + ((<usize>n) << 2)
  const vectors = y + ((<usize>(n >> 2)) << 4)
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
  const end = mask + ((<usize>n) << 2)
  const vectors = mask + ((<usize>(n >> 2)) << 4)
  const limit = i32x4.splat(<i32>threshold)
  const keys = i32x4.splat(key)
  let position = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(0x9e3779b9))
  for (; mask < vectors; mask += 16) {
    v128.store(mask, v128.andnot(splat(kept), i32x4.lt_u(mix4(v128.xor(mix4(position), keys)), limit)))
    position = i32x4.add(position, i32x4.splat(4))
  }
  for (; mask < end; mask += 4) {
    v128.store32_lane(
      mask,
      v128.andnot(splat(kept), i32x4.lt_u(mix4(v128.xor(mix4(position), keys)), limit)),
      0,
    )
    position = i32x4.add(position, i32x4.splat(1))
  }
}

// Four standard normal numbers, those of the places 2i and 2i + 1 of the stream: √(−2 ln(1 − u))·cos(2πv).
function normal4(place: v128, keys: v128): v128 {
  const u = mix4(v128.xor(mix4(place), keys))
  const v = mix4(v128.xor(mix4(i32x4.add(place, i32x4.splat(1))), keys))
  const twice = exponential4(u)
  return f32x4.mul(f32x4.sqrt(f32x4.add(twice, twice)), cosineTurn4(v))
}

// y = x + deviation·n, n the normal numbers of stream `key`.
export function addNoise(x: usize, y: usize, n: i32, deviation: f32, key: i32): void {
  const end = x + ((<usize>n) << 2)
  const vectors = x + ((<usize>(n >> 2)) << 4)
  const keys = i32x4.splat(key)
  const d = splat(deviation)
  let place = i32x4.add(i32x4(0, 2, 4, 6), i32x4.splat(0x9e3779b9))
  for (; x < vectors; x += 16, y += 16) {
    v128.store(y, f32x4.add(v128.load(x), f32x4.mul(d, normal4(place, keys))))
    place = i32x4.add(place, i32x4.splat(8))
  }
  for (; x < end; x += 4, y += 4) {
    v128.store32_lane(y, f32x4.add(v128.load32_splat(x), f32x4.mul(d, normal4(place, keys))), 0)
    place = i32x4.add(place, i32x4.splat(2))
  }
}

export function addBias(y: usize, b: usize, n: i32, channels: i32): void {
  for (const end = y + ((<usize>n) << 2); y < end; y += (<usize>channels) << 2) addRun(y, b, channels)
}

export function biasGrad(dy: usize, db: usize, n: i32, channels: i32): void {
  for (const end = dy + ((<usize>n) << 2); dy < end; dy += (<usize>channels) << 2) addRun(db, dy, channels)
}

export function scaleChannels(x: usize, factors: usize, y: usize, n: i32, channels: i32): void {
  const run = (<usize>channels) << 2
  for (const end = y + ((<usize>n) << 2); y < end; x += run, y += run) multiply(x, factors, y, channels)
}
