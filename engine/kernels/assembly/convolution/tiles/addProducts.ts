// The register tiles under the gradients of weights: to[row][filters] += Σ over `count` places of a[place +
// row] · g[filters].
// The tiles of multiply.ts and multiplyTwo.ts, turned: here the depth runs over pixels, `list` tells where
// each pixel's values lie, and six (or up to three) neighbours of them meet eight or sixteen filters of g.
import { isWide } from '../../simd'
import { wide3 } from './gradientPair3'
import { wide6 } from './gradientPair6'
import { tile3, tile6 } from './gradientPanel'

// `rows` rows of `to`, eight filters; all steps in bytes.
export function addProducts(
  list: usize,
  count: i32,
  a: usize,
  rows: i32,
  g: usize,
  gStep: usize,
  to: usize,
  toStep: usize,
): void {
  for (let left = rows; left > 0;) {
    const n = left >= 6 ? 6 : min(left, 3)
    if (n == 6) tile6(list, a, count, g, gStep, to, toStep)
    else tile3(list, a, n, count, g, gStep, to, toStep)
    a += (<usize>n) << 2
    to += <usize>n * toStep
    left -= n
  }
}

// Sixteen filters.
export function addProductsOfTwo(
  list: usize,
  count: i32,
  a: usize,
  rows: i32,
  g: usize,
  gStep: usize,
  to: usize,
  toStep: usize,
): void {
  if (!isWide) {
    addProducts(list, count, a, rows, g, gStep, to, toStep)
    return addProducts(list, count, a, rows, g + 32, gStep, to + 32, toStep)
  }
  for (let left = rows; left > 0;) {
    const n = left >= 6 ? 6 : min(left, 3)
    if (n == 6) wide6(list, a, count, g, gStep, to, toStep)
    else wide3(list, a, n, count, g, gStep, to, toStep)
    a += (<usize>n) << 2
    to += <usize>n * toStep
    left -= n
  }
}
