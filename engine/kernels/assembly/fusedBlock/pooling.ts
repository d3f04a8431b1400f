// ReLU and max pooling of a band. `chosen` gets, as int32, which value of each window won, counted row by row
// from 0, and −1 where the ReLU let nothing through; so both gradients know all they need. A value that is
// not a number wins its window, so that a run notices it.
import { filters, outWidth } from '../convolution/window'
import { splat } from '../simd'
import { isRectified, poolX, poolY } from './window'

export function poolBand(
  band: usize,
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
  y: usize,
  chosen: usize,
): void {
  const pixel = (<usize>filters) << 2
  const line = <usize>(columns * poolX) * pixel
  for (let r = 0; r < rows; r++) {
    let to = <usize>((row + r) * (outWidth / poolX) + column) * pixel
    let from = band + <usize>(r * poolY) * line
    for (let c = 0; c < columns; c++, from += <usize>poolX * pixel, to += pixel) {
      const vectors = filters & ~3
      const rest = (<usize>vectors) << 2
      if (poolY == 2 && poolX == 2) poolFour(from, pixel, line, y + to, chosen + to, vectors)
      else if (poolY == 1 && poolX == 2) poolTwo(from, pixel, y + to, chosen + to, vectors)
      else poolAny(from, pixel, line, y + to, chosen + to, vectors)
      if (rest < pixel) poolRest(from + rest, pixel, line, y + to + rest, chosen + to + rest, filters & 3)
    }
  }
}

// @ts-ignore: decorator
@inline
function wins(value: v128, best: v128): v128 {
  return v128.or(f32x4.gt(value, best), f32x4.ne(value, value))
}

// @ts-ignore: decorator
@inline
function winnerOf(best: v128, which: v128): v128 {
  return isRectified ? v128.or(which, v128.not(f32x4.gt(best, splat(0)))) : which // −1 is all bits set
}

// @ts-ignore: decorator
@inline
function rectify(best: v128): v128 {
  return isRectified ? f32x4.max(best, splat(0)) : best
}

function poolTwo(from: usize, pixel: usize, y: usize, chosen: usize, n: i32): void {
  const right = from + pixel
  for (let at: usize = 0, end = (<usize>n) << 2; at < end; at += 16) {
    const a = v128.load(from + at)
    const b = v128.load(right + at)
    const isRight = wins(b, a)
    const best = v128.bitselect(b, a, isRight)
    v128.store(y + at, rectify(best))
    v128.store(chosen + at, winnerOf(best, i32x4.neg(isRight)))
  }
}

function poolFour(from: usize, pixel: usize, line: usize, y: usize, chosen: usize, n: i32): void {
  const right = from + pixel
  const below = from + line
  const last = below + pixel
  for (let at: usize = 0, end = (<usize>n) << 2; at < end; at += 16) {
    const a = v128.load(from + at)
    const b = v128.load(right + at)
    const c = v128.load(below + at)
    const d = v128.load(last + at)
    const isB = wins(b, a)
    const upper = v128.bitselect(b, a, isB)
    const isD = wins(d, c)
    const lower = v128.bitselect(d, c, isD)
    const isLower = wins(lower, upper)
    const best = v128.bitselect(lower, upper, isLower)
    const which = v128.bitselect(i32x4.sub(i32x4.splat(2), isD), i32x4.neg(isB), isLower)
    v128.store(y + at, rectify(best))
    v128.store(chosen + at, winnerOf(best, which))
  }
}

function poolAny(from: usize, pixel: usize, line: usize, y: usize, chosen: usize, n: i32): void {
  for (let at: usize = 0, end = (<usize>n) << 2; at < end; at += 16) {
    let best = v128.load(from + at)
    let which = i32x4.splat(0)
    let index = 0
    for (let row = 0; row < poolY; row++)
      for (let column = 0; column < poolX; column++, index++) {
        const value = v128.load(from + at + <usize>row * line + <usize>column * pixel)
        const isBetter = wins(value, best)
        best = v128.bitselect(value, best, isBetter)
        which = v128.bitselect(i32x4.splat(index), which, isBetter)
      }
    v128.store(y + at, rectify(best))
    v128.store(chosen + at, winnerOf(best, which))
  }
}

// The last channels, fewer than four, one by one through the same steps.
function poolRest(from: usize, pixel: usize, line: usize, y: usize, chosen: usize, n: i32): void {
  for (const end = from + ((<usize>n) << 2); from < end; from += 4, y += 4, chosen += 4) {
    let best = v128.load32_splat(from)
    let which = i32x4.splat(0)
    let index = 0
    for (let row = 0; row < poolY; row++)
      for (let column = 0; column < poolX; column++, index++) {
        const value = v128.load32_splat(from + <usize>row * line + <usize>column * pixel)
        const isBetter = wins(value, best)
        best = v128.bitselect(value, best, isBetter)
        which = v128.bitselect(i32x4.splat(index), which, isBetter)
      }
    v128.store32_lane(y, rectify(best), 0)
    v128.store32_lane(chosen, winnerOf(best, which), 0)
  }
}
