// The register tiles under every convolution: y[p][8 filters] = start[p] + Σ over k of a[p][k] · w[k][8
// filters].
// Each tile is one loop with one step of depth per turn and nothing nested. V8's optimiser keeps the twelve
// sums of the 6×8 tile in registers only in that shape; nested, it spills them and runs at half the speed.
// Pixels lie anywhere: `places` lists their distances from `a` in bytes, so one list serves strides and row
// ends alike.
import { tile4, tile5 } from './panel5'
import { tile6 } from './panel6'

// How many of `left` pixels the next tile takes: sixes, and fives and fours so that nothing is left over.
export function widthOf(left: i32): i32 {
  if (left == 7 || left == 8) return 4
  if (left == 9 || left == 13) return 5
  return min(left, 6)
}

// Sums begin at `from` (a bias with a step of 0, or y itself) and end in `to`; all steps in bytes.
export function multiply(
  places: usize,
  pixels: i32,
  a: usize,
  w: usize,
  depth: i32,
  from: usize,
  fromStep: usize,
  to: usize,
  toStep: usize,
): void {
  while (pixels > 0) {
    const n = widthOf(pixels)
    if (n == 6) tile6(places, a, w, depth, from, fromStep, to, toStep)
    else if (n == 5) tile5(places, a, w, depth, from, fromStep, to, toStep)
    else tile4(places, n, a, w, depth, from, fromStep, to, toStep)
    places += (<usize>n) << 2
    from += <usize>n * fromStep
    to += <usize>n * toStep
    pixels -= n
  }
}
