// Lays out weights as the passes read them: once after every change of the weights, shared among the threads
// by panels.
// The gradient of the input is a convolution too, of dy with the kernel turned by 180° and the roles of in
// and out swapped. `weightLayout` tells where such a weight lies in w, so that one packing serves both.
import { depth, groupFilters, groupInputs, groups, kernelX, kernelY, panels } from './window'

// Tap (y, x) of the packed kernel is tap (firstY + y·stepY, firstX + x·stepX) of w, whose rows are `wide`
// taps wide.
let wide: i32
let firstY: i32
let stepY: i32
let firstX: i32
let stepX: i32
// Bytes from one weight to the next along taps, groups, inputs and filters.
let tapStep: usize
let groupStep: usize
let inputStep: usize
let filterStep: usize

export function weightLayout(
  tapsPerRow: i32,
  firstRow: i32,
  rowStep: i32,
  firstColumn: i32,
  columnStep: i32,
  valuesPerTap: i32,
  valuesPerGroup: i32,
  valuesPerInput: i32,
  valuesPerFilter: i32,
): void {
  wide = tapsPerRow
  firstY = firstRow
  stepY = rowStep
  firstX = firstColumn
  stepX = columnStep
  tapStep = (<usize>valuesPerTap) << 2
  groupStep = (<usize>valuesPerGroup) << 2
  inputStep = (<usize>valuesPerInput) << 2
  filterStep = (<usize>valuesPerFilter) << 2
}

// Where filter 0 of a panel has its weight of input 0 at this tap.
export function weightPlace(w: usize, unit: i32, y: i32, x: i32): usize {
  const group = unit / panels
  const panel = unit % panels
  const tap = (firstY + y * stepY) * wide + firstX + x * stepX
  return w + <usize>tap * tapStep + <usize>group * groupStep + <usize>(panel * 8) * filterStep
}

// One tap of a panel, [input][8], with zeros where the panel has fewer filters.
export function packTap(from: usize, unit: i32, to: usize): void {
  const real = min(groupFilters - (unit % panels) * 8, 8)
  const end = to + ((<usize>groupInputs) << 5)
  for (; to < end; to += 32, from += inputStep)
    if (real == 8 && filterStep == 4) {
      v128.store(to, v128.load(from))
      v128.store(to, v128.load(from, 16), 16)
    } else {
      v128.store(to, gather(from, real))
      v128.store(to, gather(from + 4 * filterStep, real - 4), 16)
    }
}

// Up to four filters that are no neighbours.
function gather(at: usize, real: i32): v128 {
  let four = f32x4.splat(0)
  if (real > 0) four = v128.load32_lane(at, four, 0)
  if (real > 1) four = v128.load32_lane(at + filterStep, four, 1)
  if (real > 2) four = v128.load32_lane(at + 2 * filterStep, four, 2)
  if (real > 3) four = v128.load32_lane(at + 3 * filterStep, four, 3)
  return four
}

// [group][panel][kernel height][kernel width][input][8]
export function packDirect(w: usize, packed: usize, part: i32, parts: i32): void {
  const units = groups * panels
  const last = share(units, part + 1, parts)
  for (let unit = share(units, part, parts); unit < last; unit++) {
    let to = packed + <usize>unit * ((<usize>depth) << 5)
    for (let y = 0; y < kernelY; y++)
      for (let x = 0; x < kernelX; x++, to += (<usize>groupInputs) << 5)
        packTap(weightPlace(w, unit, y, x), unit, to)
  }
}

// Where part `part` of so many things begins.
export function share(things: i32, part: i32, parts: i32): i32 {
  return <i32>((<i64>things * part) / parts)
}
