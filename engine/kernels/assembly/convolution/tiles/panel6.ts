// Six pixels by eight filters.
import { madd } from '../../simd'

export function tile6(
  places: usize,
  a: usize,
  w: usize,
  depth: i32,
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
): void {
  let a0 = a + load<u32>(places)
  let a1 = a + load<u32>(places, 4)
  let a2 = a + load<u32>(places, 8)
  let a3 = a + load<u32>(places, 12)
  let a4 = a + load<u32>(places, 16)
  let a5 = a + load<u32>(places, 20)
  let s00 = v128.load(from)
  let s01 = v128.load(from, 16)
  from += fromStep
  let s10 = v128.load(from)
  let s11 = v128.load(from, 16)
  from += fromStep
  let s20 = v128.load(from)
  let s21 = v128.load(from, 16)
  from += fromStep
  let s30 = v128.load(from)
  let s31 = v128.load(from, 16)
  from += fromStep
  let s40 = v128.load(from)
  let s41 = v128.load(from, 16)
  from += fromStep
  let s50 = v128.load(from)
  let s51 = v128.load(from, 16)
  for (const end = w + ((<usize>depth) << 5); w != end; w += 32) {
    const w0 = v128.load(w)
    const w1 = v128.load(w, 16)
    let x = v128.load32_splat(a0)
    s00 = madd(x, w0, s00)
    s01 = madd(x, w1, s01)
    x = v128.load32_splat(a1)
    s10 = madd(x, w0, s10)
    s11 = madd(x, w1, s11)
    x = v128.load32_splat(a2)
    s20 = madd(x, w0, s20)
    s21 = madd(x, w1, s21)
    x = v128.load32_splat(a3)
    s30 = madd(x, w0, s30)
    s31 = madd(x, w1, s31)
    x = v128.load32_splat(a4)
    s40 = madd(x, w0, s40)
    s41 = madd(x, w1, s41)
    x = v128.load32_splat(a5)
    s50 = madd(x, w0, s50)
    s51 = madd(x, w1, s51)
    a0 += 4
    a1 += 4
    a2 += 4
    a3 += 4
    a4 += 4
    a5 += 4
  }
  v128.store(to, s00)
  v128.store(to, s01, 16)
  to += toStep
  v128.store(to, s10)
  v128.store(to, s11, 16)
  to += toStep
  v128.store(to, s20)
  v128.store(to, s21, 16)
  to += toStep
  v128.store(to, s30)
  v128.store(to, s31, 16)
  to += toStep
  v128.store(to, s40)
  v128.store(to, s41, 16)
  to += toStep
  v128.store(to, s50)
  v128.store(to, s51, 16)
}
