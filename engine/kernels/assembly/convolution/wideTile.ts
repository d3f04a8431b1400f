// The tiles of tile.ts twice as wide: y[p][16 filters] = start[p] + Σ over k of a[p][k] · w[k][16 filters],
// two panels at once.
// The 24 sums are twelve where V8 joins neighbouring vectors into one of 256 bits, which kernels/wide.ts asks
// it to; then this makes twice as many products in the same time. Where it does not, the panels go one after
// the other. Each sum is the same either way, so that which of the two was at work does not show in the bits.
import { isWide, madd } from '../simd'
import { multiply, widthOf } from './tile'

// The second panel of weights lies `apart` bytes behind the first; all else is as in `multiply`.
export function multiplyTwo(
  places: usize,
  pixels: i32,
  a: usize,
  w: usize,
  apart: usize,
  depth: i32,
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
): void {
  if (!isWide) {
    multiply(places, pixels, a, w, depth, from, fromStep, to, toStep)
    return multiply(places, pixels, a, w + apart, depth, from + 32, fromStep, to + 32, toStep)
  }
  while (pixels > 0) {
    const n = widthOf(pixels)
    if (n == 6) tile6(places, a, w, apart, depth, from, fromStep, to, toStep)
    else if (n == 5) tile5(places, a, w, apart, depth, from, fromStep, to, toStep)
    else tile4(places, n, a, w, apart, depth, from, fromStep, to, toStep)
    places += (<usize>n) << 2
    from += <usize>n * fromStep
    to += <usize>n * toStep
    pixels -= n
  }
}

function tile6(
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
  let a5 = a + load<u32>(places, 20)
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
  from += fromStep
  let s50 = v128.load(from)
  let s51 = v128.load(from, 16)
  let s52 = v128.load(from, 32)
  let s53 = v128.load(from, 48)
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
    x = v128.load32_splat(a5)
    s50 = madd(x, w0, s50)
    s51 = madd(x, w1, s51)
    s52 = madd(x, w2, s52)
    s53 = madd(x, w3, s53)
    a0 += 4
    a1 += 4
    a2 += 4
    a3 += 4
    a4 += 4
    a5 += 4
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
  to += toStep
  v128.store(to, s50)
  v128.store(to, s51, 16)
  v128.store(to, s52, 32)
  v128.store(to, s53, 48)
}

function tile5(
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

// Where fewer than four pixels are left, the missing ones are the last real one again: it is computed and
// stored twice.
function tile4(
  places: usize,
  pixels: i32,
  a: usize,
  w: usize,
  apart: usize,
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
  let s02 = v128.load(from, 32)
  let s03 = v128.load(from, 48)
  let s10 = v128.load(f1)
  let s11 = v128.load(f1, 16)
  let s12 = v128.load(f1, 32)
  let s13 = v128.load(f1, 48)
  let s20 = v128.load(f2)
  let s21 = v128.load(f2, 16)
  let s22 = v128.load(f2, 32)
  let s23 = v128.load(f2, 48)
  let s30 = v128.load(f3)
  let s31 = v128.load(f3, 16)
  let s32 = v128.load(f3, 32)
  let s33 = v128.load(f3, 48)
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
    a0 += 4
    a1 += 4
    a2 += 4
    a3 += 4
    next += 32
  }
  const t1 = to + p1 * toStep
  const t2 = to + p2 * toStep
  const t3 = to + p3 * toStep
  v128.store(to, s00)
  v128.store(to, s01, 16)
  v128.store(to, s02, 32)
  v128.store(to, s03, 48)
  v128.store(t1, s10)
  v128.store(t1, s11, 16)
  v128.store(t1, s12, 32)
  v128.store(t1, s13, 48)
  v128.store(t2, s20)
  v128.store(t2, s21, 16)
  v128.store(t2, s22, 32)
  v128.store(t2, s23, 48)
  v128.store(t3, s30)
  v128.store(t3, s31, 16)
  v128.store(t3, s32, 32)
  v128.store(t3, s33, 48)
}
