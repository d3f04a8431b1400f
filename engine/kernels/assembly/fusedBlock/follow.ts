// The arithmetic of both sparse gradients: to[0 … n) += Σ over a list of g · a[place … place + n), n vectors
// of four values.
// Behind a max pooling at most one gradient in four (one in two along a row) is not zero, and a list holds
// only those, as [place in bytes u32, g f32]. The n sums stay in registers while the list passes by; up to 12
// vectors, two or four entries go side by side, because a sum must wait four cycles for itself.
import { isWide } from '../simd'
import { follow10, follow12, follow8 } from './follow/upTo12'
import { follow1, follow2, follow3, follow4 } from './follow/upTo4'
import { follow5, follow6 } from './follow/upTo6'
import { followWide } from './followWide'

// How many of `left` vectors the next call of `follow` takes: as many as there is a function for, but so that
// no one or two are left over, which would be as long in passing.
export function nextVectors(left: i32): i32 {
  if (left <= 6) return left
  for (let n = 24; n >= 8; n -= n > 12 ? 4 : 2) if (left == n || left >= n + 3) return n
  return (left + 1) >> 1 // 7 or 9
}

// The sums begin as they are at `from`.
export function follow(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  if (n <= 6) return followFew(n, a, list, end, from, to)
  if (isWide) return followWide(n, a, list, end, from, to)
  const half = n >> 1
  const bytes = (<usize>half) << 4
  followHalf(half, a, list, end, from, to)
  followHalf(half, a + bytes, list, end, from + bytes, to + bytes)
}

function followHalf(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  switch (n) {
    case 8:
      return follow8(a, list, end, from, to)
    case 10:
      return follow10(a, list, end, from, to)
    case 12:
      return follow12(a, list, end, from, to)
    default:
      return followFew(n, a, list, end, from, to)
  }
}

function followFew(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  switch (n) {
    case 1:
      return follow1(a, list, end, from, to)
    case 2:
      return follow2(a, list, end, from, to)
    case 3:
      return follow3(a, list, end, from, to)
    case 4:
      return follow4(a, list, end, from, to)
    case 5:
      return follow5(a, list, end, from, to)
    default:
      return follow6(a, list, end, from, to)
  }
}
