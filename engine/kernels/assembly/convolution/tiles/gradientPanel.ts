// Rows of the weights' gradient by eight filters.
import { madd } from '../../simd'

export function tile6(
  places: usize,
  a: usize,
  pixels: i32,
  g: usize,
  gStep: usize,
  to: usize,
  toStep: usize,
): void {
  const to1 = to + toStep
  const to2 = to1 + toStep
  const to3 = to2 + toStep
  const to4 = to3 + toStep
  const to5 = to4 + toStep
  let s00 = v128.load(to)
  let s01 = v128.load(to, 16)
  let s10 = v128.load(to1)
  let s11 = v128.load(to1, 16)
  let s20 = v128.load(to2)
  let s21 = v128.load(to2, 16)
  let s30 = v128.load(to3)
  let s31 = v128.load(to3, 16)
  let s40 = v128.load(to4)
  let s41 = v128.load(to4, 16)
  let s50 = v128.load(to5)
  let s51 = v128.load(to5, 16)
  for (let list = places, end = places + ((<usize>pixels) << 2); list != end; list += 4) {
    const at = a + load<u32>(list)
    const g0 = v128.load(g)
    const g1 = v128.load(g, 16)
    let x = v128.load32_splat(at)
    s00 = madd(x, g0, s00)
    s01 = madd(x, g1, s01)
    x = v128.load32_splat(at, 4)
    s10 = madd(x, g0, s10)
    s11 = madd(x, g1, s11)
    x = v128.load32_splat(at, 8)
    s20 = madd(x, g0, s20)
    s21 = madd(x, g1, s21)
    x = v128.load32_splat(at, 12)
    s30 = madd(x, g0, s30)
    s31 = madd(x, g1, s31)
    x = v128.load32_splat(at, 16)
    s40 = madd(x, g0, s40)
    s41 = madd(x, g1, s41)
    x = v128.load32_splat(at, 20)
    s50 = madd(x, g0, s50)
    s51 = madd(x, g1, s51)
    g += gStep
  }
  v128.store(to, s00)
  v128.store(to, s01, 16)
  v128.store(to1, s10)
  v128.store(to1, s11, 16)
  v128.store(to2, s20)
  v128.store(to2, s21, 16)
  v128.store(to3, s30)
  v128.store(to3, s31, 16)
  v128.store(to4, s40)
  v128.store(to4, s41, 16)
  v128.store(to5, s50)
  v128.store(to5, s51, 16)
}

// Up to three rows; where there are fewer, the missing ones are the last real one again, computed and stored
// twice.
export function tile3(
  places: usize,
  a: usize,
  n: i32,
  pixels: i32,
  g: usize,
  gStep: usize,
  to: usize,
  toStep: usize,
): void {
  const second: usize = n > 1 ? 1 : 0
  const third = second + (n > 2 ? 1 : 0)
  const a1 = a + (second << 2)
  const a2 = a + (third << 2)
  const to1 = to + second * toStep
  const to2 = to + third * toStep
  let s00 = v128.load(to)
  let s01 = v128.load(to, 16)
  let s10 = v128.load(to1)
  let s11 = v128.load(to1, 16)
  let s20 = v128.load(to2)
  let s21 = v128.load(to2, 16)
  for (let list = places, end = places + ((<usize>pixels) << 2); list != end; list += 4) {
    const at = load<u32>(list)
    const g0 = v128.load(g)
    const g1 = v128.load(g, 16)
    let x = v128.load32_splat(a + at)
    s00 = madd(x, g0, s00)
    s01 = madd(x, g1, s01)
    x = v128.load32_splat(a1 + at)
    s10 = madd(x, g0, s10)
    s11 = madd(x, g1, s11)
    x = v128.load32_splat(a2 + at)
    s20 = madd(x, g0, s20)
    s21 = madd(x, g1, s21)
    g += gStep
  }
  v128.store(to, s00)
  v128.store(to, s01, 16)
  v128.store(to1, s10)
  v128.store(to1, s11, 16)
  v128.store(to2, s20)
  v128.store(to2, s21, 16)
}
