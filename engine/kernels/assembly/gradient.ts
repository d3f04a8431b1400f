// The gradient of a convolution's weights: dw[k][o] += Σ over output pixels p of patch(p)[k] · dy[p][o].
// The one thing to know: the same 6×8 tile as forward, turned: six neighbouring values of the patch times eight filters,
// and the depth runs over the pixels of a band. Patches are read where they lie, unless their runs are short.
import { gatherColumns, listPlaces } from './direct'
import { copyRun, madd, splat, zeroRun } from './simd'
import {
  bandColumns, bandRows, COLUMNS, depth, filters, frame, groupFilters, groupInputs, groups, outHeight, outWidth, panels, patchRoom, pixelPlace, reachX,
  reachY, runLength, runPlace, runs, source, take, way,
} from './walk'

let places: usize, columns: usize, strip: usize, corner: usize

export function directGradWeights(x: usize, dy: usize, dw: usize): void {
  frame(x, reachY(outHeight), reachX(outWidth), way == COLUMNS)
  const most = bandRows * bandColumns
  places = take(most)
  strip = take(most * 8)
  corner = take(6 * 8)
  if (way == COLUMNS) columns = take(most * patchRoom)
  for (let row = 0; row < outHeight; row += bandRows)
    for (let column = 0; column < outWidth; column += bandColumns)
      gradBand(row, min(bandRows, outHeight - row), column, min(bandColumns, outWidth - column), dy + (<usize>((row * outWidth + column) * filters) << 2), dw)
}

// A band is whole rows or a piece of one, so its gradients follow each other in dy.
function gradBand(row: i32, rows: i32, column: i32, count: i32, dy: usize, dw: usize): void {
  const pixels = rows * count
  for (let group = 0; group < groups; group++) {
    const from = source + pixelPlace(row, column) + (<usize>(group * groupInputs) << 2)
    listPatches(from, rows, count)
    for (let panel = 0; panel < panels; panel++) {
      const first = <usize>(group * groupFilters + panel * 8) << 2, real = min(groupFilters - panel * 8, 8)
      const g = real == 8 ? dy + first : stripOf(dy + first, pixels, real), step: usize = real == 8 ? <usize>filters << 2 : 32
      if (way == COLUMNS) gradRun(columns, depth, pixels, g, step, dw + first, real)
      else
        for (let run = 0; run < runs; run++)
          gradRun(from + runPlace(run), runLength, pixels, g, step, dw + first + (<usize>(run * runLength * filters) << 2), real)
    }
  }
}

function listPatches(from: usize, rows: i32, count: i32): void {
  if (way == COLUMNS) return gatherColumns(from, rows, count, columns, places)
  listPlaces(rows, count, places)
}

// The last few filters, filled up with zeros to eight.
function stripOf(dy: usize, pixels: i32, real: i32): usize {
  for (let p = 0, to = strip; p < pixels; p++, to += 32, dy += <usize>filters << 2) {
    v128.store(to, splat(0)); v128.store(to, splat(0), 16)
    copyRun(to, dy, real)
  }
  return strip
}

// `length` rows of dw, from values next to each other in the patches. A panel that is not full is summed aside.
function gradRun(a: usize, length: i32, pixels: i32, dy: usize, step: usize, dw: usize, real: i32): void {
  const row = <usize>filters << 2
  if (real == 8) return addProducts(places, pixels, a, length, dy, step, dw, row)
  for (let k = 0; k < length; k += 6, a += 24) {
    const n = min(6, length - k)
    zeroRun(corner, 48)
    addProducts(places, pixels, a, n, dy, step, corner, 32)
    for (let i = 0; i < n; i++, dw += row) addFew(dw, corner + (<usize>i << 5), real)
  }
}

// The same between two matrices: to[row][8] += Σ over `count` places of a[place + row] · g[8], `rows` rows of `to`.
export function addProducts(list: usize, count: i32, a: usize, rows: i32, g: usize, gStep: usize, to: usize, toStep: usize): void {
  for (let left = rows; left > 0; ) {
    const n = left >= 6 ? 6 : min(left, 3)
    if (n == 6) tile6(list, a, count, g, gStep, to, toStep)
    else tile3(list, a, n, count, g, gStep, to, toStep)
    a += <usize>n << 2; to += <usize>n * toStep; left -= n
  }
}

function addFew(to: usize, from: usize, n: i32): void {
  for (const end = to + (<usize>n << 2); to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
}

function tile6(places: usize, a: usize, pixels: i32, g: usize, gStep: usize, to: usize, toStep: usize): void {
  const to1 = to + toStep, to2 = to1 + toStep, to3 = to2 + toStep, to4 = to3 + toStep, to5 = to4 + toStep
  let s00 = v128.load(to), s01 = v128.load(to, 16), s10 = v128.load(to1), s11 = v128.load(to1, 16), s20 = v128.load(to2), s21 = v128.load(to2, 16)
  let s30 = v128.load(to3), s31 = v128.load(to3, 16), s40 = v128.load(to4), s41 = v128.load(to4, 16), s50 = v128.load(to5), s51 = v128.load(to5, 16)
  for (let list = places, end = places + (<usize>pixels << 2); list != end; list += 4) {
    const at = a + load<u32>(list), g0 = v128.load(g), g1 = v128.load(g, 16)
    let x = v128.load32_splat(at)
    s00 = madd(x, g0, s00); s01 = madd(x, g1, s01)
    x = v128.load32_splat(at, 4)
    s10 = madd(x, g0, s10); s11 = madd(x, g1, s11)
    x = v128.load32_splat(at, 8)
    s20 = madd(x, g0, s20); s21 = madd(x, g1, s21)
    x = v128.load32_splat(at, 12)
    s30 = madd(x, g0, s30); s31 = madd(x, g1, s31)
    x = v128.load32_splat(at, 16)
    s40 = madd(x, g0, s40); s41 = madd(x, g1, s41)
    x = v128.load32_splat(at, 20)
    s50 = madd(x, g0, s50); s51 = madd(x, g1, s51)
    g += gStep
  }
  v128.store(to, s00); v128.store(to, s01, 16); v128.store(to1, s10); v128.store(to1, s11, 16); v128.store(to2, s20); v128.store(to2, s21, 16)
  v128.store(to3, s30); v128.store(to3, s31, 16); v128.store(to4, s40); v128.store(to4, s41, 16); v128.store(to5, s50); v128.store(to5, s51, 16)
}

// Up to three rows; where there are fewer, the missing ones are the last real one again, computed and stored twice.
function tile3(places: usize, a: usize, n: i32, pixels: i32, g: usize, gStep: usize, to: usize, toStep: usize): void {
  const second: usize = n > 1 ? 1 : 0, third = second + (n > 2 ? 1 : 0), a1 = a + (second << 2), a2 = a + (third << 2), to1 = to + second * toStep, to2 = to + third * toStep
  let s00 = v128.load(to), s01 = v128.load(to, 16), s10 = v128.load(to1), s11 = v128.load(to1, 16), s20 = v128.load(to2), s21 = v128.load(to2, 16)
  for (let list = places, end = places + (<usize>pixels << 2); list != end; list += 4) {
    const at = load<u32>(list), g0 = v128.load(g), g1 = v128.load(g, 16)
    let x = v128.load32_splat(a + at)
    s00 = madd(x, g0, s00); s01 = madd(x, g1, s01)
    x = v128.load32_splat(a1 + at)
    s10 = madd(x, g0, s10); s11 = madd(x, g1, s11)
    x = v128.load32_splat(a2 + at)
    s20 = madd(x, g0, s20); s21 = madd(x, g1, s21)
    g += gStep
  }
  v128.store(to, s00); v128.store(to, s01, 16); v128.store(to1, s10); v128.store(to1, s11, 16); v128.store(to2, s20); v128.store(to2, s21, 16)
}

// to[column] += Σ over rows, sixteen columns at a time so that four sums run side by side.
export function addColumnSums(from: usize, rows: i32, wide: i32, to: usize): void {
  const step = <usize>wide << 2
  let column = 0
  for (; column + 16 <= wide; column += 16, from += 64, to += 64) {
    let s0 = v128.load(to), s1 = v128.load(to, 16), s2 = v128.load(to, 32), s3 = v128.load(to, 48)
    for (let at = from, end = from + <usize>rows * step; at != end; at += step) {
      s0 = f32x4.add(s0, v128.load(at)); s1 = f32x4.add(s1, v128.load(at, 16))
      s2 = f32x4.add(s2, v128.load(at, 32)); s3 = f32x4.add(s3, v128.load(at, 48))
    }
    v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48)
  }
  for (; column < wide; column++, from += 4, to += 4) {
    let sum = load<f32>(to)
    for (let at = from, end = from + <usize>rows * step; at != end; at += step) sum += load<f32>(at)
    store<f32>(to, sum)
  }
}
