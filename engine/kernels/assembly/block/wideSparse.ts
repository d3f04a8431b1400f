// The lists of sparse.ts followed with vectors of 256 bits: twice as many sums in as many registers.
// A pair of neighbouring vectors is one here, and is written as two because V8 joins them itself. Each value
// is summed as sparse.ts sums it: one entry after another from 16 vectors on, below that two side by side.
import { madd } from '../simd'

export function followWide(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  switch (n) {
    case 8: return follow8(a, list, end, from, to)
    case 10: return follow10(a, list, end, from, to)
    case 12: return follow12(a, list, end, from, to)
    case 16: return follow16(a, list, end, from, to)
    case 20: return follow20(a, list, end, from, to)
    default: return follow24(a, list, end, from, to)
  }
}

function follow8(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from), s1 = v128.load(from, 16), s2 = v128.load(from, 32), s3 = v128.load(from, 48), s4 = v128.load(from, 64), s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96), s7 = v128.load(from, 112)
  let t0 = f32x4.splat(0), t1 = f32x4.splat(0), t2 = f32x4.splat(0), t3 = f32x4.splat(0), t4 = f32x4.splat(0), t5 = f32x4.splat(0)
  let t6 = f32x4.splat(0), t7 = f32x4.splat(0)
  for (; list + 16 <= end; list += 16) {
    let at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7)
    at = a + load<u32>(list, 8); g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0); t1 = madd(v128.load(at, 16), g, t1); t2 = madd(v128.load(at, 32), g, t2)
    t3 = madd(v128.load(at, 48), g, t3); t4 = madd(v128.load(at, 64), g, t4); t5 = madd(v128.load(at, 80), g, t5)
    t6 = madd(v128.load(at, 96), g, t6); t7 = madd(v128.load(at, 112), g, t7)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7)
  }
  v128.store(to, f32x4.add(s0, t0)); v128.store(to, f32x4.add(s1, t1), 16)
  v128.store(to, f32x4.add(s2, t2), 32); v128.store(to, f32x4.add(s3, t3), 48)
  v128.store(to, f32x4.add(s4, t4), 64); v128.store(to, f32x4.add(s5, t5), 80)
  v128.store(to, f32x4.add(s6, t6), 96); v128.store(to, f32x4.add(s7, t7), 112)
}

function follow10(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from), s1 = v128.load(from, 16), s2 = v128.load(from, 32), s3 = v128.load(from, 48), s4 = v128.load(from, 64), s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96), s7 = v128.load(from, 112), s8 = v128.load(from, 128), s9 = v128.load(from, 144)
  let t0 = f32x4.splat(0), t1 = f32x4.splat(0), t2 = f32x4.splat(0), t3 = f32x4.splat(0), t4 = f32x4.splat(0), t5 = f32x4.splat(0)
  let t6 = f32x4.splat(0), t7 = f32x4.splat(0), t8 = f32x4.splat(0), t9 = f32x4.splat(0)
  for (; list + 16 <= end; list += 16) {
    let at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7); s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9)
    at = a + load<u32>(list, 8); g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0); t1 = madd(v128.load(at, 16), g, t1); t2 = madd(v128.load(at, 32), g, t2)
    t3 = madd(v128.load(at, 48), g, t3); t4 = madd(v128.load(at, 64), g, t4); t5 = madd(v128.load(at, 80), g, t5)
    t6 = madd(v128.load(at, 96), g, t6); t7 = madd(v128.load(at, 112), g, t7); t8 = madd(v128.load(at, 128), g, t8)
    t9 = madd(v128.load(at, 144), g, t9)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7); s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9)
  }
  v128.store(to, f32x4.add(s0, t0)); v128.store(to, f32x4.add(s1, t1), 16)
  v128.store(to, f32x4.add(s2, t2), 32); v128.store(to, f32x4.add(s3, t3), 48)
  v128.store(to, f32x4.add(s4, t4), 64); v128.store(to, f32x4.add(s5, t5), 80)
  v128.store(to, f32x4.add(s6, t6), 96); v128.store(to, f32x4.add(s7, t7), 112)
  v128.store(to, f32x4.add(s8, t8), 128); v128.store(to, f32x4.add(s9, t9), 144)
}

function follow12(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from), s1 = v128.load(from, 16), s2 = v128.load(from, 32), s3 = v128.load(from, 48), s4 = v128.load(from, 64), s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96), s7 = v128.load(from, 112), s8 = v128.load(from, 128), s9 = v128.load(from, 144), s10 = v128.load(from, 160), s11 = v128.load(from, 176)
  let t0 = f32x4.splat(0), t1 = f32x4.splat(0), t2 = f32x4.splat(0), t3 = f32x4.splat(0), t4 = f32x4.splat(0), t5 = f32x4.splat(0)
  let t6 = f32x4.splat(0), t7 = f32x4.splat(0), t8 = f32x4.splat(0), t9 = f32x4.splat(0), t10 = f32x4.splat(0), t11 = f32x4.splat(0)
  for (; list + 16 <= end; list += 16) {
    let at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7); s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9); s10 = madd(v128.load(at, 160), g, s10); s11 = madd(v128.load(at, 176), g, s11)
    at = a + load<u32>(list, 8); g = v128.load32_splat(list, 12)
    t0 = madd(v128.load(at), g, t0); t1 = madd(v128.load(at, 16), g, t1); t2 = madd(v128.load(at, 32), g, t2)
    t3 = madd(v128.load(at, 48), g, t3); t4 = madd(v128.load(at, 64), g, t4); t5 = madd(v128.load(at, 80), g, t5)
    t6 = madd(v128.load(at, 96), g, t6); t7 = madd(v128.load(at, 112), g, t7); t8 = madd(v128.load(at, 128), g, t8)
    t9 = madd(v128.load(at, 144), g, t9); t10 = madd(v128.load(at, 160), g, t10); t11 = madd(v128.load(at, 176), g, t11)
  }
  for (; list != end; list += 8) {
    const at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7); s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9); s10 = madd(v128.load(at, 160), g, s10); s11 = madd(v128.load(at, 176), g, s11)
  }
  v128.store(to, f32x4.add(s0, t0)); v128.store(to, f32x4.add(s1, t1), 16)
  v128.store(to, f32x4.add(s2, t2), 32); v128.store(to, f32x4.add(s3, t3), 48)
  v128.store(to, f32x4.add(s4, t4), 64); v128.store(to, f32x4.add(s5, t5), 80)
  v128.store(to, f32x4.add(s6, t6), 96); v128.store(to, f32x4.add(s7, t7), 112)
  v128.store(to, f32x4.add(s8, t8), 128); v128.store(to, f32x4.add(s9, t9), 144)
  v128.store(to, f32x4.add(s10, t10), 160); v128.store(to, f32x4.add(s11, t11), 176)
}

function follow16(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from), s1 = v128.load(from, 16), s2 = v128.load(from, 32), s3 = v128.load(from, 48), s4 = v128.load(from, 64), s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96), s7 = v128.load(from, 112), s8 = v128.load(from, 128), s9 = v128.load(from, 144), s10 = v128.load(from, 160), s11 = v128.load(from, 176)
  let s12 = v128.load(from, 192), s13 = v128.load(from, 208), s14 = v128.load(from, 224), s15 = v128.load(from, 240)
  for (; list != end; list += 8) {
    const at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7); s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9); s10 = madd(v128.load(at, 160), g, s10); s11 = madd(v128.load(at, 176), g, s11)
    s12 = madd(v128.load(at, 192), g, s12); s13 = madd(v128.load(at, 208), g, s13); s14 = madd(v128.load(at, 224), g, s14)
    s15 = madd(v128.load(at, 240), g, s15)
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48)
  v128.store(to, s4, 64); v128.store(to, s5, 80); v128.store(to, s6, 96); v128.store(to, s7, 112)
  v128.store(to, s8, 128); v128.store(to, s9, 144); v128.store(to, s10, 160); v128.store(to, s11, 176)
  v128.store(to, s12, 192); v128.store(to, s13, 208); v128.store(to, s14, 224); v128.store(to, s15, 240)
}

function follow20(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from), s1 = v128.load(from, 16), s2 = v128.load(from, 32), s3 = v128.load(from, 48), s4 = v128.load(from, 64), s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96), s7 = v128.load(from, 112), s8 = v128.load(from, 128), s9 = v128.load(from, 144), s10 = v128.load(from, 160), s11 = v128.load(from, 176)
  let s12 = v128.load(from, 192), s13 = v128.load(from, 208), s14 = v128.load(from, 224), s15 = v128.load(from, 240), s16 = v128.load(from, 256), s17 = v128.load(from, 272)
  let s18 = v128.load(from, 288), s19 = v128.load(from, 304)
  for (; list != end; list += 8) {
    const at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7); s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9); s10 = madd(v128.load(at, 160), g, s10); s11 = madd(v128.load(at, 176), g, s11)
    s12 = madd(v128.load(at, 192), g, s12); s13 = madd(v128.load(at, 208), g, s13); s14 = madd(v128.load(at, 224), g, s14)
    s15 = madd(v128.load(at, 240), g, s15); s16 = madd(v128.load(at, 256), g, s16); s17 = madd(v128.load(at, 272), g, s17)
    s18 = madd(v128.load(at, 288), g, s18); s19 = madd(v128.load(at, 304), g, s19)
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48)
  v128.store(to, s4, 64); v128.store(to, s5, 80); v128.store(to, s6, 96); v128.store(to, s7, 112)
  v128.store(to, s8, 128); v128.store(to, s9, 144); v128.store(to, s10, 160); v128.store(to, s11, 176)
  v128.store(to, s12, 192); v128.store(to, s13, 208); v128.store(to, s14, 224); v128.store(to, s15, 240)
  v128.store(to, s16, 256); v128.store(to, s17, 272); v128.store(to, s18, 288); v128.store(to, s19, 304)
}

function follow24(a: usize, list: usize, end: usize, from: usize, to: usize): void {
  let s0 = v128.load(from), s1 = v128.load(from, 16), s2 = v128.load(from, 32), s3 = v128.load(from, 48), s4 = v128.load(from, 64), s5 = v128.load(from, 80)
  let s6 = v128.load(from, 96), s7 = v128.load(from, 112), s8 = v128.load(from, 128), s9 = v128.load(from, 144), s10 = v128.load(from, 160), s11 = v128.load(from, 176)
  let s12 = v128.load(from, 192), s13 = v128.load(from, 208), s14 = v128.load(from, 224), s15 = v128.load(from, 240), s16 = v128.load(from, 256), s17 = v128.load(from, 272)
  let s18 = v128.load(from, 288), s19 = v128.load(from, 304), s20 = v128.load(from, 320), s21 = v128.load(from, 336), s22 = v128.load(from, 352), s23 = v128.load(from, 368)
  for (; list != end; list += 8) {
    const at = a + load<u32>(list), g = v128.load32_splat(list, 4)
    s0 = madd(v128.load(at), g, s0); s1 = madd(v128.load(at, 16), g, s1); s2 = madd(v128.load(at, 32), g, s2)
    s3 = madd(v128.load(at, 48), g, s3); s4 = madd(v128.load(at, 64), g, s4); s5 = madd(v128.load(at, 80), g, s5)
    s6 = madd(v128.load(at, 96), g, s6); s7 = madd(v128.load(at, 112), g, s7); s8 = madd(v128.load(at, 128), g, s8)
    s9 = madd(v128.load(at, 144), g, s9); s10 = madd(v128.load(at, 160), g, s10); s11 = madd(v128.load(at, 176), g, s11)
    s12 = madd(v128.load(at, 192), g, s12); s13 = madd(v128.load(at, 208), g, s13); s14 = madd(v128.load(at, 224), g, s14)
    s15 = madd(v128.load(at, 240), g, s15); s16 = madd(v128.load(at, 256), g, s16); s17 = madd(v128.load(at, 272), g, s17)
    s18 = madd(v128.load(at, 288), g, s18); s19 = madd(v128.load(at, 304), g, s19); s20 = madd(v128.load(at, 320), g, s20)
    s21 = madd(v128.load(at, 336), g, s21); s22 = madd(v128.load(at, 352), g, s22); s23 = madd(v128.load(at, 368), g, s23)
  }
  v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48)
  v128.store(to, s4, 64); v128.store(to, s5, 80); v128.store(to, s6, 96); v128.store(to, s7, 112)
  v128.store(to, s8, 128); v128.store(to, s9, 144); v128.store(to, s10, 160); v128.store(to, s11, 176)
  v128.store(to, s12, 192); v128.store(to, s13, 208); v128.store(to, s14, 224); v128.store(to, s15, 240)
  v128.store(to, s16, 256); v128.store(to, s17, 272); v128.store(to, s18, 288); v128.store(to, s19, 304)
  v128.store(to, s20, 320); v128.store(to, s21, 336); v128.store(to, s22, 352); v128.store(to, s23, 368)
}
