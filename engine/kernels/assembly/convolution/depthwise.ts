// Depthwise convolution: every channel has one filter of its own, so all arithmetic runs along the channels.
// There is nothing to share between channels and hence no tile; sixteen channels' sums stay in registers
// while the taps (forward) or the pixels (gradient of the weights) pass by. Weights are [tap][channel].
import { copyRun, madd, zeroRun } from '../simd'
import { frame, pixelPlace, reachX, reachY, runPlace, source } from './frame'
import { share, weightPlace } from './pack'
import { take } from './scratch'
import { channels, groups, kernelX, kernelY, outHeight, outWidth, runs } from './window'

export function packDepthwise(w: usize, packed: usize, part: i32, parts: i32): void {
  const last = share(groups, part + 1, parts)
  for (let channel = share(groups, part, parts); channel < last; channel++)
    for (let y = 0; y < kernelY; y++)
      for (let x = 0; x < kernelX; x++)
        store<f32>(
          packed + ((<usize>((y * kernelX + x) * channels + channel)) << 2),
          load<f32>(weightPlace(w, channel, y, x)),
        )
}

// Where each tap lies from a pixel's first.
function listTaps(): usize {
  const taps = take(runs)
  for (let run = 0; run < runs; run++) store<u32>(taps + ((<usize>run) << 2), <u32>runPlace(run))
  return taps
}

export function depthwise(x: usize, packed: usize, b: usize, y: usize): void {
  frame(x, reachY(outHeight), reachX(outWidth), false)
  const taps = listTaps()
  const step = (<usize>channels) << 2
  for (let row = 0; row < outHeight; row++)
    for (let column = 0; column < outWidth; column++, y += step) {
      if (b) copyRun(y, b, channels)
      else zeroRun(y, channels)
      alongChannels(taps, runs, source + pixelPlace(row, column), packed, y)
    }
}

// dw[tap][c] += Σ over pixels of x[pixel + tap][c] · dy[pixel][c].
export function depthwiseGradWeights(x: usize, dy: usize, dw: usize): void {
  frame(x, reachY(outHeight), reachX(outWidth), false)
  const places = take(outWidth)
  const step = (<usize>channels) << 2
  for (let column = 0; column < outWidth; column++)
    store<u32>(places + ((<usize>column) << 2), <u32>pixelPlace(0, column))
  for (let row = 0; row < outHeight; row++)
    for (let run = 0; run < runs; run++) {
      const from = source + pixelPlace(row, 0) + runPlace(run)
      const g = dy + <usize>(row * outWidth) * step
      const to = dw + <usize>run * step
      alongChannels(places, outWidth, from, g, to)
    }
}

// to[c] += Σ over the listed places of a[place + c] · b[c], b a pixel further with each place.
function alongChannels(list: usize, count: i32, a: usize, b: usize, to: usize): void {
  const step = (<usize>channels) << 2
  const end = to + step
  for (; to + 64 <= end; to += 64, a += 64, b += 64) sixteen(list, count, a, b, step, to)
  for (; to + 16 <= end; to += 16, a += 16, b += 16) four(list, count, a, b, step, to)
  for (; to < end; to += 4, a += 4, b += 4) one(list, count, a, b, step, to)
}

function sixteen(list: usize, count: i32, a: usize, b: usize, step: usize, to: usize): void {
  let s0 = v128.load(to)
  let s1 = v128.load(to, 16)
  let s2 = v128.load(to, 32)
  let s3 = v128.load(to, 48)
  for (const end = list + ((<usize>count) << 2); list != end; list += 4, b += step) {
    const at = a + load<u32>(list)
    s0 = madd(v128.load(at), v128.load(b), s0)
    s1 = madd(v128.load(at, 16), v128.load(b, 16), s1)
    s2 = madd(v128.load(at, 32), v128.load(b, 32), s2)
    s3 = madd(v128.load(at, 48), v128.load(b, 48), s3)
  }
  v128.store(to, s0)
  v128.store(to, s1, 16)
  v128.store(to, s2, 32)
  v128.store(to, s3, 48)
}

function four(list: usize, count: i32, a: usize, b: usize, step: usize, to: usize): void {
  let sum = v128.load(to)
  for (const end = list + ((<usize>count) << 2); list != end; list += 4, b += step)
    sum = madd(v128.load(a + load<u32>(list)), v128.load(b), sum)
  v128.store(to, sum)
}

function one(list: usize, count: i32, a: usize, b: usize, step: usize, to: usize): void {
  let sum = load<f32>(to)
  for (const end = list + ((<usize>count) << 2); list != end; list += 4, b += step)
    sum += load<f32>(a + load<u32>(list)) * load<f32>(b)
  store<f32>(to, sum)
}
