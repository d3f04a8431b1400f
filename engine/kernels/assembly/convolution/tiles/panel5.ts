// Five or four pixels by eight filters.
import { madd } from '../../simd'

export function tile5(
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
    a0 += 4
    a1 += 4
    a2 += 4
    a3 += 4
    a4 += 4
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
}

// Where fewer than four pixels are left, the missing ones are the last real one again: it is computed and
// stored twice.
export function tile4(
  places: usize,
  pixels: i32,
  a: usize,
  w: usize,
  depth: i32,
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
): void {
  const p1: usize = pixels > 1 ? 1 : 0
  const p2 = p1 + (pixels > 2 ? 1 : 0)
  const p3 = p2 + (pixels > 3 ? 1 : 0)
  let a0 = a + load<u32>(places)
  let a1 = a + load<u32>(places + (p1 << 2))
  let a2 = a + load<u32>(places + (p2 << 2))
  let a3 = a + load<u32>(places + (p3 << 2))
  const f1 = from + p1 * fromStep
  const f2 = from + p2 * fromStep
  const f3 = from + p3 * fromStep
  let s00 = v128.load(from)
  let s01 = v128.load(from, 16)
  let s10 = v128.load(f1)
  let s11 = v128.load(f1, 16)
  let s20 = v128.load(f2)
  let s21 = v128.load(f2, 16)
  let s30 = v128.load(f3)
  let s31 = v128.load(f3, 16)
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
    a0 += 4
    a1 += 4
    a2 += 4
    a3 += 4
  }
  const t1 = to + p1 * toStep
  const t2 = to + p2 * toStep
  const t3 = to + p3 * toStep
  v128.store(to, s00)
  v128.store(to, s01, 16)
  v128.store(t1, s10)
  v128.store(t1, s11, 16)
  v128.store(t2, s20)
  v128.store(t2, s21, 16)
  v128.store(t3, s30)
  v128.store(t3, s31, 16)
}
