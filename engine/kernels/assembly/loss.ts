// Softmax and cross-entropy of one sample: p = e^(x − max) / Σ, loss = ln Σ − (x[label] − max), dx = p − [is label].
import { exp4, log4 } from './mathematics'
import { scaleRun, splat } from './simd'

export function softmaxCrossEntropy(x: usize, label: i32, p: usize, dx: usize, n: i32): f32 {
  let largest = load<f32>(x), sum: f32 = 0
  for (let i = 1; i < n; i++) largest = max<f32>(largest, load<f32>(x + (<usize>i << 2)))
  for (let i = 0; i < n; i++) {
    const e = f32x4.extract_lane(exp4(splat(load<f32>(x + (<usize>i << 2)) - largest)), 0)
    store<f32>(p + (<usize>i << 2), e)
    sum += e
  }
  scaleRun(p, 1 / sum, n)
  for (let i = 0; i < n; i++) store<f32>(dx + (<usize>i << 2), load<f32>(p + (<usize>i << 2)) - <f32>(i == label))
  return f32x4.extract_lane(log4(splat(sum)), 0) - (load<f32>(x + (<usize>label << 2)) - largest)
}
