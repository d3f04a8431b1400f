// The fully connected layer: y = x·w + b with w [in][out], so a row of w is all that one input value feeds.
// Narrow layers have code of their own (denseNarrow.ts). In a wide one, four rows go together, so that y is
// loaded and stored once for four; and a value that is exactly 0 (after ReLU or dropout) adds nothing to the
// weights' gradient and is skipped there.
import { denseNarrow, gradInputNarrow, gradWeightsNarrow } from './denseNarrow'
import { addRun, addScaledRun, copyRun, madd, zeroRun } from './simd'

function isNarrow(outputs: i32): bool {
  return outputs >= 4 && outputs <= 12
}

export function dense(x: usize, w: usize, b: usize, y: usize, inputs: i32, outputs: i32): void {
  if (b) copyRun(y, b, outputs)
  else zeroRun(y, outputs)
  if (isNarrow(outputs)) return denseNarrow(x, w, y, inputs, outputs)
  const row = (<usize>outputs) << 2
  let i = 0
  for (; i + 4 <= inputs; i += 4, x += 16, w += row << 2) addFourRows(x, w, row, y, outputs)
  for (; i < inputs; i++, x += 4, w += row) addScaledRun(y, w, load<f32>(x), outputs)
}

function addFourRows(x: usize, w: usize, row: usize, y: usize, n: i32): void {
  const x0 = v128.load32_splat(x)
  const x1 = v128.load32_splat(x, 4)
  const x2 = v128.load32_splat(x, 8)
  const x3 = v128.load32_splat(x, 12)
  const f0 = load<f32>(x)
  const f1 = load<f32>(x, 4)
  const f2 = load<f32>(x, 8)
  const f3 = load<f32>(x, 12)
  let w1 = w + row
  let w2 = w1 + row
  let w3 = w2 + row
  const end = y + ((<usize>n) << 2)
  const vectors = y + ((<usize>(n >> 2)) << 4)
  for (; y < vectors; y += 16, w += 16, w1 += 16, w2 += 16, w3 += 16)
    v128.store(
      y,
      madd(
        x3,
        v128.load(w3),
        madd(x2, v128.load(w2), madd(x1, v128.load(w1), madd(x0, v128.load(w), v128.load(y)))),
      ),
    )
  for (; y < end; y += 4, w += 4, w1 += 4, w2 += 4, w3 += 4)
    store<f32>(
      y,
      load<f32>(y) + f0 * load<f32>(w) + f1 * load<f32>(w1) + f2 * load<f32>(w2) + f3 * load<f32>(w3),
    )
}

export function denseGradWeights(x: usize, dy: usize, dw: usize, db: usize, inputs: i32, outputs: i32): void {
  const row = (<usize>outputs) << 2
  const end = x + ((<usize>inputs) << 2)
  if (db) addRun(db, dy, outputs)
  if (isNarrow(outputs)) return gradWeightsNarrow(x, end, dy, dw, outputs)
  for (; x < end; x += 4, dw += row) {
    const value = load<f32>(x)
    if (value != 0) addScaledRun(dw, dy, value, outputs)
  }
}

// dx[i] = Σ w[i][o]·dy[o]
export function denseGradInput(dy: usize, w: usize, dx: usize, inputs: i32, outputs: i32): void {
  const row = (<usize>outputs) << 2
  let i = 0
  if (isNarrow(outputs)) i = gradInputNarrow(dy, w, dx, inputs, outputs)
  for (dx += (<usize>i) << 2, w += <usize>i * row; i < inputs; i++, dx += 4, w += row)
    store<f32>(dx, dot(w, dy, outputs))
}

// Four sums, because each must wait four cycles for itself.
function dot(a: usize, b: usize, n: i32): f32 {
  const end = a + ((<usize>n) << 2)
  const vectors = a + ((<usize>(n >> 2)) << 4)
  const fours = a + ((<usize>(n >> 4)) << 6)
  let s = f32x4.splat(0)
  let s1 = s
  let s2 = s
  let s3 = s
  for (; a < fours; a += 64, b += 64) {
    s = madd(v128.load(a), v128.load(b), s)
    s1 = madd(v128.load(a, 16), v128.load(b, 16), s1)
    s2 = madd(v128.load(a, 32), v128.load(b, 32), s2)
    s3 = madd(v128.load(a, 48), v128.load(b, 48), s3)
  }
  s = f32x4.add(f32x4.add(s, s1), f32x4.add(s2, s3))
  for (; a < vectors; a += 16, b += 16) s = madd(v128.load(a), v128.load(b), s)
  let sum =
    f32x4.extract_lane(s, 0) +
    f32x4.extract_lane(s, 1) +
    (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3))
  for (; a < end; a += 4, b += 4) sum += load<f32>(a) * load<f32>(b)
  return sum
}
