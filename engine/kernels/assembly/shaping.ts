// Values that move: borders added and cut off, channels put side by side. Row by row.
import { copyRun, zeroRun } from './simd'

// x [height, width] pixels of `channels` values into y [outHeight, outWidth], x's first pixel at (top, left)
// of y, which may be negative. What x does not cover becomes zero.
export function place(
  x: usize,
  y: usize,
  height: i32,
  width: i32,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  top: i32,
  left: i32,
): void {
  const from = max(left, 0)
  const to = min(left + width, outWidth)
  const row = (<usize>(outWidth * channels)) << 2
  for (let oy = 0; oy < outHeight; oy++, y += row) {
    const line = oy - top
    if (line < 0 || line >= height || to <= from) {
      zeroRun(y, outWidth * channels)
      continue
    }
    zeroRun(y, from * channels)
    copyRun(
      y + ((<usize>(from * channels)) << 2),
      x + ((<usize>((line * width + from - left) * channels)) << 2),
      (to - from) * channels,
    )
    zeroRun(y + ((<usize>(to * channels)) << 2), (outWidth - to) * channels)
  }
}

export function placeGrad(
  dy: usize,
  dx: usize,
  height: i32,
  width: i32,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  top: i32,
  left: i32,
): void {
  place(dy, dx, outHeight, outWidth, height, width, channels, -top, -left)
}

// x [positions, channels] becomes the channels from `first` on of y [positions, total], and back.
export function insertChannels(
  x: usize,
  y: usize,
  positions: i32,
  channels: i32,
  total: i32,
  first: i32,
): void {
  y += (<usize>first) << 2
  for (let p = 0; p < positions; p++, x += (<usize>channels) << 2, y += (<usize>total) << 2)
    copyRun(y, x, channels)
}

export function extractChannels(
  y: usize,
  x: usize,
  positions: i32,
  channels: i32,
  total: i32,
  first: i32,
): void {
  y += (<usize>first) << 2
  for (let p = 0; p < positions; p++, x += (<usize>channels) << 2, y += (<usize>total) << 2)
    copyRun(x, y, channels)
}
