// The gradient of a block's input: each winner sends g · w back to the patch it saw.
// Winners are listed for each row of the convolution's output from left to right, so that what
// reaches one pixel of dx through one row of the kernel is one piece of a list, which it follows (sparse.ts).
// Layout: packed weights [kernel height][kernel width][filter][in, whole vectors].
import { poolX, poolY } from './block'
import { share } from '../convolution/pack'
import { follow, nextVectors } from './sparse'
import { copyRun, zeroRun } from '../simd'
import {
  beforeX,
  beforeY,
  channels,
  dilationX,
  dilationY,
  filters,
  height,
  kernelX,
  kernelY,
  openScratch,
  outHeight,
  outWidth,
  reachX,
  reachY,
  strideX,
  strideY,
  take,
  width,
} from '../convolution/walk'

// Of one pooled pixel, what is not zero: [filter's place in the weights u32, g f32, winner i32].
let passing: usize
// For each row of a pooling window, its list, and where the entries of each column begin in it.
let rowLists: usize
let rowStarts: usize
let pixelVectors: i32
let filterBytes: usize
let tapBytes: usize

function roundedChannels(): i32 {
  return (channels + 3) & ~3
}

// Four filters at a time: they are neighbours in w and lie a row apart in the pack.
export function packBlockGradient(w: usize, packed: usize, part: i32, parts: i32): void {
  const rounded = roundedChannels()
  const fours = (filters + 3) >> 2
  const units = kernelY * kernelX * fours
  const last = share(units, part + 1, parts)
  const row = (<usize>rounded) << 2
  for (let unit = share(units, part, parts); unit < last; unit++) {
    const tap = unit / fours
    const filter = (unit % fours) * 4
    const n = min(4, filters - filter)
    let from = w + ((<usize>(tap * channels * filters + filter)) << 2)
    let to = packed + <usize>(tap * filters + filter) * row
    for (let channel = 0; channel < rounded; channel++, to += 4, from += (<usize>filters) << 2)
      for (let f = 0; f < n; f++)
        store<f32>(to + <usize>f * row, channel < channels ? load<f32>(from + ((<usize>f) << 2)) : 0)
  }
}

export function convolvePoolGradInput(
  dy: usize,
  chosen: usize,
  packed: usize,
  dx: usize,
  scratch: usize,
): void {
  openScratch(scratch)
  const rounded = roundedChannels()
  const across = outWidth / poolX
  pixelVectors = rounded >> 2
  filterBytes = (<usize>rounded) << 2
  tapBytes = <usize>filters * filterBytes
  const rows = reachY(outHeight)
  const wide = reachX(outWidth)
  const isInPlace =
    rounded == channels && beforeY <= 0 && beforeX <= 0 && rows - beforeY <= height && wide - beforeX <= width
  const image = isInPlace
    ? dx + ((<usize>((-beforeY * width - beforeX) * channels)) << 2)
    : take(rows * wide * rounded)
  const line = (<usize>((isInPlace ? width : wide) * rounded)) << 2
  passing = take(filters * 3 + 3)
  rowLists = take(poolY * (outWidth * filters * 2 + 2))
  rowStarts = take(poolY * (outWidth + 1))
  if (isInPlace) zeroRun(dx, height * width * channels)
  else zeroRun(image, rows * wide * rounded)
  for (let row = 0; row < outHeight; row += poolY) {
    listRow(dy, chosen, across)
    dy += (<usize>(across * filters)) << 2
    chosen += (<usize>(across * filters)) << 2
    for (let y = 0; y < poolY; y++)
      for (let tap = 0; tap < kernelY; tap++)
        addRow(
          y,
          packed + <usize>(tap * kernelX) * tapBytes,
          image + <usize>((row + y) * strideY + tap * dilationY) * line,
        )
  }
  if (!isInPlace) unframe(image, rows, wide, rounded, dx)
}

function listOfRow(y: i32): usize {
  return rowLists + ((<usize>(y * (outWidth * filters * 2 + 2))) << 2)
}

// The lists of one row of pooling windows. An entry's place is that of its weights for column 0 of dx, tap 0:
// the tap that reaches column x from output column c is x − c·stride, so the weights for x lie x taps
// further.
function listRow(dy: usize, chosen: usize, across: i32): void {
  for (let y = 0; y < poolY; y++) {
    const starts = rowStarts + ((<usize>(y * (outWidth + 1))) << 2)
    store<u32>(starts, <u32>listOfRow(y))
  }
  for (let pixel = 0; pixel < across; pixel++, dy += (<usize>filters) << 2, chosen += (<usize>filters) << 2) {
    const end = listPassing(dy, chosen)
    for (let y = 0; y < poolY; y++) {
      let starts = rowStarts + ((<usize>(y * (outWidth + 1) + pixel * poolX)) << 2)
      let to = <usize>load<u32>(starts)
      for (let x = 0; x < poolX; x++) {
        to = listColumn(end, y * poolX + x, <usize>((pixel * poolX + x) * strideX) * tapBytes, to)
        starts += 4
        store<u32>(starts, <u32>to)
      }
    }
  }
}

function listPassing(dy: usize, chosen: usize): usize {
  let to = passing
  for (
    let filter = 0, place: usize = 0;
    filter < filters;
    filter++, place += filterBytes, dy += 4, chosen += 4
  ) {
    const g = load<f32>(dy)
    const winner = load<i32>(chosen)
    store<u32>(to, <u32>place)
    store<f32>(to, g, 4)
    store<i32>(to, winner, 8)
    to += <usize>(i32(g != 0) & i32(winner >= 0)) * 12
  }
  return to
}

function listColumn(end: usize, winner: i32, back: usize, to: usize): usize {
  for (let entry = passing; entry < end; entry += 12) {
    store<u32>(to, load<u32>(entry) - <u32>back)
    store<u32>(to, load<u32>(entry, 4), 4)
    to += (<usize>(load<i32>(entry, 8) == winner)) << 3
  }
  return to
}

// One row of dx from one row of the convolution's output, through one row of the kernel.
function addRow(y: i32, weights: usize, to: usize): void {
  const starts = rowStarts + ((<usize>(y * (outWidth + 1))) << 2)
  if (dilationX > 1) return addRowTapByTap(starts, weights, to)
  const wide = reachX(outWidth)
  const pixel = (<usize>pixelVectors) << 4
  for (let x = 0; x < wide; x++, to += pixel, weights += tapBytes) {
    // Output columns whose kernel covers x.
    const first = max((x - kernelX + strideX) / strideX, 0)
    const last = min(x / strideX, outWidth - 1) + 1
    if (first < last)
      addPixel(
        <usize>load<u32>(starts + ((<usize>first) << 2)),
        <usize>load<u32>(starts + ((<usize>last) << 2)),
        weights,
        to,
      )
  }
}

// With dilation, the output columns that reach a place are not neighbours: each tap of each of them by
// itself.
function addRowTapByTap(starts: usize, weights: usize, to: usize): void {
  for (let column = 0; column < outWidth; column++, starts += 4) {
    const list = <usize>load<u32>(starts)
    const end = <usize>load<u32>(starts, 4)
    const from = weights + <usize>(column * strideX) * tapBytes
    for (let tap = 0; tap < kernelX; tap++)
      addPixel(
        list,
        end,
        from + <usize>tap * tapBytes,
        to + ((<usize>((column * strideX + tap * dilationX) * pixelVectors)) << 4),
      )
  }
}

function addPixel(list: usize, end: usize, weights: usize, to: usize): void {
  if (list == end) return
  for (let left = pixelVectors; left > 0;) {
    const n = nextVectors(left)
    const bytes = (<usize>n) << 4
    follow(n, weights, list, end, to, to)
    weights += bytes
    to += bytes
    left -= n
  }
}

// dx without the padding, and without the channels that fill up the last vector.
function unframe(image: usize, rows: i32, wide: i32, rounded: i32, dx: usize): void {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++, dx += (<usize>channels) << 2) {
      const row = y + beforeY
      const column = x + beforeX
      if (row >= 0 && row < rows && column >= 0 && column < wide)
        copyRun(dx, image + ((<usize>((row * wide + column) * rounded)) << 2), channels)
      else zeroRun(dx, channels)
    }
}
