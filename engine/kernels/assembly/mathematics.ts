// exp, log, tanh and friends for four float32 values, accurate to about one unit in the last place.
// Only mul, add and div, never fused, so both builds and every machine give the same bits; NaN
// stays NaN. Polynomials and range reduction after the Cephes library (S. Moshier): expf, logf, tanhf.
import { splat } from './simd'

// @ts-ignore: decorator
@inline
function step(p: v128, x: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(p, x), splat(c))
}

// Pseudo-minimum and -maximum are one instruction each, the others many; with x first a NaN stays.
// @ts-ignore: decorator
@inline
function clamp(x: v128, least: f32, most: f32): v128 {
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

export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x)
  const z = f32x4.mul(x, x)
  let p = splat(-5.70498872745e-3)
  p = step(p, z, 2.06390887954e-2)
  p = step(p, z, -5.37397155531e-2)
  p = step(p, z, 1.33314422036e-1)
  p = step(p, z, -3.33332819422e-1)
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x)
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(exp4(f32x4.add(size, size)), splat(1))))
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)))
  return v128.bitselect(near, signed, f32x4.lt(size, splat(0.625)))
}

// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), exp4(f32x4.neg(x))))
}

// The slope of x·σ(x): σ·(1 + x·(1 − σ))
// @ts-ignore: decorator
@inline
export function siluSlope4(x: v128): v128 {
  const s = sigmoid4(x)
  const one = splat(1)
  return f32x4.mul(s, f32x4.add(one, f32x4.mul(x, f32x4.sub(one, s))))
}

// ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|)
export function softplus4(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, splat(0)), log1p4(exp4(f32x4.neg(f32x4.abs(x)))))
}

// The error function: an odd rational approximation on −4 … 4, outside which it is ±1 in float32 (Eigen,
// generic_fast_erf).
// @ts-ignore: decorator
@inline
export function erf4(x: v128): v128 {
  const t = clamp(x, -4, 4)
  const z = f32x4.mul(t, t)
  let p = splat(-2.72614225801306e-10)
  p = step(p, z, 2.77068142495902e-8)
  p = step(p, z, -2.10102402082508e-6)
  p = step(p, z, -5.69250639462346e-5)
  p = step(p, z, -7.34990630326855e-4)
  p = step(p, z, -2.95459980854025e-3)
  p = step(p, z, -1.60960333262415e-2)
  let q = splat(-1.45660718464996e-5)
  q = step(q, z, -2.13374055278905e-4)
  q = step(q, z, -1.68282697438203e-3)
  q = step(q, z, -7.37332916720468e-3)
  q = step(q, z, -1.42647390514189e-2)
  return f32x4.div(f32x4.mul(t, p), q)
}

// The share of the normal distribution below x.
// @ts-ignore: decorator
@inline
function normalBelow4(x: v128): v128 {
  return f32x4.mul(splat(0.5), f32x4.add(splat(1), erf4(f32x4.mul(x, splat(0.70710678118654752)))))
}

// @ts-ignore: decorator
@inline
export function gelu4(x: v128): v128 {
  return f32x4.mul(x, normalBelow4(x))
}

// Φ(x) + x·φ(x), φ(x) = e^(−x²/2) / √2π. Φ is y / x, which spares the error function; at 0 it is ½.
// @ts-ignore: decorator
@inline
export function geluSlope4(x: v128, y: v128): v128 {
  const below = v128.bitselect(splat(0.5), f32x4.div(y, x), f32x4.eq(x, splat(0)))
  const density = f32x4.mul(exp4(f32x4.mul(f32x4.mul(x, x), splat(-0.5))), splat(0.39894228040143268))
  return f32x4.add(below, f32x4.mul(x, density))
}

// −ln(1 − r / 2³²) for random 32-bit r. Near r = 0 the digits are in r itself, so ln(1 + z) with z = −r / 2³²
// is used in the form of log1p4; elsewhere 2³² − r is a float32 without loss of relative precision.
export function exponential4(r: v128): v128 {
  const unit = splat(2.3283064365386963e-10)
  const z = f32x4.neg(f32x4.mul(f32x4.convert_i32x4_u(r), unit))
  const rest = f32x4.mul(f32x4.convert_i32x4_u(i32x4.neg(r)), unit)
  const isLarge = i32x4.lt_s(r, i32x4.splat(0)) // as unsigned: 2³¹ or more
  return f32x4.neg(
    v128.bitselect(
      log4(v128.bitselect(rest, splat(1), isLarge)),
      log1p4(v128.bitselect(splat(0), z, isLarge)),
      isLarge,
    ),
  )
}

// cos(2π·r / 2³²) for 32-bit r. The nearest quarter turn is taken off in whole numbers, without rounding, and
// sine or cosine of what is left (at most π / 4) are the polynomials of Cephes' sinf and cosf.
export function cosineTurn4(r: v128): v128 {
  const quarter = i32x4.shr_u(i32x4.add(r, i32x4.splat(0x20000000)), 30)
  const angle = f32x4.mul(
    f32x4.convert_i32x4_s(i32x4.sub(r, i32x4.shl(quarter, 30))),
    splat(1.4629180792671596e-9),
  )
  const z = f32x4.mul(angle, angle)
  let s = splat(-1.9515295891e-4)
  s = step(s, z, 8.3321608736e-3)
  s = step(s, z, -1.6666654611e-1)
  s = f32x4.add(f32x4.mul(f32x4.mul(s, z), angle), angle)
  let c = splat(2.443315711809948e-5)
  c = step(c, z, -1.388731625493765e-3)
  c = step(c, z, 4.166664568298827e-2)
  c = f32x4.add(f32x4.sub(f32x4.mul(f32x4.mul(c, z), z), f32x4.mul(z, splat(0.5))), splat(1))
  // cos, −sin, −cos, sin for quarters 0 … 3: the sign is minus for 1 and 2.
  const isOdd = i32x4.ne(v128.and(quarter, i32x4.splat(1)), i32x4.splat(0))
  const sign = i32x4.shl(v128.and(i32x4.add(quarter, i32x4.splat(1)), i32x4.splat(2)), 30)
  return v128.xor(v128.bitselect(s, c, isOdd), sign)
}
