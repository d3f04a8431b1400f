// The fully connected layer: y = x·w + b with w [in][out], so a row of w is all that one input value feeds.
// The one thing to know: four rows go together, so that y is loaded and stored once for four; a value that is exactly
// 0 (after ReLU or dropout) adds nothing to the weights' gradient and is skipped there.
import { addRun, addScaledRun, copyRun, madd, zeroRun } from './simd'

export function dense(x: usize, w: usize, b: usize, y: usize, inputs: i32, outputs: i32): void {
  if (b) copyRun(y, b, outputs)
  else zeroRun(y, outputs)
  const row = <usize>outputs << 2
  let i = 0
  for (; i + 4 <= inputs; i += 4, x += 16, w += row << 2) addFourRows(x, w, row, y, outputs)
  for (; i < inputs; i++, x += 4, w += row) addScaledRun(y, w, load<f32>(x), outputs)
}

function addFourRows(x: usize, w: usize, row: usize, y: usize, n: i32): void {
  const x0 = v128.load32_splat(x), x1 = v128.load32_splat(x, 4), x2 = v128.load32_splat(x, 8), x3 = v128.load32_splat(x, 12)
  const f0 = load<f32>(x), f1 = load<f32>(x, 4), f2 = load<f32>(x, 8), f3 = load<f32>(x, 12)
  let w1 = w + row, w2 = w1 + row, w3 = w2 + row
  const end = y + (<usize>n << 2), vectors = y + (<usize>(n >> 2) << 4)
  for (; y < vectors; y += 16, w += 16, w1 += 16, w2 += 16, w3 += 16)
    v128.store(y, madd(x3, v128.load(w3), madd(x2, v128.load(w2), madd(x1, v128.load(w1), madd(x0, v128.load(w), v128.load(y))))))
  for (; y < end; y += 4, w += 4, w1 += 4, w2 += 4, w3 += 4)
    store<f32>(y, load<f32>(y) + f0 * load<f32>(w) + f1 * load<f32>(w1) + f2 * load<f32>(w2) + f3 * load<f32>(w3))
}

export function denseGradWeights(x: usize, dy: usize, dw: usize, db: usize, inputs: i32, outputs: i32): void {
  const row = <usize>outputs << 2
  if (db) addRun(db, dy, outputs)
  for (const end = x + (<usize>inputs << 2); x < end; x += 4, dw += row) {
    const value = load<f32>(x)
    if (value != 0) addScaledRun(dw, dy, value, outputs)
  }
}

// dx[i] = Σ w[i][o]·dy[o]
export function denseGradInput(dy: usize, w: usize, dx: usize, inputs: i32, outputs: i32): void {
  for (const end = dx + (<usize>inputs << 2); dx < end; dx += 4, w += <usize>outputs << 2) store<f32>(dx, dot(w, dy, outputs))
}

function dot(a: usize, b: usize, n: i32): f32 {
  const end = a + (<usize>n << 2), vectors = a + (<usize>(n >> 2) << 4)
  let s = f32x4.splat(0)
  for (; a < vectors; a += 16, b += 16) s = madd(v128.load(a), v128.load(b), s)
  let sum = (f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1)) + (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3))
  for (; a < end; a += 4, b += 4) sum += load<f32>(a) * load<f32>(b)
  return sum
}
