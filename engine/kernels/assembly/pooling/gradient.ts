// The gradient of pooling's input, a run of channels at a time.
import { addRun, addScaledRun, zeroRun } from '../simd'
import { AVERAGE, EVERY_NTH, MAX, SQUARE_SUM } from './kinds'
import {
  bottom,
  channels,
  height,
  left,
  look,
  outHeight,
  outWidth,
  position,
  right,
  top,
  width,
} from './window'

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
