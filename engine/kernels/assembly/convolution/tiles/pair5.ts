// Five pixels by sixteen filters, of two panels.
import { madd } from '../../simd'

export function tile5(
  places: usize,
  a: usize,
  w: usize,
  apart: usize,
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
  let s00 = v128.load(from)
  let s01 = v128.load(from, 16)
  let s02 = v128.load(from, 32)
  let s03 = v128.load(from, 48)
  from += fromStep
  let s10 = v128.load(from)
  let s11 = v128.load(from, 16)
  let s12 = v128.load(from, 32)
  let s13 = v128.load(from, 48)
  from += fromStep
  let s20 = v128.load(from)
  let s21 = v128.load(from, 16)
  let s22 = v128.load(from, 32)
  let s23 = v128.load(from, 48)
  from += fromStep
  let s30 = v128.load(from)
  let s31 = v128.load(from, 16)
  let s32 = v128.load(from, 32)
  let s33 = v128.load(from, 48)
  from += fromStep
  let s40 = v128.load(from)
  let s41 = v128.load(from, 16)
  let s42 = v128.load(from, 32)
  let s43 = v128.load(from, 48)
  let next = w + apart
  for (const end = w + ((<usize>depth) << 5); w != end; w += 32) {
    const w0 = v128.load(w)
    const w1 = v128.load(w, 16)
    const w2 = v128.load(next)
    const w3 = v128.load(next, 16)
    let x = v128.load32_splat(a0)
    s00 = madd(x, w0, s00)
    s01 = madd(x, w1, s01)
    s02 = madd(x, w2, s02)
    s03 = madd(x, w3, s03)
    x = v128.load32_splat(a1)
    s10 = madd(x, w0, s10)
    s11 = madd(x, w1, s11)
    s12 = madd(x, w2, s12)
    s13 = madd(x, w3, s13)
    x = v128.load32_splat(a2)
    s20 = madd(x, w0, s20)
    s21 = madd(x, w1, s21)
    s22 = madd(x, w2, s22)
    s23 = madd(x, w3, s23)
    x = v128.load32_splat(a3)
    s30 = madd(x, w0, s30)
    s31 = madd(x, w1, s31)
    s32 = madd(x, w2, s32)
    s33 = madd(x, w3, s33)
    x = v128.load32_splat(a4)
    s40 = madd(x, w0, s40)
    s41 = madd(x, w1, s41)
    s42 = madd(x, w2, s42)
    s43 = madd(x, w3, s43)
    a0 += 4
    a1 += 4
    a2 += 4
    a3 += 4
    a4 += 4
    next += 32
  }
  v128.store(to, s00)
  v128.store(to, s01, 16)
  v128.store(to, s02, 32)
  v128.store(to, s03, 48)
  to += toStep
  v128.store(to, s10)
  v128.store(to, s11, 16)
  v128.store(to, s12, 32)
  v128.store(to, s13, 48)
  to += toStep
  v128.store(to, s20)
  v128.store(to, s21, 16)
  v128.store(to, s22, 32)
  v128.store(to, s23, 48)
  to += toStep
  v128.store(to, s30)
  v128.store(to, s31, 16)
  v128.store(to, s32, 32)
  v128.store(to, s33, 48)
  to += toStep
  v128.store(to, s40)
  v128.store(to, s41, 16)
  v128.store(to, s42, 32)
  v128.store(to, s43, 48)
}
