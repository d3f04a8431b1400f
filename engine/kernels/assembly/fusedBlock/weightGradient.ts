// The gradient of a block's weights: dw[k][o] += Σ over the winners of filter o of g · patch(winner)[k]. The
// gradient at the convolution's output is never laid out. It is zero except at the winners of the pooling, so
// each filter gets a list of where the patches lie that it answered to, and follows it (follow.ts).
import { gatherPatches } from '../convolution/direct'
import { frame, pixelPlace, reachX, reachY, runPlace, source } from '../convolution/frame'
import { openScratch, take } from '../convolution/scratch'
import {
  COLUMNS,
  filters,
  outHeight,
  outWidth,
  patchLength,
  runLength,
  algorithm,
} from '../convolution/window'
import { zeroRun } from '../simd'
import { follow, nextVectors } from './follow'
import { addPassing, addTurned, listRuns, setRuns, vectors } from './weightSums'
import { listed, poolX, poolY } from './window'

let shifts: usize
let places: usize
let list: usize
let sums: usize
let columns: usize
let zeros: usize
export function convolvePoolGradWeights(
  x: usize,
  dy: usize,
  chosen: usize,
  dw: usize,
  db: usize,
  scratch: usize,
): void {
  openScratch(scratch)
  const isColumns = algorithm == COLUMNS
  const window = poolY * poolX
  const pixels = (outHeight / poolY) * (outWidth / poolX)
  setRuns(isColumns)
  frame(x, reachY(outHeight), reachX(outWidth), isColumns || (runLength & 3) != 0)
  shifts = take(window + 1) + 4 // winner −1 looks up the place before the first
  places = take(listed)
  list = take(listed * 2 + 2)
  sums = take(filters * listRuns * vectors * 4)
  zeros = take(96)
  zeroRun(zeros, 96)
  if (isColumns) columns = take(listed * window * patchLength)
  for (let i = 0; i < window; i++)
    store<u32>(
      shifts + ((<usize>i) << 2),
      <u32>(isColumns ? (<usize>(i * patchLength)) << 2 : pixelPlace(i / poolX, i % poolX)),
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
  const window = (<usize>(poolY * poolX * patchLength)) << 2
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
        <u32>(algorithm == COLUMNS ? to + <usize>i * window : from + <usize>i * step),
      )
    if (algorithm == COLUMNS)
      for (let i = 0; i < poolY * poolX; i++)
        gatherPatches(
          source + from + pixelPlace(i / poolX, i % poolX),
          step,
          columns + to + ((<usize>(i * patchLength)) << 2),
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
  const base = algorithm == COLUMNS ? columns : source
  let to = sums + <usize>filter * ((<usize>(listRuns * vectors)) << 4)
  for (let run = 0; run < listRuns; run++) {
    let from = base + (algorithm == COLUMNS ? 0 : runPlace(run))
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
