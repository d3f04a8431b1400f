// Sigmoid, tanh and what is made of them, for four float32 values. tanh after the Cephes library (tanhf).
import { splat } from '../simd'
import { exp4, log1p4, step } from './expLog'

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
