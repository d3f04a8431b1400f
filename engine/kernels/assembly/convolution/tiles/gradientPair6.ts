// Six rows of the weights' gradient by sixteen filters, of two panels.
import { madd } from '../../simd'

export function wide6(
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
  let s02 = v128.load(to, 32)
  let s03 = v128.load(to, 48)
  let s10 = v128.load(to1)
  let s11 = v128.load(to1, 16)
  let s12 = v128.load(to1, 32)
  let s13 = v128.load(to1, 48)
  let s20 = v128.load(to2)
  let s21 = v128.load(to2, 16)
  let s22 = v128.load(to2, 32)
  let s23 = v128.load(to2, 48)
  let s30 = v128.load(to3)
  let s31 = v128.load(to3, 16)
  let s32 = v128.load(to3, 32)
  let s33 = v128.load(to3, 48)
  let s40 = v128.load(to4)
  let s41 = v128.load(to4, 16)
  let s42 = v128.load(to4, 32)
  let s43 = v128.load(to4, 48)
  let s50 = v128.load(to5)
  let s51 = v128.load(to5, 16)
  let s52 = v128.load(to5, 32)
  let s53 = v128.load(to5, 48)
  for (let list = places, end = places + ((<usize>pixels) << 2); list != end; list += 4) {
    const at = a + load<u32>(list)
    const g0 = v128.load(g)
    const g1 = v128.load(g, 16)
    const g2 = v128.load(g, 32)
    const g3 = v128.load(g, 48)
    let x = v128.load32_splat(at)
    s00 = madd(x, g0, s00)
    s01 = madd(x, g1, s01)
    s02 = madd(x, g2, s02)
    s03 = madd(x, g3, s03)
    x = v128.load32_splat(at, 4)
    s10 = madd(x, g0, s10)
    s11 = madd(x, g1, s11)
    s12 = madd(x, g2, s12)
    s13 = madd(x, g3, s13)
    x = v128.load32_splat(at, 8)
    s20 = madd(x, g0, s20)
    s21 = madd(x, g1, s21)
    s22 = madd(x, g2, s22)
    s23 = madd(x, g3, s23)
    x = v128.load32_splat(at, 12)
    s30 = madd(x, g0, s30)
    s31 = madd(x, g1, s31)
    s32 = madd(x, g2, s32)
    s33 = madd(x, g3, s33)
    x = v128.load32_splat(at, 16)
    s40 = madd(x, g0, s40)
    s41 = madd(x, g1, s41)
    s42 = madd(x, g2, s42)
    s43 = madd(x, g3, s43)
    x = v128.load32_splat(at, 20)
    s50 = madd(x, g0, s50)
    s51 = madd(x, g1, s51)
    s52 = madd(x, g2, s52)
    s53 = madd(x, g3, s53)
    g += gStep
  }
  v128.store(to, s00)
  v128.store(to, s01, 16)
  v128.store(to, s02, 32)
  v128.store(to, s03, 48)
  v128.store(to1, s10)
  v128.store(to1, s11, 16)
  v128.store(to1, s12, 32)
  v128.store(to1, s13, 48)
  v128.store(to2, s20)
  v128.store(to2, s21, 16)
  v128.store(to2, s22, 32)
  v128.store(to2, s23, 48)
  v128.store(to3, s30)
  v128.store(to3, s31, 16)
  v128.store(to3, s32, 32)
  v128.store(to3, s33, 48)
  v128.store(to4, s40)
  v128.store(to4, s41, 16)
  v128.store(to4, s42, 32)
  v128.store(to4, s43, 48)
  v128.store(to5, s50)
  v128.store(to5, s51, 16)
  v128.store(to5, s52, 32)
  v128.store(to5, s53, 48)
}
