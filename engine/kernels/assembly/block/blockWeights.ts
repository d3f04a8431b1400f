// The gradient of a block's weights: dw[k][o] += Σ over the winners of filter o of g · patch(winner)[k].
// The gradient at the convolution's output is never laid out. It is zero except at the winners of the
// pooling, so each filter gets a list of where the patches lie that it answered to, and follows it
// (sparse.ts).
// Layout: sums [filter][run][values, whole vectors]; added to dw [run][value][filter] at the end.
import { poolX, poolY, listed } from './block'
import { gatherPatches } from '../convolution/direct'
import { nextVectors, follow } from './sparse'
import { zeroRun } from '../simd'
import {
  COLUMNS,
  depth,
  filters,
  frame,
  openScratch,
  outHeight,
  outWidth,
  patchRoom,
  pixelPlace,
  reachX,
  reachY,
  runLength,
  runPlace,
  runs,
  source,
  take,
  way,
} from '../convolution/walk'

let shifts: usize
let places: usize
let list: usize
let sums: usize
let columns: usize
let zeros: usize
// Runs of a patch and vectors of a run, as the lists see them: in columns a patch is one run.
let listRuns: i32
let vectors: i32

export function convolvePoolGradWeights(
  x: usize,
  dy: usize,
  chosen: usize,
  dw: usize,
  db: usize,
  scratch: usize,
): void {
  openScratch(scratch)
  const isColumns = way == COLUMNS
  const window = poolY * poolX
  const pixels = (outHeight / poolY) * (outWidth / poolX)
  listRuns = isColumns ? 1 : runs
  vectors = ((isColumns ? depth : runLength) + 3) >> 2
  frame(x, reachY(outHeight), reachX(outWidth), isColumns || (runLength & 3) != 0)
  shifts = take(window + 1) + 4 // winner −1 looks up the place before the first
  places = take(listed)
  list = take(listed * 2 + 2)
  sums = take(filters * listRuns * vectors * 4)
  zeros = take(96)
  zeroRun(zeros, 96)
  if (isColumns) columns = take(listed * window * patchRoom)
  for (let i = 0; i < window; i++)
    store<u32>(
      shifts + ((<usize>i) << 2),
      <u32>(isColumns ? (<usize>(i * patchRoom)) << 2 : pixelPlace(i / poolX, i % poolX)),
    )
  for (let first = 0; first < pixels; first += listed) {
    const count = min(listed, pixels - first)
    const at = (<usize>(first * filters)) << 2
    listPatches(first, count)
    for (let filter = 0; filter < filters; filter++) {
      const place = at + ((<usize>filter) << 2)
      addPatches(filter, listWinners(dy + place, chosen + place, count), first == 0)
    }
  }
  addTurned(sums, dw)
  if (db) addPassing(dy, chosen, pixels, db)
}

// Where each pooled pixel's patches begin, row of pooled pixels by row; as columns, they are gathered.
function listPatches(first: i32, count: i32): void {
  const across = outWidth / poolX
  const step = pixelPlace(0, poolX)
  const window = (<usize>(poolY * poolX * patchRoom)) << 2
  for (let done = 0; done < count;) {
    const row = (first + done) / across
    const column = (first + done) % across
    const n = min(across - column, count - done)
    const from = pixelPlace(row * poolY, column * poolX)
    const list = places + ((<usize>done) << 2)
    const to = <usize>done * window
    for (let i = 0; i < n; i++)
      store<u32>(
        list + ((<usize>i) << 2),
        <u32>(way == COLUMNS ? to + <usize>i * window : from + <usize>i * step),
      )
    if (way == COLUMNS)
      for (let i = 0; i < poolY * poolX; i++)
        gatherPatches(
          source + from + pixelPlace(i / poolX, i % poolX),
          step,
          columns + to + ((<usize>(i * patchRoom)) << 2),
          window,
          n,
        )
    done += n
  }
}

// Everything is written and only what counts is kept, because a branch would be guessed wrong every other
// time.
function listWinners(dy: usize, chosen: usize, count: i32): usize {
  const step = (<usize>filters) << 2
  let to = list
  for (
    let place = places, end = places + ((<usize>count) << 2);
    place < end;
    place += 4, dy += step, chosen += step
  ) {
    const g = load<f32>(dy)
    const winner = load<i32>(chosen)
    store<u32>(to, load<u32>(place) + load<u32>(shifts + (winner << 2)))
    store<f32>(to, g, 4)
    to += (<usize>(i32(g != 0) & i32(winner >= 0))) << 3
  }
  return to
}

function addPatches(filter: i32, end: usize, isFirst: bool): void {
  const base = way == COLUMNS ? columns : source
  let to = sums + <usize>filter * ((<usize>(listRuns * vectors)) << 4)
  for (let run = 0; run < listRuns; run++) {
    let from = base + (way == COLUMNS ? 0 : runPlace(run))
    for (let left = vectors; left > 0;) {
      const n = nextVectors(left)
      const bytes = (<usize>n) << 4
      follow(n, from, list, end, isFirst ? zeros : to, to)
      from += bytes
      to += bytes
      left -= n
    }
  }
}

// dw += the sums, whose filters come first instead of last: four by four values at a time.
function addTurned(from: usize, dw: usize): void {
  const length = listRuns == 1 && way == COLUMNS ? depth : runLength
  const row = (<usize>filters) << 2
  const filterBytes = (<usize>(listRuns * vectors)) << 4
  for (let filter = 0; filter < filters; filter += 4) {
    const isWhole = filter + 4 <= filters
    for (let run = 0; run < listRuns; run++) {
      let at = from + <usize>filter * filterBytes + ((<usize>(run * vectors)) << 4)
      let to = dw + <usize>(run * length) * row + ((<usize>filter) << 2)
      let k = 0
      if (isWhole)
        for (; k + 4 <= length; k += 4, at += 16, to += row << 2) addTurnedFour(at, filterBytes, to, row)
      for (; k < length; k++, at += 4, to += row)
        for (let f = 0; f < min(4, filters - filter); f++)
          store<f32>(
            to + ((<usize>f) << 2),
            load<f32>(to + ((<usize>f) << 2)) + load<f32>(at + <usize>f * filterBytes),
          )
    }
  }
}

function addTurnedFour(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const a = v128.load(from)
  const b = v128.load(from + fromStep)
  const c = v128.load(from + 2 * fromStep)
  const d = v128.load(from + 3 * fromStep)
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
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
  const step = (<usize>filters) << 2
  const last = <usize>pixels * step
  let filter = 0
  for (; filter + 8 <= filters; filter += 8, dy += 32, chosen += 32, db += 32) {
    let s0 = v128.load(db)
    let s1 = v128.load(db, 16)
    for (let at: usize = 0; at != last; at += step) {
      s0 = f32x4.add(s0, v128.andnot(v128.load(dy + at), i32x4.shr_s(v128.load(chosen + at), 31)))
      s1 = f32x4.add(s1, v128.andnot(v128.load(dy + at, 16), i32x4.shr_s(v128.load(chosen + at, 16), 31)))
    }
    v128.store(db, s0)
    v128.store(db, s1, 16)
  }
  for (; filter < filters; filter++, dy += 4, chosen += 4, db += 4) {
    let sum = load<f32>(db)
    for (let at: usize = 0; at != last; at += step) sum += load<i32>(chosen + at) < 0 ? 0 : load<f32>(dy + at)
    store<f32>(db, sum)
  }
}
