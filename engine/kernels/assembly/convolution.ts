// Convolution as matrix products: y = columns(x)·w, dw += columns(x)ᵀ·dy, dx = scatter(dy·wᵀ).
// The one thing to know: the window's thirteen numbers are set once by `window` and stay until the next call; every
// thread has its own instance of this module, so its own window.
// Columns are [out pixels][kernel height · kernel width · in], weights [kernel height · kernel width · in][out].
import { gemm } from './gemm'
import { addRun, copyRun, zeroRun } from './simd'

let height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, filters: i32
let kernelY: i32, kernelX: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, beforeY: i32, beforeX: i32

export function convolutionWindow(h: i32, w: i32, c: i32, oh: i32, ow: i32, oc: i32, ky: i32, kx: i32, sy: i32, sx: i32, dy: i32, dx: i32, by: i32, bx: i32): void {
  height = h; width = w; channels = c; outHeight = oh; outWidth = ow; filters = oc
  kernelY = ky; kernelX = kx; strideY = sy; strideX = sx; dilationY = dy; dilationX = dx; beforeY = by; beforeX = bx
}

// A 1×1 kernel at stride 1 without padding: the columns are x itself.
function isPointwise(): bool {
  return kernelY == 1 && kernelX == 1 && strideY == 1 && strideX == 1 && outHeight == height && outWidth == width
}

// One row of the kernel over one output pixel; taps outside the image are zero.
function gatherTaps(x: usize, to: usize, row: i32, left: i32): void {
  const inside = row >= 0 && row < height, line = x + (<usize>(row * width * channels) << 2)
  if (inside && dilationX == 1 && left >= 0 && left + kernelX <= width) return copyRun(to, line + (<usize>(left * channels) << 2), kernelX * channels)
  for (let k = 0, column = left; k < kernelX; k++, column += dilationX, to += <usize>channels << 2) {
    if (inside && column >= 0 && column < width) copyRun(to, line + (<usize>(column * channels) << 2), channels)
    else zeroRun(to, channels)
  }
}

function columnsOf(x: usize, scratch: usize): usize {
  if (isPointwise()) return x
  const run = <usize>(kernelX * channels) << 2
  let to = scratch
  for (let oy = 0; oy < outHeight; oy++)
    for (let ox = 0; ox < outWidth; ox++)
      for (let k = 0; k < kernelY; k++, to += run) gatherTaps(x, to, oy * strideY - beforeY + k * dilationY, ox * strideX - beforeX)
  return scratch
}

export function convolve(x: usize, w: usize, b: usize, y: usize, scratch: usize): void {
  const pixels = outHeight * outWidth, depth = kernelY * kernelX * channels, columns = columnsOf(x, scratch), row = <usize>filters << 2
  if (b) for (let p = 0, to = y; p < pixels; p++, to += row) copyRun(to, b, filters)
  else zeroRun(y, pixels * filters)
  gemm(columns, <usize>depth << 2, 4, w, row, y, row, pixels, filters, depth)
}

export function convolveGradWeights(x: usize, dy: usize, dw: usize, db: usize, scratch: usize): void {
  const pixels = outHeight * outWidth, depth = kernelY * kernelX * channels, columns = columnsOf(x, scratch), row = <usize>filters << 2
  gemm(columns, 4, <usize>depth << 2, dy, row, dw, row, depth, filters, pixels)
  if (db) for (let p = 0; p < pixels; p++, dy += row) addRun(db, dy, filters)
}

export function convolveGradInput(dy: usize, w: usize, dx: usize, scratch: usize): void {
  const pixels = outHeight * outWidth, depth = kernelY * kernelX * channels
  const turned = scratch + (<usize>(pixels * depth) << 2), columns = isPointwise() ? dx : scratch
  transpose(w, turned, depth, filters)
  zeroRun(columns, pixels * depth)
  gemm(dy, <usize>filters << 2, 4, turned, <usize>depth << 2, columns, <usize>depth << 2, pixels, depth, filters)
  if (columns != dx) scatterColumns(columns, dx)
}

// to[column][row] = from[row][column]
function transpose(from: usize, to: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) {
    let target = to + (<usize>r << 2)
    for (let c = 0; c < columns; c++, from += 4, target += <usize>rows << 2) store<f32>(target, load<f32>(from))
  }
}

// dx = Σ of the columns that were read from each place.
function scatterColumns(columns: usize, dx: usize): void {
  zeroRun(dx, height * width * channels)
  const run = <usize>(kernelX * channels) << 2
  for (let oy = 0; oy < outHeight; oy++)
    for (let ox = 0; ox < outWidth; ox++)
      for (let k = 0; k < kernelY; k++, columns += run) scatterTaps(columns, dx, oy * strideY - beforeY + k * dilationY, ox * strideX - beforeX)
}

function scatterTaps(from: usize, dx: usize, row: i32, left: i32): void {
  if (row < 0 || row >= height) return
  const line = dx + (<usize>(row * width * channels) << 2)
  if (dilationX == 1 && left >= 0 && left + kernelX <= width) return addRun(line + (<usize>(left * channels) << 2), from, kernelX * channels)
  for (let k = 0, column = left; k < kernelX; k++, column += dilationX, from += <usize>channels << 2)
    if (column >= 0 && column < width) addRun(line + (<usize>(column * channels) << 2), from, channels)
}
