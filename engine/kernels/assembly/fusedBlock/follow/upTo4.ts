// Lists followed for one to four vectors, four or two entries side by side.
import { madd } from '../../simd'

export function follow1(a: usize, list: usize, end: usize, from: usize, to: usize): void {
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

export function follow2(a: usize, list: usize, end: usize, from: usize, to: usize): void {
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

export function follow3(a: usize, list: usize, end: usize, from: usize, to: usize): void {
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

export function follow4(a: usize, list: usize, end: usize, from: usize, to: usize): void {
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
