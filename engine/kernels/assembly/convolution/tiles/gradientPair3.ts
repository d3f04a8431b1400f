// Up to three rows of the weights' gradient by sixteen filters, of two panels.
import { madd } from '../../simd'

// Up to three rows; where there are fewer, the missing ones are the last real one again, computed and stored
// twice.
export function wide3(
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
  for (let list = places, end = places + ((<usize>pixels) << 2); list != end; list += 4) {
    const at = load<u32>(list)
    const g0 = v128.load(g)
    const g1 = v128.load(g, 16)
    const g2 = v128.load(g, 32)
    const g3 = v128.load(g, 48)
    let x = v128.load32_splat(a + at)
    s00 = madd(x, g0, s00)
    s01 = madd(x, g1, s01)
    s02 = madd(x, g2, s02)
    s03 = madd(x, g3, s03)
    x = v128.load32_splat(a1 + at)
    s10 = madd(x, g0, s10)
    s11 = madd(x, g1, s11)
    s12 = madd(x, g2, s12)
    s13 = madd(x, g3, s13)
    x = v128.load32_splat(a2 + at)
    s20 = madd(x, g0, s20)
    s21 = madd(x, g1, s21)
    s22 = madd(x, g2, s22)
    s23 = madd(x, g3, s23)
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
}
