// The activations that stand in large networks, two vectors at a time and without a choice in the loop.
// V8 makes every constant of the polynomials anew in each turn, which costs as much as the
// arithmetic; two vectors share them. Each function does n values, a multiple of eight.
import { gelu4, geluSlope4 } from './mathematics/gelu'
import { sigmoid4, siluSlope4 } from './mathematics/sigmoid'
import { splat } from './simd'

export function rectify8(x: usize, y: usize, n: i32): void {
  const zero = splat(0)
  for (const end = x + ((<usize>n) << 2); x < end; x += 32, y += 32) {
    v128.store(y, f32x4.pmax(v128.load(x), zero))
    v128.store(y, f32x4.pmax(v128.load(x, 16), zero), 16)
  }
}

export function rectifyGrad8(y: usize, dy: usize, dx: usize, n: i32): void {
  const zero = splat(0)
  for (const end = y + ((<usize>n) << 2); y < end; y += 32, dy += 32, dx += 32) {
    v128.store(dx, v128.and(f32x4.gt(v128.load(y), zero), v128.load(dy)))
    v128.store(dx, v128.and(f32x4.gt(v128.load(y, 16), zero), v128.load(dy, 16)), 16)
  }
}

export function gelu8(x: usize, y: usize, n: i32): void {
  for (const end = x + ((<usize>n) << 2); x < end; x += 32, y += 32) {
    const a = gelu4(v128.load(x))
    const b = gelu4(v128.load(x, 16))
    v128.store(y, a)
    v128.store(y, b, 16)
  }
}

export function geluGrad8(x: usize, y: usize, dy: usize, dx: usize, n: i32): void {
  for (const end = x + ((<usize>n) << 2); x < end; x += 32, y += 32, dy += 32, dx += 32) {
    const a = geluSlope4(v128.load(x), v128.load(y))
    const b = geluSlope4(v128.load(x, 16), v128.load(y, 16))
    v128.store(dx, f32x4.mul(a, v128.load(dy)))
    v128.store(dx, f32x4.mul(b, v128.load(dy, 16)), 16)
  }
}

export function silu8(x: usize, y: usize, n: i32): void {
  for (const end = x + ((<usize>n) << 2); x < end; x += 32, y += 32) {
    const a = sigmoid4(v128.load(x))
    const b = sigmoid4(v128.load(x, 16))
    v128.store(y, f32x4.mul(a, v128.load(x)))
    v128.store(y, f32x4.mul(b, v128.load(x, 16)), 16)
  }
}

export function siluGrad8(x: usize, dy: usize, dx: usize, n: i32): void {
  for (const end = x + ((<usize>n) << 2); x < end; x += 32, dy += 32, dx += 32) {
    const a = siluSlope4(v128.load(x))
    const b = siluSlope4(v128.load(x, 16))
    v128.store(dx, f32x4.mul(a, v128.load(dy)))
    v128.store(dx, f32x4.mul(b, v128.load(dy, 16)), 16)
  }
}
