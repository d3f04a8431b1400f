// The points of Winograd's convolution F(m, r): m outputs of r taps with m + r − 1 multiplications. Lavin &
// Gray, Fast Algorithms for Convolutional Neural Networks (2016); matrices as Toom and Cook's interpolation
// gives them. A row of values is taken as a polynomial and evaluated at n = m + r − 1 points, where products
// are value by value; n = 4 takes 0, ±1, ∞; n = 6 takes 0, ±⅝, ±1½, ∞; n = 8 takes 0, ±1, ±2, ±½, ∞. The
// usual six points are 0, ±1, ±2, ∞; with ours, found among sixteenths, no power is far from 1, and rounding
// halves. Points ±p share their even and odd halves: results come in pairs e + o, e − o. The functions in the
// four files of transforms take runs of channels, four at a time: value i at `from + i·fromStep`, result i at
// `to + i·toStep`, in bytes.
import { splat } from '../../simd'

// The two finite points of n = 6 beside 0, their powers, and what the values of the taps at 0, P and Q are
// multiplied by: one over the product of the point's distances to the others.
export const P: f32 = 0.625
export const P2: f32 = 0.390625
export const P3: f32 = 0.244140625
export const P4: f32 = 0.152587890625
export const Q: f32 = 1.5
export const Q2: f32 = 2.25
export const Q3: f32 = 3.375
export const Q4: f32 = 5.0625
export const SUM: f32 = 2.640625
export const PRODUCT: f32 = 0.87890625 // P² + Q², P²·Q²
export const OF_0: f32 = 256 / 225.0
export const OF_P: f32 = -2048 / 2975.0
export const OF_Q: f32 = 128 / 1071.0

// The values at p and −p.
// @ts-ignore: decorator
@inline
export function storePair(at: usize, step: usize, even: v128, odd: v128, factor: f32): void {
  v128.store(at, f32x4.mul(f32x4.add(even, odd), splat(factor)))
  v128.store(at + step, f32x4.mul(f32x4.sub(even, odd), splat(factor)))
}
