// Dense layers with 4 to 12 outputs, as most classifiers end with: a whole row of w stays in three vectors,
// the first four values, the last four, and four between, which overlap where there are fewer than twelve.
import { madd } from './simd'

// Where the vector between and the last one begin, in bytes from the row's start.
// @ts-ignore: decorator
@inline
function betweenPlace(outputs: i32): usize {
  return (<usize>min(4, outputs - 4)) << 2
}
// @ts-ignore: decorator
@inline
function lastPlace(outputs: i32): usize {
  return (<usize>(outputs - 4)) << 2
}

// Even and odd rows have sums of their own, because a sum must wait four cycles for itself.
export function denseNarrow(x: usize, w: usize, y: usize, inputs: i32, outputs: i32): void {
  const row = (<usize>outputs) << 2
  const between = betweenPlace(outputs)
  const last = lastPlace(outputs)
  const end = x + ((<usize>inputs) << 2)
  let a = v128.load(y)
  let b = v128.load(y + between)
  let c = v128.load(y + last)
  let a1 = f32x4.splat(0)
  let b1 = a1
  let c1 = a1
  for (; x + 8 <= end; x += 8) {
    let value = v128.load32_splat(x)
    a = madd(value, v128.load(w), a)
    b = madd(value, v128.load(w + between), b)
    c = madd(value, v128.load(w + last), c)
    w += row
    value = v128.load32_splat(x, 4)
    a1 = madd(value, v128.load(w), a1)
    b1 = madd(value, v128.load(w + between), b1)
    c1 = madd(value, v128.load(w + last), c1)
    w += row
  }
  if (x < end) {
    const value = v128.load32_splat(x)
    a = madd(value, v128.load(w), a)
    b = madd(value, v128.load(w + between), b)
    c = madd(value, v128.load(w + last), c)
  }
  v128.store(y, f32x4.add(a, a1))
  v128.store(y + between, f32x4.add(b, b1))
  v128.store(y + last, f32x4.add(c, c1))
}

// All three are loaded before any is stored: where they overlap, the same sum is stored twice.
export function gradWeightsNarrow(x: usize, end: usize, dy: usize, dw: usize, outputs: i32): void {
  const row = (<usize>outputs) << 2
  const between = betweenPlace(outputs)
  const last = lastPlace(outputs)
  const dyA = v128.load(dy)
  const dyB = v128.load(dy + between)
  const dyC = v128.load(dy + last)
  for (; x < end; x += 4, dw += row) {
    const value = v128.load32_splat(x)
    const a = madd(value, dyA, v128.load(dw))
    const b = madd(value, dyB, v128.load(dw + between))
    const c = madd(value, dyC, v128.load(dw + last))
    v128.store(dw, a)
    v128.store(dw + between, b)
    v128.store(dw + last, c)
  }
}

// Four rows at a time, whose sums are then turned so that the lanes can be added up. Returns how many rows it
// made.
export function gradInputNarrow(dy: usize, w: usize, dx: usize, inputs: i32, outputs: i32): i32 {
  const row = (<usize>outputs) << 2
  const between = betweenPlace(outputs)
  const last = lastPlace(outputs)
  const lanes = i32x4(0, 1, 2, 3)
  // Outputs that the vectors before had already count as 0.
  const dyA = v128.load(dy)
  const dyB = v128.and(v128.load(dy + between), i32x4.ge_s(lanes, i32x4.splat(8 - min(8, outputs))))
  const dyC = v128.and(v128.load(dy + last), i32x4.ge_s(lanes, i32x4.splat(12 - max(8, outputs))))
  const fours = inputs >> 2
  for (let i = 0; i < fours; i++, dx += 16) {
    const a = rowSums(w, between, last, dyA, dyB, dyC)
    const b = rowSums(w + row, between, last, dyA, dyB, dyC)
    w += row << 1
    const c = rowSums(w, between, last, dyA, dyB, dyC)
    const d = rowSums(w + row, between, last, dyA, dyB, dyC)
    w += row << 1
    const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7))
    const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 2, 4, 6), v128.shuffle<f32>(c, d, 1, 3, 5, 7))
    v128.store(dx, f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7)))
  }
  return fours << 2
}

// @ts-ignore: decorator
@inline
function rowSums(w: usize, between: usize, last: usize, a: v128, b: v128, c: v128): v128 {
  return madd(v128.load(w + last), c, madd(v128.load(w + between), b, f32x4.mul(v128.load(w), a)))
}
