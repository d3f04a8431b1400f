// Matrix product C += A·B, the arithmetic under every convolution.
// The one thing to know: each tile is one loop with one step of depth per turn and nothing nested. V8's optimiser keeps
// the twelve sums of the 6×8 tile in registers only in that shape; nested, it spills them and runs at half the speed.
// A is read at a + row·aRow + step·aStep, B at b + step·bStep (columns next to each other), C at c + row·cRow; all in bytes.
import { madd } from './simd'

const TILE: i32 = 6

export function gemm(a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, rows: i32, columns: i32, depth: i32): void {
  for (let row = 0; row < rows; row += TILE) {
    const n = min(rows - row, TILE), aTile = a + <usize>row * aRow, cTile = c + <usize>row * cRow
    let column = 0
    for (; column + 8 <= columns; column += 8) tile8(aTile, aRow, aStep, b + (<usize>column << 2), bStep, cTile + (<usize>column << 2), cRow, n, depth)
    if (column + 4 <= columns) {
      tile4(aTile, aRow, aStep, b + (<usize>column << 2), bStep, cTile + (<usize>column << 2), cRow, n, depth)
      column += 4
    }
    for (; column < columns; column++) tile1(aTile, aRow, aStep, b + (<usize>column << 2), bStep, cTile + (<usize>column << 2), cRow, n, depth)
  }
}

// Where fewer than six rows are left, the missing ones point at the last real one: they compute and store the same twice.
function tile8(a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, rows: i32, depth: i32): void {
  let a1 = a + (rows > 1 ? aRow : 0), a2 = a1 + (rows > 2 ? aRow : 0), a3 = a2 + (rows > 3 ? aRow : 0), a4 = a3 + (rows > 4 ? aRow : 0), a5 = a4 + (rows > 5 ? aRow : 0)
  const c1 = c + (rows > 1 ? cRow : 0), c2 = c1 + (rows > 2 ? cRow : 0), c3 = c2 + (rows > 3 ? cRow : 0), c4 = c3 + (rows > 4 ? cRow : 0), c5 = c4 + (rows > 5 ? cRow : 0)
  let s00 = v128.load(c), s01 = v128.load(c, 16), s10 = v128.load(c1), s11 = v128.load(c1, 16), s20 = v128.load(c2), s21 = v128.load(c2, 16)
  let s30 = v128.load(c3), s31 = v128.load(c3, 16), s40 = v128.load(c4), s41 = v128.load(c4, 16), s50 = v128.load(c5), s51 = v128.load(c5, 16)
  for (const end = b + <usize>depth * bStep; b != end; b += bStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16)
    let x = v128.load32_splat(a)
    s00 = madd(x, b0, s00); s01 = madd(x, b1, s01)
    x = v128.load32_splat(a1)
    s10 = madd(x, b0, s10); s11 = madd(x, b1, s11)
    x = v128.load32_splat(a2)
    s20 = madd(x, b0, s20); s21 = madd(x, b1, s21)
    x = v128.load32_splat(a3)
    s30 = madd(x, b0, s30); s31 = madd(x, b1, s31)
    x = v128.load32_splat(a4)
    s40 = madd(x, b0, s40); s41 = madd(x, b1, s41)
    x = v128.load32_splat(a5)
    s50 = madd(x, b0, s50); s51 = madd(x, b1, s51)
    a += aStep; a1 += aStep; a2 += aStep; a3 += aStep; a4 += aStep; a5 += aStep
  }
  v128.store(c, s00); v128.store(c, s01, 16); v128.store(c1, s10); v128.store(c1, s11, 16); v128.store(c2, s20); v128.store(c2, s21, 16)
  v128.store(c3, s30); v128.store(c3, s31, 16); v128.store(c4, s40); v128.store(c4, s41, 16); v128.store(c5, s50); v128.store(c5, s51, 16)
}

function tile4(a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, rows: i32, depth: i32): void {
  let a1 = a + (rows > 1 ? aRow : 0), a2 = a1 + (rows > 2 ? aRow : 0), a3 = a2 + (rows > 3 ? aRow : 0), a4 = a3 + (rows > 4 ? aRow : 0), a5 = a4 + (rows > 5 ? aRow : 0)
  const c1 = c + (rows > 1 ? cRow : 0), c2 = c1 + (rows > 2 ? cRow : 0), c3 = c2 + (rows > 3 ? cRow : 0), c4 = c3 + (rows > 4 ? cRow : 0), c5 = c4 + (rows > 5 ? cRow : 0)
  let s0 = v128.load(c), s1 = v128.load(c1), s2 = v128.load(c2), s3 = v128.load(c3), s4 = v128.load(c4), s5 = v128.load(c5)
  for (const end = b + <usize>depth * bStep; b != end; b += bStep) {
    const b0 = v128.load(b)
    s0 = madd(v128.load32_splat(a), b0, s0)
    s1 = madd(v128.load32_splat(a1), b0, s1)
    s2 = madd(v128.load32_splat(a2), b0, s2)
    s3 = madd(v128.load32_splat(a3), b0, s3)
    s4 = madd(v128.load32_splat(a4), b0, s4)
    s5 = madd(v128.load32_splat(a5), b0, s5)
    a += aStep; a1 += aStep; a2 += aStep; a3 += aStep; a4 += aStep; a5 += aStep
  }
  v128.store(c, s0); v128.store(c1, s1); v128.store(c2, s2); v128.store(c3, s3); v128.store(c4, s4); v128.store(c5, s5)
}

function tile1(a: usize, aRow: usize, aStep: usize, b: usize, bStep: usize, c: usize, cRow: usize, rows: i32, depth: i32): void {
  let a1 = a + (rows > 1 ? aRow : 0), a2 = a1 + (rows > 2 ? aRow : 0), a3 = a2 + (rows > 3 ? aRow : 0), a4 = a3 + (rows > 4 ? aRow : 0), a5 = a4 + (rows > 5 ? aRow : 0)
  const c1 = c + (rows > 1 ? cRow : 0), c2 = c1 + (rows > 2 ? cRow : 0), c3 = c2 + (rows > 3 ? cRow : 0), c4 = c3 + (rows > 4 ? cRow : 0), c5 = c4 + (rows > 5 ? cRow : 0)
  let s0 = load<f32>(c), s1 = load<f32>(c1), s2 = load<f32>(c2), s3 = load<f32>(c3), s4 = load<f32>(c4), s5 = load<f32>(c5)
  for (const end = b + <usize>depth * bStep; b != end; b += bStep) {
    const y = load<f32>(b)
    s0 += load<f32>(a) * y; s1 += load<f32>(a1) * y; s2 += load<f32>(a2) * y
    s3 += load<f32>(a3) * y; s4 += load<f32>(a4) * y; s5 += load<f32>(a5) * y
    a += aStep; a1 += aStep; a2 += aStep; a3 += aStep; a4 += aStep; a5 += aStep
  }
  store<f32>(c, s0); store<f32>(c1, s1); store<f32>(c2, s2); store<f32>(c3, s3); store<f32>(c4, s4); store<f32>(c5, s5)
}
