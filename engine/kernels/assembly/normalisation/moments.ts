// Batch normalisation over values [positions][channels]: means and variances. Eight channels at a time stay
// in registers while the loop goes down the positions; the last channels, fewer than eight, go one by one.
// Moments are five rows of `channels` values: mean, 1 / √(variance + ε), mean of dy, mean of dy·x̂, unbiased
// variance. What is summed over samples is summed in float64 and in their order, so by any thread alike.
import { splat, zeroRun } from '../simd'

export function summariseMoments(x: usize, summary: usize, positions: i32, channels: i32): void {
  const row = (<usize>channels) << 2
  const end = x + <usize>positions * row
  const share: f32 = 1 / <f32>positions
  let c = 0
  for (; c + 8 <= channels; c += 8, x += 32, summary += 32) {
    means8(x, row, end, share, summary)
    squares8(x, row, end, summary, summary + row)
  }
  for (; c < channels; c++, x += 4, summary += 4) {
    let sum: f32 = 0
    let squares: f32 = 0
    for (let at = x; at < end; at += row) sum += load<f32>(at)
    const mean = sum * share
    for (let at = x; at < end; at += row) squares += (load<f32>(at) - mean) * (load<f32>(at) - mean)
    store<f32>(summary, mean)
    store<f32>(summary + row, squares)
  }
}

function means8(x: usize, row: usize, end: usize, share: f32, to: usize): void {
  let a = splat(0)
  let b = splat(0)
  for (; x < end; x += row) {
    a = f32x4.add(a, v128.load(x))
    b = f32x4.add(b, v128.load(x, 16))
  }
  v128.store(to, f32x4.mul(a, splat(share)))
  v128.store(to, f32x4.mul(b, splat(share)), 16)
}

function squares8(x: usize, row: usize, end: usize, mean: usize, to: usize): void {
  const m = v128.load(mean)
  const n = v128.load(mean, 16)
  let a = splat(0)
  let b = splat(0)
  for (; x < end; x += row) {
    const d = f32x4.sub(v128.load(x), m)
    const e = f32x4.sub(v128.load(x, 16), n)
    a = f32x4.add(a, f32x4.mul(d, d))
    b = f32x4.add(b, f32x4.mul(e, e))
  }
  v128.store(to, a)
  v128.store(to, b, 16)
}

// Two sets of values make one: Chan, Golub and LeVeque 1979, in the form of reference/batchNormalisation.ts.
export function combineMoments(
  summaries: usize,
  count: i32,
  positions: i32,
  channels: i32,
  epsilon: f64,
  moments: usize,
): void {
  const row = (<usize>channels) << 2
  const n = <f64>count * <f64>positions
  for (let c = 0; c < channels; c++, summaries += 4, moments += 4) {
    let mean: f64 = 0
    let squares: f64 = 0
    for (let i = 0, at = summaries; i < count; i++, at += row << 1) {
      const delta = <f64>load<f32>(at) - mean
      const share = 1 / <f64>(i + 1)
      mean += delta * share
      squares += <f64>load<f32>(at + row) + delta * delta * <f64>positions * <f64>i * share
    }
    store<f32>(moments, <f32>mean)
    store<f32>(moments + row, <f32>(1 / sqrt<f64>(squares / n + epsilon)))
    store<f32>(moments + (row << 2), <f32>(squares / max<f64>(n - 1, 1)))
  }
}

export function fixMoments(mean: usize, variance: usize, channels: i32, epsilon: f64, moments: usize): void {
  const row = (<usize>channels) << 2
  zeroRun(moments + (row << 1), 3 * channels)
  for (let c = 0; c < channels; c++, mean += 4, variance += 4, moments += 4) {
    store<f32>(moments, load<f32>(mean))
    store<f32>(moments + row, <f32>(1 / sqrt<f64>(<f64>load<f32>(variance) + epsilon)))
  }
}

// running ← momentum·running + (1 − momentum)·batch
export function updateRunningMoments(
  moments: usize,
  channels: i32,
  momentum: f32,
  mean: usize,
  variance: usize,
): void {
  const unbiased = moments + ((<usize>channels) << 4)
  const rest: f32 = 1 - momentum
  for (let i: usize = 0; i < (<usize>channels) << 2; i += 4) {
    store<f32>(mean + i, momentum * load<f32>(mean + i) + rest * load<f32>(moments + i))
    store<f32>(variance + i, momentum * load<f32>(variance + i) + rest * load<f32>(unbiased + i))
  }
}
