// The gradient of a block's input: each winner sends g · w back to the patch it saw. What reaches one pixel
// of dx through one row of the kernel is one piece of a list, which it follows (follow.ts).
import { reachX, reachY } from '../convolution/frame'
import { openScratch, take } from '../convolution/scratch'
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
  outHeight,
  outWidth,
  strideX,
  strideY,
  width,
} from '../convolution/window'
import { copyRun, zeroRun } from '../simd'
import { follow, nextVectors } from './follow'
import { listRow, openLists, rowStarts, setWeightSizes, tapBytes } from './inputLists'
import { roundedChannels } from './packGradient'
import { poolX, poolY } from './window'

let pixelVectors: i32
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
  setWeightSizes(rounded)
  const rows = reachY(outHeight)
  const wide = reachX(outWidth)
  const isInPlace =
    rounded == channels && beforeY <= 0 && beforeX <= 0 && rows - beforeY <= height && wide - beforeX <= width
  const image = isInPlace
    ? dx + ((<usize>((-beforeY * width - beforeX) * channels)) << 2)
    : take(rows * wide * rounded)
  const line = (<usize>((isInPlace ? width : wide) * rounded)) << 2
  openLists()
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
