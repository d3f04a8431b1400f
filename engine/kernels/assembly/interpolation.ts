// Maps enlarged with (bi)linear blending, pixel by pixel and a run of channels at a time.
// Where an output pixel lies is told in whole numbers, 2·factor steps to an input pixel, so that
// its shares are exact however large the map.
import { addScaledRun, splat, zeroRun } from './simd'

// Between which two values the position lies, and the share of the second: (position + ½) / factor − ½, not
// below 0.
let low: i32
let high: i32
let rest: f32

function between(position: i32, factor: i32, n: i32): void {
  const steps = max(2 * position + 1 - factor, 0)
  const each = 2 * factor
  low = steps / each
  high = min(low + 1, n - 1)
  rest = <f32>(steps - low * each) / <f32>each
}

// x [height][width][channels] and y [height · down][width · across][channels]
export function interpolate(
  x: usize,
  y: usize,
  height: i32,
  width: i32,
  channels: i32,
  down: i32,
  across: i32,
): void {
  const run = (<usize>channels) << 2
  const row = <usize>width * run
  for (let oy = 0; oy < height * down; oy++) {
    between(oy, down, height)
    const above = x + <usize>low * row
    const below = x + <usize>high * row
    const v = rest
    for (let ox = 0; ox < width * across; ox++, y += run) {
      between(ox, across, width)
      const left = <usize>low * run
      const right = <usize>high * run
      blend(above + left, above + right, below + left, below + right, y, v, rest, channels)
    }
  }
}

function blend(a: usize, b: usize, c: usize, d: usize, y: usize, v: f32, u: f32, n: i32): void {
  const fa: f32 = (1 - v) * (1 - u)
  const fb: f32 = (1 - v) * u
  const fc: f32 = v * (1 - u)
  const fd: f32 = v * u
  const va = splat(fa)
  const vb = splat(fb)
  const vc = splat(fc)
  const vd = splat(fd)
  const end = y + ((<usize>n) << 2)
  const vectors = y + ((<usize>(n >> 2)) << 4)
  for (; y < vectors; y += 16, a += 16, b += 16, c += 16, d += 16) {
    const top = f32x4.add(f32x4.mul(va, v128.load(a)), f32x4.mul(vb, v128.load(b)))
    v128.store(y, f32x4.add(top, f32x4.add(f32x4.mul(vc, v128.load(c)), f32x4.mul(vd, v128.load(d)))))
  }
  for (; y < end; y += 4, a += 4, b += 4, c += 4, d += 4)
    store<f32>(y, fa * load<f32>(a) + fb * load<f32>(b) + (fc * load<f32>(c) + fd * load<f32>(d)))
}

export function interpolateGrad(
  dy: usize,
  dx: usize,
  height: i32,
  width: i32,
  channels: i32,
  down: i32,
  across: i32,
): void {
  const run = (<usize>channels) << 2
  const row = <usize>width * run
  zeroRun(dx, height * width * channels)
  for (let oy = 0; oy < height * down; oy++) {
    between(oy, down, height)
    const above = dx + <usize>low * row
    const below = dx + <usize>high * row
    const v = rest
    for (let ox = 0; ox < width * across; ox++, dy += run) {
      between(ox, across, width)
      const left = <usize>low * run
      const right = <usize>high * run
      const u = rest
      addScaledRun(above + left, dy, (1 - v) * (1 - u), channels)
      if (u > 0) addScaledRun(above + right, dy, (1 - v) * u, channels)
      if (v > 0) addScaledRun(below + left, dy, v * (1 - u), channels)
      if (v > 0 && u > 0) addScaledRun(below + right, dy, v * u, channels)
    }
  }
}
