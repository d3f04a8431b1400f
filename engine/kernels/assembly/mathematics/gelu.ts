// The error function, and GELU with its slope, for four float32 values.
import { splat } from '../simd'
import { clamp, exp4, step } from './expLog'

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
