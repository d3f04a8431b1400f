// The image as the taps see it: with its padding around it, in scratch, where they leave it. Places in bytes.
import { copyRun, zeroRun } from '../simd'
import { take } from './scratch'
import {
  beforeX,
  beforeY,
  channels,
  dilationX,
  dilationY,
  height,
  kernelX,
  kernelY,
  runs,
  strideX,
  strideY,
  width,
} from './window'

// Set by `frame`: the first value, and the bytes of one row.
export let source: usize
export let pitch: usize

// How far the taps reach from the first output pixel to the last.
export function reachY(outRows: i32): i32 {
  return (outRows - 1) * strideY + (kernelY - 1) * dilationY + 1
}
export function reachX(outColumns: i32): i32 {
  return (outColumns - 1) * strideX + (kernelX - 1) * dilationX + 1
}

// Puts the padding around x, in scratch; x itself serves where the taps never leave it. `isCopied` asks for a
// copy, which has four values to spare behind it, for kernels that read whole vectors.
export function frame(x: usize, rows: i32, columns: i32, isCopied: bool): void {
  const isInside = beforeY <= 0 && beforeX <= 0 && rows - beforeY <= height && columns - beforeX <= width
  if (isInside && !isCopied) {
    pitch = (<usize>(width * channels)) << 2
    source = x + ((<usize>((-beforeY * width - beforeX) * channels)) << 2)
    return
  }
  pitch = (<usize>(columns * channels)) << 2
  source = take(rows * columns * channels + 4)
  for (let row = 0, to = source; row < rows; row++, to += pitch) {
    const y = row - beforeY
    if (y >= 0 && y < height) frameRow(x + ((<usize>(y * width * channels)) << 2), to, columns)
    else zeroRun(to, columns * channels)
  }
}

function frameRow(from: usize, to: usize, columns: i32): void {
  const first = min(max(beforeX, 0), columns)
  const last = max(min(width + beforeX, columns), first)
  zeroRun(to, first * channels)
  copyRun(
    to + ((<usize>(first * channels)) << 2),
    from + ((<usize>((first - beforeX) * channels)) << 2),
    (last - first) * channels,
  )
  zeroRun(to + ((<usize>(last * channels)) << 2), (columns - last) * channels)
}

// Where the taps of an output pixel begin, and where one of its runs does from there.
export function pixelPlace(row: i32, column: i32): usize {
  return <usize>(row * strideY) * pitch + ((<usize>(column * strideX * channels)) << 2)
}
export function runPlace(run: i32): usize {
  if (runs == kernelY) return <usize>(run * dilationY) * pitch
  return (
    <usize>((run / kernelX) * dilationY) * pitch + ((<usize>((run % kernelX) * dilationX * channels)) << 2)
  )
}
