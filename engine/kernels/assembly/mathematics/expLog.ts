// exp and log for four float32 values, accurate to about one unit in the last place. As in all of
// mathematics/: only mul, add and div, never fused, so both builds and every machine give the same bits; NaN
// stays NaN. Polynomials and range reduction after the Cephes library (S. Moshier): expf, logf.
import { splat } from '../simd'

// @ts-ignore: decorator
@inline
export function step(p: v128, x: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(p, x), splat(c))
}

// Pseudo-minimum and -maximum are one instruction each, the others many; with x first a NaN stays.
// @ts-ignore: decorator
@inline
export function clamp(x: v128, least: f32, most: f32): v128 {
  return f32x4.pmin(f32x4.pmax(x, splat(least)), splat(most))
}

// eˣ = 2ⁿ·eʳ, |r| ≤ ½·ln 2. Clamped to 1.2·10⁻³⁸ … 2.4·10³⁸.
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  x = clamp(x, -87.33, 88.37)
  // Adding 1.5·2²³ rounds to a whole number and leaves it in the low bits, from where it goes into the
  // exponent.
  const shifted = f32x4.add(f32x4.mul(x, splat(1.44269504088896341)), splat(12582912))
  const n = f32x4.sub(shifted, splat(12582912))
  // ln 2 in two parts: the first has so few digits that n times it is exact.
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, splat(0.693359375))), f32x4.mul(n, splat(-2.1219444e-4)))
  let p = splat(1.98756915e-4)
  p = step(p, r, 1.3981999507e-3)
  p = step(p, r, 8.3334519073e-3)
  p = step(p, r, 4.1665795894e-2)
  p = step(p, r, 1.6666665459e-1)
  p = step(p, r, 5.0000001201e-1)
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), splat(1))
  return f32x4.mul(p, i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(0x3f800000)))
}

// eˣ − 1 for x ≤ 0, without losing digits near 0.
export function expm1Below0(x: v128): v128 {
  let p = splat(1.0 / 40320)
  p = step(p, x, 1.0 / 5040)
  p = step(p, x, 1.0 / 720)
  p = step(p, x, 1.0 / 120)
  p = step(p, x, 1.0 / 24)
  p = step(p, x, 1.0 / 6)
  p = step(p, x, 0.5)
  const near = f32x4.add(f32x4.mul(p, f32x4.mul(x, x)), x)
  return v128.bitselect(near, f32x4.sub(exp4(x), splat(1)), f32x4.gt(x, splat(-0.5)))
}

// ln x for normal x > 0: x = 2ᵉ·m, ½√2 ≤ m < √2.
export function log4(x: v128): v128 {
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126)))
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000))
  const isSmall = f32x4.lt(m, splat(0.707106781186547524))
  e = f32x4.sub(e, v128.and(isSmall, splat(1)))
  m = f32x4.sub(f32x4.add(m, v128.and(isSmall, m)), splat(1))
  const z = f32x4.mul(m, m)
  let p = splat(7.0376836292e-2)
  p = step(p, m, -1.151461031e-1)
  p = step(p, m, 1.167699874e-1)
  p = step(p, m, -1.2420140846e-1)
  p = step(p, m, 1.4249322787e-1)
  p = step(p, m, -1.6668057665e-1)
  p = step(p, m, 2.0000714765e-1)
  p = step(p, m, -2.4999993993e-1)
  p = step(p, m, 3.3333331174e-1)
  let y = f32x4.mul(f32x4.mul(p, m), z)
  y = f32x4.add(y, f32x4.mul(e, splat(-2.1219444e-4)))
  y = f32x4.sub(y, f32x4.mul(z, splat(0.5)))
  y = f32x4.add(f32x4.add(m, y), f32x4.mul(e, splat(0.693359375)))
  return v128.bitselect(y, x, f32x4.eq(x, x))
}

// ln(1 + z) for 0 ≤ z ≤ 1; the correction z / ((1 + z) − 1) gives back the digits that 1 + z lost (W. Kahan).
export function log1p4(z: v128): v128 {
  const u = f32x4.add(z, splat(1))
  const d = f32x4.sub(u, splat(1))
  const isTiny = f32x4.eq(d, splat(0))
  const y = f32x4.div(f32x4.mul(log4(u), z), v128.bitselect(splat(1), d, isTiny))
  return v128.bitselect(z, y, isTiny)
}
