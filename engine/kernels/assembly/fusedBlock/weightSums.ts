// Sums that lie [filter][run][values, whole vectors], added to dw [run][value][filter]; and the gradient of
// the biases.
import { COLUMNS, depth, filters, runLength, runs, algorithm } from '../convolution/window'

// Runs of a patch and vectors of a run, as the lists see them: in columns a patch is one run.
export let listRuns: i32
export let vectors: i32

// @ts-ignore: decorator
@inline
export function setRuns(isColumns: bool): void {
  listRuns = isColumns ? 1 : runs
  vectors = ((isColumns ? depth : runLength) + 3) >> 2
}

// dw += the sums, whose filters come first instead of last: four by four values at a time.
export function addTurned(from: usize, dw: usize): void {
  const length = listRuns == 1 && algorithm == COLUMNS ? depth : runLength
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
export function addPassing(dy: usize, chosen: usize, pixels: i32, db: usize): void {
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
