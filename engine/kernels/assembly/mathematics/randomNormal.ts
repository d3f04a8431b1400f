// Random 32-bit numbers made exponential and turned, of which Box and Muller's method makes normal ones.
import { splat } from '../simd'
import { log1p4, log4, step } from './expLog'

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
