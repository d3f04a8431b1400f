// Four float32 values at a time: the few operations every other file here is written with.
// `madd` is fused in the relaxed build and two operations in the plain one, so it is used only
// where sums are long; whatever must give the same bits on every machine uses mul and add.

// Whether V8 joins neighbouring vectors into one of 256 bits (kernels/wide.ts): then loops may hold 24 of
// them.
export let isWide: bool = false

export function useWide(on: i32): void {
  isWide = on != 0
}

// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

// @ts-ignore: decorator
@inline
export function splat(a: f32): v128 {
  return f32x4.splat(a)
}

// Runs: `n` values next to each other, vectors first, then the rest one by one.

export function copyRun(to: usize, from: usize, n: i32): void {
  const end = to + ((<usize>n) << 2)
  const vectors = to + ((<usize>(n >> 2)) << 4)
  for (; to < vectors; to += 16, from += 16) v128.store(to, v128.load(from))
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(from))
}

export function zeroRun(to: usize, n: i32): void {
  const end = to + ((<usize>n) << 2)
  const vectors = to + ((<usize>(n >> 2)) << 4)
  const zero = splat(0)
  for (; to < vectors; to += 16) v128.store(to, zero)
  for (; to < end; to += 4) store<f32>(to, 0)
}

// to += from
export function addRun(to: usize, from: usize, n: i32): void {
  const end = to + ((<usize>n) << 2)
  const vectors = to + ((<usize>(n >> 2)) << 4)
  for (; to < vectors; to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
}

// to += from · factor
export function addScaledRun(to: usize, from: usize, factor: f32, n: i32): void {
  const end = to + ((<usize>n) << 2)
  const vectors = to + ((<usize>(n >> 2)) << 4)
  const f = splat(factor)
  for (; to < vectors; to += 16, from += 16)
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), f)))
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from) * factor)
}

// to = to · factor
export function scaleRun(to: usize, factor: f32, n: i32): void {
  const end = to + ((<usize>n) << 2)
  const vectors = to + ((<usize>(n >> 2)) << 4)
  const f = splat(factor)
  for (; to < vectors; to += 16) v128.store(to, f32x4.mul(v128.load(to), f))
  for (; to < end; to += 4) store<f32>(to, load<f32>(to) * factor)
}

// −1, 0 or 1; what is not a number stays so.
// @ts-ignore: decorator
@inline
export function sign4(x: v128): v128 {
  const one = splat(1)
  const zero = splat(0)
  return v128.bitselect(
    f32x4.sub(v128.and(f32x4.gt(x, zero), one), v128.and(f32x4.lt(x, zero), one)),
    x,
    f32x4.eq(x, x),
  )
}

// @ts-ignore: decorator
@inline
export function across(s: v128): f32 {
  return (
    f32x4.extract_lane(s, 0) +
    f32x4.extract_lane(s, 1) +
    (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3))
  )
}
