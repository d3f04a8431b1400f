// The arithmetic of both sparse gradients: to[0 … n) += Σ over a list of g · a[place … place + n), n vectors
// of four values.
// Behind a max pooling at most one gradient in four (one in two along a row) is not zero, and a list holds
// only those, as [place in bytes u32, g f32]. The n sums stay in registers while the list passes by; up to 12
// vectors, two or four entries go side by side, because a sum must wait four cycles for itself.
import { isWide, madd } from '../simd'
import { followWide } from './wideSparse'

// How many of `left` vectors the next call of `follow` takes: as many as there is a function for, but so that
// no one or two are left over, which would be as long in passing.
export function nextVectors(left: i32): i32 {
  if (left <= 6) return left
  for (let n = 24; n >= 8; n -= n > 12 ? 4 : 2) if (left == n || left >= n + 3) return n
  return (left + 1) >> 1 // 7 or 9
}

// The sums begin as they are at `from`.
export function follow(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  if (n <= 6) return followFew(n, a, list, end, from, to)
  if (isWide) return followWide(n, a, list, end, from, to)
  const half = n >> 1
  const bytes = (<usize>half) << 4
  followHalf(half, a, list, end, from, to)
  followHalf(half, a + bytes, list, end, from + bytes, to + bytes)
}

function followHalf(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  switch (n) {
    case 8:
      return follow8(a, list, end, from, to)
    case 10:
      return follow10(a, list, end, from, to)
    case 12:
      return follow12(a, list, end, from, to)
    default:
      return followFew(n, a, list, end, from, to)
  }
}

function followFew(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  switch (n) {
    case 1:
      return follow1(a, list, end, from, to)
    case 2:
      return follow2(a, list, end, from, to)
    case 3:
      return follow3(a, list, end, from, to)
    case 4:
      return follow4(a, list, end, from, to)
    case 5:
      return follow5(a, list, end, from, to)
    default:
      return follow6(a, list, end, from, to)
  }
}

function follow1(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let t0 = f32x4.splat(0)
  let u0 = f32x4.splat(0)
  let v0 = f32x4.splat(0)
  for (; list + 32 <= end; list += 32) {
    let at = a + load<u32>(list)
    let g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    at = a + load<u32>(list, 8)
    g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0)
    at = a + load<u32>(list, 16)
    g = v128.load32_splat(list, 20)
    u0 = madd(v128.load(at), g, u0)
    at = a + load<u32>(list, 24)
    g = v128.load32_splat(list, 28)
    v0 = madd(v128.load(at), g, v0)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
  }
  v128.store(to, f32x4.add(f32x4.add(s0, t0), f32x4.add(u0, v0)))
}

function follow2(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let t0 = f32x4.splat(0)
  let t1 = f32x4.splat(0)
  let u0 = f32x4.splat(0)
  let u1 = f32x4.splat(0)
  let v0 = f32x4.splat(0)
  let v1 = f32x4.splat(0)
  for (; list + 32 <= end; list += 32) {
    let at = a + load<u32>(list)
    let g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    at = a + load<u32>(list, 8)
    g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0)
    t1 = madd(v128.load(at, 16), g, t1)
    at = a + load<u32>(list, 16)
    g = v128.load32_splat(list, 20)
    u0 = madd(v128.load(at), g, u0)
    u1 = madd(v128.load(at, 16), g, u1)
    at = a + load<u32>(list, 24)
    g = v128.load32_splat(list, 28)
    v0 = madd(v128.load(at), g, v0)
    v1 = madd(v128.load(at, 16), g, v1)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
  }
  v128.store(to, f32x4.add(f32x4.add(s0, t0), f32x4.add(u0, v0)))
  v128.store(to, f32x4.add(f32x4.add(s1, t1), f32x4.add(u1, v1)), 16)
}

function follow3(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let s2 = v128.load(from, 32)
  let t0 = f32x4.splat(0)
  let t1 = f32x4.splat(0)
  let t2 = f32x4.splat(0)
  let u0 = f32x4.splat(0)
  let u1 = f32x4.splat(0)
  let u2 = f32x4.splat(0)
  let v0 = f32x4.splat(0)
  let v1 = f32x4.splat(0)
  let v2 = f32x4.splat(0)
  for (; list + 32 <= end; list += 32) {
    let at = a + load<u32>(list)
    let g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    at = a + load<u32>(list, 8)
    g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0)
    t1 = madd(v128.load(at, 16), g, t1)
    t2 = madd(v128.load(at, 32), g, t2)
    at = a + load<u32>(list, 16)
    g = v128.load32_splat(list, 20)
    u0 = madd(v128.load(at), g, u0)
    u1 = madd(v128.load(at, 16), g, u1)
    u2 = madd(v128.load(at, 32), g, u2)
    at = a + load<u32>(list, 24)
    g = v128.load32_splat(list, 28)
    v0 = madd(v128.load(at), g, v0)
    v1 = madd(v128.load(at, 16), g, v1)
    v2 = madd(v128.load(at, 32), g, v2)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
  }
  v128.store(to, f32x4.add(f32x4.add(s0, t0), f32x4.add(u0, v0)))
  v128.store(to, f32x4.add(f32x4.add(s1, t1), f32x4.add(u1, v1)), 16)
  v128.store(to, f32x4.add(f32x4.add(s2, t2), f32x4.add(u2, v2)), 32)
}

function follow4(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let s2 = v128.load(from, 32)
  let s3 = v128.load(from, 48)
  let t0 = f32x4.splat(0)
  let t1 = f32x4.splat(0)
  let t2 = f32x4.splat(0)
  let t3 = f32x4.splat(0)
  for (; list + 16 <= end; list += 16) {
    let at = a + load<u32>(list)
    let g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    at = a + load<u32>(list, 8)
    g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0)
    t1 = madd(v128.load(at, 16), g, t1)
    t2 = madd(v128.load(at, 32), g, t2)
    t3 = madd(v128.load(at, 48), g, t3)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
  }
  v128.store(to, f32x4.add(s0, t0))
  v128.store(to, f32x4.add(s1, t1), 16)
  v128.store(to, f32x4.add(s2, t2), 32)
  v128.store(to, f32x4.add(s3, t3), 48)
}

function follow5(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let s2 = v128.load(from, 32)
  let s3 = v128.load(from, 48)
  let s4 = v128.load(from, 64)
  let t0 = f32x4.splat(0)
  let t1 = f32x4.splat(0)
  let t2 = f32x4.splat(0)
  let t3 = f32x4.splat(0)
  let t4 = f32x4.splat(0)
  for (; list + 16 <= end; list += 16) {
    let at = a + load<u32>(list)
    let g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    s4 = madd(v128.load(at, 64), g, s4)
    at = a + load<u32>(list, 8)
    g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0)
    t1 = madd(v128.load(at, 16), g, t1)
    t2 = madd(v128.load(at, 32), g, t2)
    t3 = madd(v128.load(at, 48), g, t3)
    t4 = madd(v128.load(at, 64), g, t4)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    s4 = madd(v128.load(at, 64), g, s4)
  }
  v128.store(to, f32x4.add(s0, t0))
  v128.store(to, f32x4.add(s1, t1), 16)
  v128.store(to, f32x4.add(s2, t2), 32)
  v128.store(to, f32x4.add(s3, t3), 48)
  v128.store(to, f32x4.add(s4, t4), 64)
}

function follow6(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let s2 = v128.load(from, 32)
  let s3 = v128.load(from, 48)
  let s4 = v128.load(from, 64)
  let s5 = v128.load(from, 80)
  let t0 = f32x4.splat(0)
  let t1 = f32x4.splat(0)
  let t2 = f32x4.splat(0)
  let t3 = f32x4.splat(0)
  let t4 = f32x4.splat(0)
  let t5 = f32x4.splat(0)
  for (; list + 16 <= end; list += 16) {
    let at = a + load<u32>(list)
    let g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    s4 = madd(v128.load(at, 64), g, s4)
    s5 = madd(v128.load(at, 80), g, s5)
    at = a + load<u32>(list, 8)
    g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0)
    t1 = madd(v128.load(at, 16), g, t1)
    t2 = madd(v128.load(at, 32), g, t2)
    t3 = madd(v128.load(at, 48), g, t3)
    t4 = madd(v128.load(at, 64), g, t4)
    t5 = madd(v128.load(at, 80), g, t5)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    s4 = madd(v128.load(at, 64), g, s4)
    s5 = madd(v128.load(at, 80), g, s5)
  }
  v128.store(to, f32x4.add(s0, t0))
  v128.store(to, f32x4.add(s1, t1), 16)
  v128.store(to, f32x4.add(s2, t2), 32)
  v128.store(to, f32x4.add(s3, t3), 48)
  v128.store(to, f32x4.add(s4, t4), 64)
  v128.store(to, f32x4.add(s5, t5), 80)
}

function follow8(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let s2 = v128.load(from, 32)
  let s3 = v128.load(from, 48)
  let s4 = v128.load(from, 64)
  let s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96)
  let s7 = v128.load(from, 112)
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    s4 = madd(v128.load(at, 64), g, s4)
    s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6)
    s7 = madd(v128.load(at, 112), g, s7)
  }
  v128.store(to, s0)
  v128.store(to, s1, 16)
  v128.store(to, s2, 32)
  v128.store(to, s3, 48)
  v128.store(to, s4, 64)
  v128.store(to, s5, 80)
  v128.store(to, s6, 96)
  v128.store(to, s7, 112)
}

function follow10(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let s2 = v128.load(from, 32)
  let s3 = v128.load(from, 48)
  let s4 = v128.load(from, 64)
  let s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96)
  let s7 = v128.load(from, 112)
  let s8 = v128.load(from, 128)
  let s9 = v128.load(from, 144)
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    s4 = madd(v128.load(at, 64), g, s4)
    s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6)
    s7 = madd(v128.load(at, 112), g, s7)
    s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9)
  }
  v128.store(to, s0)
  v128.store(to, s1, 16)
  v128.store(to, s2, 32)
  v128.store(to, s3, 48)
  v128.store(to, s4, 64)
  v128.store(to, s5, 80)
  v128.store(to, s6, 96)
  v128.store(to, s7, 112)
  v128.store(to, s8, 128)
  v128.store(to, s9, 144)
}

function follow12(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from)
  let s1 = v128.load(from, 16)
  let s2 = v128.load(from, 32)
  let s3 = v128.load(from, 48)
  let s4 = v128.load(from, 64)
  let s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96)
  let s7 = v128.load(from, 112)
  let s8 = v128.load(from, 128)
  let s9 = v128.load(from, 144)
  let s10 = v128.load(from, 160)
  let s11 = v128.load(from, 176)
  for (; list != end; list += 8) {
    const at = a + load<u32>(list)
    const g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0)
    s1 = madd(v128.load(at, 16), g, s1)
    s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3)
    s4 = madd(v128.load(at, 64), g, s4)
    s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6)
    s7 = madd(v128.load(at, 112), g, s7)
    s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9)
    s10 = madd(v128.load(at, 160), g, s10)
    s11 = madd(v128.load(at, 176), g, s11)
  }
  v128.store(to, s0)
  v128.store(to, s1, 16)
  v128.store(to, s2, 32)
  v128.store(to, s3, 48)
  v128.store(to, s4, 64)
  v128.store(to, s5, 80)
  v128.store(to, s6, 96)
  v128.store(to, s7, 112)
  v128.store(to, s8, 128)
  v128.store(to, s9, 144)
  v128.store(to, s10, 160)
  v128.store(to, s11, 176)
}
