// The gradients of the lecture's block. The gradient at the convolution's output is never laid out: it is zero except at
// the winners of the pooling, so both passes make lists of the others and follow them (sparse.ts).
// The one thing to know: dw lists for each filter where the patches lie that it answered to; dx lists for each row of
// the convolution's output, from left to right, which weights went out from there.
// Layouts: sums of dw [filter][run][values, whole vectors]; weights for dx [kernel height][kernel width][filter][in, whole vectors].
import { isRectified, listed, poolX, poolY } from './block'
import { gatherPatches } from './direct'
import { share } from './pack'
import { follow, vectorsOf } from './sparse'
import { copyRun, zeroRun } from './simd'
import {
  beforeX, beforeY, channels, COLUMNS, depth, dilationX, dilationY, filters, frame, frameHeight, frameWidth, height, kernelX, kernelY, openScratch, outHeight,
  outWidth, patchRoom, pixelPlace, reachX, reachY, runLength, runPlace, runs, source, strideX, strideY, take, way, width,
} from './walk'

// ---- dw ----

let shifts: usize, places: usize, list: usize, sums: usize, columns: usize, zeros: usize
// Runs of a patch and vectors of a run, as the lists see them: in columns a patch is one run.
let listRuns: i32, vectors: i32

export function convolvePoolGradWeights(x: usize, dy: usize, chosen: usize, dw: usize, db: usize, scratch: usize): void {
  openScratch(scratch)
  const isColumns = way == COLUMNS, window = poolY * poolX, pixels = outHeight / poolY * (outWidth / poolX)
  listRuns = isColumns ? 1 : runs
  vectors = ((isColumns ? depth : runLength) + 3) >> 2
  frame(x, reachY(outHeight), reachX(outWidth), isColumns || (runLength & 3) != 0)
  shifts = take(window + 1) + 4 // winner −1 looks up the place before the first
  places = take(listed)
  list = take(listed * 2 + 2)
  sums = take(filters * listRuns * vectors * 4)
  zeros = take(48)
  zeroRun(zeros, 48)
  if (isColumns) columns = take(listed * window * patchRoom)
  for (let i = 0; i < window; i++)
    store<u32>(shifts + (<usize>i << 2), <u32>(isColumns ? <usize>(i * patchRoom) << 2 : pixelPlace(i / poolX, i % poolX)))
  for (let first = 0; first < pixels; first += listed) {
    const count = min(listed, pixels - first), at = <usize>(first * filters) << 2
    listPatches(first, count)
    for (let filter = 0; filter < filters; filter++) {
      const place = at + (<usize>filter << 2)
      addPatches(filter, listWinners(dy + place, chosen + place, count), first == 0)
    }
  }
  addTurned(sums, dw)
  if (db) addPassing(dy, chosen, pixels, db)
}

// Where each pooled pixel's patches begin, row of pooled pixels by row; as columns, they are gathered.
function listPatches(first: i32, count: i32): void {
  const across = outWidth / poolX, step = pixelPlace(0, poolX), window = <usize>(poolY * poolX * patchRoom) << 2
  for (let done = 0; done < count; ) {
    const row = (first + done) / across, column = (first + done) % across, n = min(across - column, count - done), from = pixelPlace(row * poolY, column * poolX)
    const list = places + (<usize>done << 2), to = <usize>done * window
    for (let i = 0; i < n; i++) store<u32>(list + (<usize>i << 2), <u32>(way == COLUMNS ? to + <usize>i * window : from + <usize>i * step))
    if (way == COLUMNS)
      for (let i = 0; i < poolY * poolX; i++)
        gatherPatches(source + from + pixelPlace(i / poolX, i % poolX), step, columns + to + (<usize>(i * patchRoom) << 2), window, n)
    done += n
  }
}

// Everything is written and only what counts is kept, because a branch would be guessed wrong every other time.
function listWinners(dy: usize, chosen: usize, count: i32): usize {
  const step = <usize>filters << 2
  let to = list
  for (let place = places, end = places + (<usize>count << 2); place < end; place += 4, dy += step, chosen += step) {
    const g = load<f32>(dy), winner = load<i32>(chosen)
    store<u32>(to, load<u32>(place) + load<u32>(shifts + (winner << 2)))
    store<f32>(to, g, 4)
    to += <usize>(i32(g != 0) & i32(winner >= 0)) << 3
  }
  return to
}

function addPatches(filter: i32, end: usize, isFirst: bool): void {
  const base = way == COLUMNS ? columns : source
  let to = sums + <usize>filter * (<usize>(listRuns * vectors) << 4)
  for (let run = 0; run < listRuns; run++) {
    let from = base + (way == COLUMNS ? 0 : runPlace(run))
    for (let left = vectors; left > 0; ) {
      const n = vectorsOf(left), bytes = <usize>n << 4
      follow(n, from, list, end, isFirst ? zeros : to, to)
      from += bytes; to += bytes; left -= n
    }
  }
}

// dw += the sums, whose filters come first instead of last: four by four values at a time.
function addTurned(from: usize, dw: usize): void {
  const length = listRuns == 1 && way == COLUMNS ? depth : runLength, row = <usize>filters << 2, filterBytes = <usize>(listRuns * vectors) << 4
  for (let filter = 0; filter < filters; filter += 4) {
    const isWhole = filter + 4 <= filters
    for (let run = 0; run < listRuns; run++) {
      let at = from + <usize>filter * filterBytes + (<usize>(run * vectors) << 4), to = dw + <usize>(run * length) * row + (<usize>filter << 2), k = 0
      if (isWhole) for (; k + 4 <= length; k += 4, at += 16, to += row << 2) addTurnedFour(at, filterBytes, to, row)
      for (; k < length; k++, at += 4, to += row)
        for (let f = 0; f < min(4, filters - filter); f++) store<f32>(to + (<usize>f << 2), load<f32>(to + (<usize>f << 2)) + load<f32>(at + <usize>f * filterBytes))
    }
  }
}

function addTurnedFour(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const a = v128.load(from), b = v128.load(from + fromStep), c = v128.load(from + 2 * fromStep), d = v128.load(from + 3 * fromStep)
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7), cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  addTo(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
  addTo(to + toStep, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
  addTo(to + 2 * toStep, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5))
  addTo(to + 3 * toStep, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7))
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, value: v128): void {
  v128.store(to, f32x4.add(v128.load(to), value))
}

// db += what the ReLU lets through, summed over the pixels.
function addPassing(dy: usize, chosen: usize, pixels: i32, db: usize): void {
  const step = <usize>filters << 2, last = <usize>pixels * step
  let filter = 0
  for (; filter + 8 <= filters; filter += 8, dy += 32, chosen += 32, db += 32) {
    let s0 = v128.load(db), s1 = v128.load(db, 16)
    for (let at: usize = 0; at != last; at += step) {
      s0 = f32x4.add(s0, v128.andnot(v128.load(dy + at), i32x4.shr_s(v128.load(chosen + at), 31)))
      s1 = f32x4.add(s1, v128.andnot(v128.load(dy + at, 16), i32x4.shr_s(v128.load(chosen + at, 16), 31)))
    }
    v128.store(db, s0); v128.store(db, s1, 16)
  }
  for (; filter < filters; filter++, dy += 4, chosen += 4, db += 4) {
    let sum = load<f32>(db)
    for (let at: usize = 0; at != last; at += step) sum += load<i32>(chosen + at) < 0 ? 0 : load<f32>(dy + at)
    store<f32>(db, sum)
  }
}

// ---- dx ----

// Of one pooled pixel, what is not zero: [filter's place in the weights u32, g f32, winner i32].
let passing: usize
// For each row of a pooling window, its list, and where the entries of each column begin in it.
let rowLists: usize, rowStarts: usize
let pixelVectors: i32, filterBytes: usize, tapBytes: usize

function roundedChannels(): i32 {
  return (channels + 3) & ~3
}

// Four filters at a time: they are neighbours in w and lie a row apart in the pack.
export function packBlockGradient(w: usize, packed: usize, part: i32, parts: i32): void {
  const rounded = roundedChannels(), fours = (filters + 3) >> 2, units = kernelY * kernelX * fours, last = share(units, part + 1, parts), row = <usize>rounded << 2
  for (let unit = share(units, part, parts); unit < last; unit++) {
    const tap = unit / fours, filter = unit % fours * 4, n = min(4, filters - filter)
    let from = w + (<usize>(tap * channels * filters + filter) << 2), to = packed + <usize>(tap * filters + filter) * row
    for (let channel = 0; channel < rounded; channel++, to += 4, from += <usize>filters << 2)
      for (let f = 0; f < n; f++) store<f32>(to + <usize>f * row, channel < channels ? load<f32>(from + (<usize>f << 2)) : 0)
  }
}

export function convolvePoolGradInput(dy: usize, chosen: usize, packed: usize, dx: usize, scratch: usize): void {
  openScratch(scratch)
  const rounded = roundedChannels(), across = outWidth / poolX
  pixelVectors = rounded >> 2; filterBytes = <usize>rounded << 2; tapBytes = <usize>filters * filterBytes
  const rows = reachY(outHeight), wide = reachX(outWidth)
  const isInPlace = rounded == channels && beforeY <= 0 && beforeX <= 0 && rows - beforeY <= height && wide - beforeX <= width
  const image = isInPlace ? dx + (<usize>((-beforeY * width - beforeX) * channels) << 2) : take(rows * wide * rounded)
  const line = <usize>((isInPlace ? width : wide) * rounded) << 2
  passing = take(filters * 3 + 3)
  rowLists = take(poolY * (outWidth * filters * 2 + 2))
  rowStarts = take(poolY * (outWidth + 1))
  if (isInPlace) zeroRun(dx, height * width * channels)
  else zeroRun(image, rows * wide * rounded)
  for (let row = 0; row < outHeight; row += poolY) {
    listRow(dy, chosen, across)
    dy += <usize>(across * filters) << 2; chosen += <usize>(across * filters) << 2
    for (let y = 0; y < poolY; y++)
      for (let tap = 0; tap < kernelY; tap++) addRow(y, packed + <usize>(tap * kernelX) * tapBytes, image + <usize>((row + y) * strideY + tap * dilationY) * line)
  }
  if (!isInPlace) unframe(image, rows, wide, rounded, dx)
}

function listOfRow(y: i32): usize {
  return rowLists + (<usize>(y * (outWidth * filters * 2 + 2)) << 2)
}

// The lists of one row of pooling windows. An entry's place is that of its weights for column 0 of dx, tap 0: the tap
// that reaches column x from output column c is x − c·stride, so the weights for x lie x taps further.
function listRow(dy: usize, chosen: usize, across: i32): void {
  for (let y = 0; y < poolY; y++) {
    const starts = rowStarts + (<usize>(y * (outWidth + 1)) << 2)
    store<u32>(starts, <u32>listOfRow(y))
  }
  for (let pixel = 0; pixel < across; pixel++, dy += <usize>filters << 2, chosen += <usize>filters << 2) {
    const end = listPassing(dy, chosen)
    for (let y = 0; y < poolY; y++) {
      let starts = rowStarts + (<usize>(y * (outWidth + 1) + pixel * poolX) << 2), to = <usize>load<u32>(starts)
      for (let x = 0; x < poolX; x++) {
        to = listColumn(end, y * poolX + x, <usize>((pixel * poolX + x) * strideX) * tapBytes, to)
        starts += 4
        store<u32>(starts, <u32>to)
      }
    }
  }
}

function listPassing(dy: usize, chosen: usize): usize {
  let to = passing
  for (let filter = 0, place: usize = 0; filter < filters; filter++, place += filterBytes, dy += 4, chosen += 4) {
    const g = load<f32>(dy), winner = load<i32>(chosen)
    store<u32>(to, <u32>place)
    store<f32>(to, g, 4)
    store<i32>(to, winner, 8)
    to += <usize>(i32(g != 0) & i32(winner >= 0)) * 12
  }
  return to
}

function listColumn(end: usize, winner: i32, back: usize, to: usize): usize {
  for (let entry = passing; entry < end; entry += 12) {
    store<u32>(to, load<u32>(entry) - <u32>back)
    store<u32>(to, load<u32>(entry, 4), 4)
    to += <usize>(load<i32>(entry, 8) == winner) << 3
  }
  return to
}

// One row of dx from one row of the convolution's output, through one row of the kernel.
function addRow(y: i32, weights: usize, to: usize): void {
  const starts = rowStarts + (<usize>(y * (outWidth + 1)) << 2)
  if (dilationX > 1) return addRowTapByTap(starts, weights, to)
  const wide = reachX(outWidth), pixel = <usize>pixelVectors << 4
  for (let x = 0; x < wide; x++, to += pixel, weights += tapBytes) {
    // Output columns whose kernel covers x.
    const first = max((x - kernelX + strideX) / strideX, 0), last = min(x / strideX, outWidth - 1) + 1
    if (first < last) addPixel(<usize>load<u32>(starts + (<usize>first << 2)), <usize>load<u32>(starts + (<usize>last << 2)), weights, to)
  }
}

// With dilation, the output columns that reach a place are not neighbours: each tap of each of them by itself.
function addRowTapByTap(starts: usize, weights: usize, to: usize): void {
  for (let column = 0; column < outWidth; column++, starts += 4) {
    const list = <usize>load<u32>(starts), end = <usize>load<u32>(starts, 4), from = weights + <usize>(column * strideX) * tapBytes
    for (let tap = 0; tap < kernelX; tap++) addPixel(list, end, from + <usize>tap * tapBytes, to + (<usize>((column * strideX + tap * dilationX) * pixelVectors) << 4))
  }
}

function addPixel(list: usize, end: usize, weights: usize, to: usize): void {
  if (list == end) return
  for (let left = pixelVectors; left > 0; ) {
    const n = vectorsOf(left), bytes = <usize>n << 4
    follow(n, weights, list, end, to, to)
    weights += bytes; to += bytes; left -= n
  }
}

// dx without the padding, and without the channels that fill up the last vector.
function unframe(image: usize, rows: i32, wide: i32, rounded: i32, dx: usize): void {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++, dx += <usize>channels << 2) {
      const row = y + beforeY, column = x + beforeX
      if (row >= 0 && row < rows && column >= 0 && column < wide) copyRun(dx, image + (<usize>((row * wide + column) * rounded) << 2), channels)
      else zeroRun(dx, channels)
    }
}
