// Pooling, a run of channels at a time: every tap of a window is a run of values next to each other.
// `chosen` holds positions within x as float32 (exact to 2²⁴).
import { addRun, copyRun, scaleRun, splat, zeroRun } from '../simd'
import { AVERAGE, EVERY_NTH, MAX, SQUARE_SUM } from './kinds'
import { bottom, channels, left, look, outHeight, outWidth, position, right, top } from './window'

export function pool(kind: i32, x: usize, y: usize, chosen: usize): void {
  const run = (<usize>channels) << 2
  for (let oy = 0; oy < outHeight; oy++)
    for (let ox = 0; ox < outWidth; ox++, y += run, chosen += run) {
      look(oy, ox)
      if (kind == MAX) poolMax(x, y, chosen)
      else if (kind == EVERY_NTH) copyRun(y, x + ((<usize>position(top, left)) << 2), channels)
      else poolSum(kind, x, y)
    }
}

function poolMax(x: usize, y: usize, chosen: usize): void {
  const first = position(top, left)
  copyRun(y, x + ((<usize>first) << 2), channels)
  for (let c = 0; c < channels; c++) store<f32>(chosen + ((<usize>c) << 2), <f32>(first + c))
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const at = position(row, column)
      maxRun(x + ((<usize>at) << 2), y, chosen, at)
    }
}

// Where x is larger, it and its position win; of equals, the one seen first stays.
function maxRun(x: usize, y: usize, chosen: usize, at: i32): void {
  const end = x + ((<usize>channels) << 2)
  const vectors = x + ((<usize>(channels >> 2)) << 4)
  const four = splat(4)
  let here = f32x4.add(splat(<f32>at), f32x4(0, 1, 2, 3))
  for (; x < vectors; x += 16, y += 16, chosen += 16, at += 4) {
    const value = v128.load(x)
    const best = v128.load(y)
    const wins = f32x4.gt(value, best)
    v128.store(y, v128.bitselect(value, best, wins))
    v128.store(chosen, v128.bitselect(here, v128.load(chosen), wins))
    here = f32x4.add(here, four)
  }
  for (; x < end; x += 4, y += 4, chosen += 4, at++)
    if (load<f32>(x) > load<f32>(y)) {
      store<f32>(y, load<f32>(x))
      store<f32>(chosen, <f32>at)
    }
}

function poolSum(kind: i32, x: usize, y: usize): void {
  zeroRun(y, channels)
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const from = x + ((<usize>position(row, column)) << 2)
      if (kind == SQUARE_SUM) addSquareRun(y, from)
      else addRun(y, from, channels)
    }
  if (kind == AVERAGE) scaleRun(y, 1 / <f32>((bottom - top) * (right - left)), channels)
  if (kind == SQUARE_SUM)
    for (const end = y + ((<usize>channels) << 2); y < end; y += 4) store<f32>(y, sqrt<f32>(load<f32>(y)))
}

function addSquareRun(to: usize, from: usize): void {
  for (const end = to + ((<usize>channels) << 2); to < end; to += 4, from += 4)
    store<f32>(to, load<f32>(to) + load<f32>(from) * load<f32>(from))
}
