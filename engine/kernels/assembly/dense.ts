// The fully connected layer: y = x·w + b with w [in][out], so a row of w is all that one input value feeds.
// There are two ways. A narrow layer, 4 to 12 outputs as in most classifiers, keeps a whole row in three
// vectors: the first four, the last four, and four between, which overlap where there are fewer than twelve.
// In a wide one, four rows go together, so that y is loaded and stored once for four; and a value that is
// exactly 0 (after ReLU or dropout) adds nothing to the weights' gradient and is skipped there.
import { addRun, addScaledRun, copyRun, madd, zeroRun } from './simd'

function isNarrow(outputs: i32): bool {
  return outputs >= 4 && outputs <= 12
}

// Where the vector between and the last one begin, in bytes from the row's start.
// @ts-ignore: decorator
@inline
function betweenPlace(outputs: i32): usize {
  return (<usize>min(4, outputs - 4)) << 2
}
// @ts-ignore: decorator
@inline
function lastPlace(outputs: i32): usize {
  return (<usize>(outputs - 4)) << 2
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

// Even and odd rows have sums of their own, because a sum must wait four cycles for itself.
function denseNarrow(x: usize, w: usize, y: usize, inputs: i32, outputs: i32): void {
  const row = (<usize>outputs) << 2
  const between = betweenPlace(outputs)
  const last = lastPlace(outputs)
  const end = x + ((<usize>inputs) << 2)
  let a = v128.load(y)
  let b = v128.load(y + between)
  let c = v128.load(y + last)
  let a1 = f32x4.splat(0)
  let b1 = a1
  let c1 = a1
  for (; x + 8 <= end; x += 8) {
    let value = v128.load32_splat(x)
    a = madd(value, v128.load(w), a)
    b = madd(value, v128.load(w + between), b)
    c = madd(value, v128.load(w + last), c)
    w += row
    value = v128.load32_splat(x, 4)
    a1 = madd(value, v128.load(w), a1)
    b1 = madd(value, v128.load(w + between), b1)
    c1 = madd(value, v128.load(w + last), c1)
    w += row
  }
  if (x < end) {
    const value = v128.load32_splat(x)
    a = madd(value, v128.load(w), a)
    b = madd(value, v128.load(w + between), b)
    c = madd(value, v128.load(w + last), c)
  }
  v128.store(y, f32x4.add(a, a1))
  v128.store(y + between, f32x4.add(b, b1))
  v128.store(y + last, f32x4.add(c, c1))
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

// All three are loaded before any is stored: where they overlap, the same sum is stored twice.
function gradWeightsNarrow(x: usize, end: usize, dy: usize, dw: usize, outputs: i32): void {
  const row = (<usize>outputs) << 2
  const between = betweenPlace(outputs)
  const last = lastPlace(outputs)
  const dyA = v128.load(dy)
  const dyB = v128.load(dy + between)
  const dyC = v128.load(dy + last)
  for (; x < end; x += 4, dw += row) {
    const value = v128.load32_splat(x)
    const a = madd(value, dyA, v128.load(dw))
    const b = madd(value, dyB, v128.load(dw + between))
    const c = madd(value, dyC, v128.load(dw + last))
    v128.store(dw, a)
    v128.store(dw + between, b)
    v128.store(dw + last, c)
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

// Four rows at a time, whose sums are then turned so that the lanes can be added up. Returns how many rows it
// made.
function gradInputNarrow(dy: usize, w: usize, dx: usize, inputs: i32, outputs: i32): i32 {
  const row = (<usize>outputs) << 2
  const between = betweenPlace(outputs)
  const last = lastPlace(outputs)
  const lanes = i32x4(0, 1, 2, 3)
  // Outputs that the vectors before had already count as 0.
  const dyA = v128.load(dy)
  const dyB = v128.and(v128.load(dy + between), i32x4.ge_s(lanes, i32x4.splat(8 - min(8, outputs))))
  const dyC = v128.and(v128.load(dy + last), i32x4.ge_s(lanes, i32x4.splat(12 - max(8, outputs))))
  const fours = inputs >> 2
  for (let i = 0; i < fours; i++, dx += 16) {
    const a = rowSums(w, between, last, dyA, dyB, dyC)
    const b = rowSums(w + row, between, last, dyA, dyB, dyC)
    w += row << 1
    const c = rowSums(w, between, last, dyA, dyB, dyC)
    const d = rowSums(w + row, between, last, dyA, dyB, dyC)
    w += row << 1
    const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7))
    const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 2, 4, 6), v128.shuffle<f32>(c, d, 1, 3, 5, 7))
    v128.store(dx, f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7)))
  }
  return fours << 2
}

// @ts-ignore: decorator
@inline
function rowSums(w: usize, between: usize, last: usize, a: v128, b: v128, c: v128): v128 {
  return madd(v128.load(w + last), c, madd(v128.load(w + between), b, f32x4.mul(v128.load(w), a)))
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
