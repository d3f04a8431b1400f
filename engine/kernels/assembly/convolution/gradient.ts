// The gradient of a convolution's weights: dw[k][o] += Σ over output pixels p of patch(p)[k] · dy[p][o].
// The tiles of tiles/addProducts.ts, whose depth runs over the pixels of a band, take two panels of filters
// at once where both are full. Patches are read where they lie, unless their runs are short.
import { copyRun, splat, zeroRun } from '../simd'
import { gatherColumns, listPlaces } from './direct'
import { frame, pixelPlace, reachX, reachY, runPlace, source } from './frame'
import { take } from './scratch'
import { addProducts, addProductsOfTwo } from './tiles/addProducts'
import {
  bandColumns,
  bandRows,
  COLUMNS,
  depth,
  filters,
  groupFilters,
  groupInputs,
  groups,
  outHeight,
  outWidth,
  panels,
  patchLength,
  runLength,
  runs,
  algorithm,
} from './window'

let places: usize
let columns: usize
let strip: usize
let corner: usize

export function directGradWeights(x: usize, dy: usize, dw: usize): void {
  frame(x, reachY(outHeight), reachX(outWidth), algorithm == COLUMNS)
  const most = bandRows * bandColumns
  places = take(most)
  strip = take(most * 8)
  corner = take(6 * 8)
  if (algorithm == COLUMNS) columns = take(most * patchLength)
  for (let row = 0; row < outHeight; row += bandRows)
    for (let column = 0; column < outWidth; column += bandColumns)
      gradBand(
        row,
        min(bandRows, outHeight - row),
        column,
        min(bandColumns, outWidth - column),
        dy + ((<usize>((row * outWidth + column) * filters)) << 2),
        dw,
      )
}

// A band is whole rows or a piece of one, so its gradients follow each other in dy.
function gradBand(row: i32, rows: i32, column: i32, count: i32, dy: usize, dw: usize): void {
  const pixels = rows * count
  for (let group = 0; group < groups; group++) {
    const from = source + pixelPlace(row, column) + ((<usize>(group * groupInputs)) << 2)
    listPatches(from, rows, count)
    for (let panel = 0; panel < panels;) {
      const first = (<usize>(group * groupFilters + panel * 8)) << 2
      const left = groupFilters - panel * 8
      const real = left >= 16 ? 16 : min(left, 8)
      const g = real >= 8 ? dy + first : stripOf(dy + first, pixels, real)
      const step: usize = real >= 8 ? (<usize>filters) << 2 : 32
      if (algorithm == COLUMNS) gradRun(columns, depth, pixels, g, step, dw + first, real)
      else
        for (let run = 0; run < runs; run++)
          gradRun(
            from + runPlace(run),
            runLength,
            pixels,
            g,
            step,
            dw + first + ((<usize>(run * runLength * filters)) << 2),
            real,
          )
      panel += real == 16 ? 2 : 1
    }
  }
}

function listPatches(from: usize, rows: i32, count: i32): void {
  if (algorithm == COLUMNS) return gatherColumns(from, rows, count, columns, places)
  listPlaces(rows, count, places)
}

// The last few filters, filled up with zeros to eight.
function stripOf(dy: usize, pixels: i32, real: i32): usize {
  for (let p = 0, to = strip; p < pixels; p++, to += 32, dy += (<usize>filters) << 2) {
    v128.store(to, splat(0))
    v128.store(to, splat(0), 16)
    copyRun(to, dy, real)
  }
  return strip
}

// `length` rows of dw, `real` filters wide, from values next to each other in the patches. A panel that is
// not full is summed aside.
function gradRun(a: usize, length: i32, pixels: i32, dy: usize, step: usize, dw: usize, real: i32): void {
  const row = (<usize>filters) << 2
  if (real == 16) return addProductsOfTwo(places, pixels, a, length, dy, step, dw, row)
  if (real == 8) return addProducts(places, pixels, a, length, dy, step, dw, row)
  for (let k = 0; k < length; k += 6, a += 24) {
    const n = min(6, length - k)
    zeroRun(corner, 48)
    addProducts(places, pixels, a, n, dy, step, corner, 32)
    for (let i = 0; i < n; i++, dw += row) addFew(dw, corner + ((<usize>i) << 5), real)
  }
}

function addFew(to: usize, from: usize, n: i32): void {
  for (const end = to + ((<usize>n) << 2); to < end; to += 4, from += 4)
    store<f32>(to, load<f32>(to) + load<f32>(from))
}

// to[column] += Σ over rows, sixteen columns at a time so that four sums run side by side.
export function addColumnSums(from: usize, rows: i32, wide: i32, to: usize): void {
  const step = (<usize>wide) << 2
  let column = 0
  for (; column + 16 <= wide; column += 16, from += 64, to += 64) {
    let s0 = v128.load(to)
    let s1 = v128.load(to, 16)
    let s2 = v128.load(to, 32)
    let s3 = v128.load(to, 48)
    for (let at = from, end = from + <usize>rows * step; at != end; at += step) {
      s0 = f32x4.add(s0, v128.load(at))
      s1 = f32x4.add(s1, v128.load(at, 16))
      s2 = f32x4.add(s2, v128.load(at, 32))
      s3 = f32x4.add(s3, v128.load(at, 48))
    }
    v128.store(to, s0)
    v128.store(to, s1, 16)
    v128.store(to, s2, 32)
    v128.store(to, s3, 48)
  }
  for (; column < wide; column++, from += 4, to += 4) {
    let sum = load<f32>(to)
    for (let at = from, end = from + <usize>rows * step; at != end; at += step) sum += load<f32>(at)
    store<f32>(to, sum)
  }
}
