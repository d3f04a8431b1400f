// Pooling, a run of channels at a time: every tap of a window is a run of values next to each other.
// Kinds are numbered as in wasm.ts, and `chosen` holds positions within x as float32 (exact to 2²⁴).
import { addRun, addScaledRun, copyRun, scaleRun, splat, zeroRun } from './simd'

const MAX: i32 = 0
const AVERAGE: i32 = 1
const SUM: i32 = 2
const SQUARE_SUM: i32 = 3
const EVERY_NTH: i32 = 4

let height: i32
let width: i32
let channels: i32
let outHeight: i32
let outWidth: i32
let kernelY: i32
let kernelX: i32
let strideY: i32
let strideX: i32
let beforeY: i32
let beforeX: i32
// The real (unpadded) part of the window being looked at: rows [top, bottom), columns [left, right).
let top: i32
let bottom: i32
let left: i32
let right: i32

export function poolingWindow(
  inputHeight: i32,
  inputWidth: i32,
  inputChannels: i32,
  outputHeight: i32,
  outputWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideVertical: i32,
  strideHorizontal: i32,
  paddingTop: i32,
  paddingLeft: i32,
): void {
  height = inputHeight
  width = inputWidth
  channels = inputChannels
  outHeight = outputHeight
  outWidth = outputWidth
  kernelY = kernelHeight
  kernelX = kernelWidth
  strideY = strideVertical
  strideX = strideHorizontal
  beforeY = paddingTop
  beforeX = paddingLeft
}

function look(oy: i32, ox: i32): void {
  const y = oy * strideY - beforeY
  const x = ox * strideX - beforeX
  top = max(y, 0)
  bottom = min(y + kernelY, height)
  left = max(x, 0)
  right = min(x + kernelX, width)
}

// @ts-ignore: decorator
@inline
function position(row: i32, column: i32): i32 {
  return (row * width + column) * channels
}

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

export function poolGrad(kind: i32, x: usize, y: usize, dy: usize, dx: usize, chosen: usize): void {
  const run = (<usize>channels) << 2
  zeroRun(dx, height * width * channels)
  for (let oy = 0; oy < outHeight; oy++)
    for (let ox = 0; ox < outWidth; ox++, y += run, dy += run, chosen += run) {
      if (kind == MAX) {
        scatterChosen(dy, dx, chosen)
        continue
      }
      look(oy, ox)
      if (kind == EVERY_NTH) addRun(dx + ((<usize>position(top, left)) << 2), dy, channels)
      else poolSumGrad(kind, x, y, dy, dx)
    }
}

function scatterChosen(dy: usize, dx: usize, chosen: usize): void {
  for (const end = dy + ((<usize>channels) << 2); dy < end; dy += 4, chosen += 4) {
    const to = dx + ((<usize>(<i32>load<f32>(chosen))) << 2)
    store<f32>(to, load<f32>(to) + load<f32>(dy))
  }
}

function poolSumGrad(kind: i32, x: usize, y: usize, dy: usize, dx: usize): void {
  const share: f32 = kind == AVERAGE ? 1 / <f32>((bottom - top) * (right - left)) : 1
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const at = (<usize>position(row, column)) << 2
      if (kind == SQUARE_SUM) addRatioRun(dx + at, x + at, y, dy)
      else addScaledRun(dx + at, dy, share, channels)
    }
}

// dx += dy · x / y, and nothing where y = √Σx² is 0: every x of that window is 0 and any slope would do.
function addRatioRun(dx: usize, x: usize, y: usize, dy: usize): void {
  for (const end = dx + ((<usize>channels) << 2); dx < end; dx += 4, x += 4, y += 4, dy += 4)
    if (load<f32>(y) != 0) store<f32>(dx, load<f32>(dx) + (load<f32>(dy) * load<f32>(x)) / load<f32>(y))
}
