// The lists of follow.ts followed with vectors of 256 bits: twice as many sums in as many registers.
// A pair of neighbouring vectors is one here, and is written as two because V8 joins them itself. Each value
// is summed as follow.ts sums it: one entry after another from 16 vectors on, below that two side by side.
import { follow10, follow8 } from './follow/wide10'
import { follow12, follow16 } from './follow/wide16'
import { follow20, follow24 } from './follow/wide24'

export function followWide(n: i32, a: usize, list: usize, end: usize, from: usize, to: usize): void {
  switch (n) {
    case 8:
      return follow8(a, list, end, from, to)
    case 10:
      return follow10(a, list, end, from, to)
    case 12:
      return follow12(a, list, end, from, to)
    case 16:
      return follow16(a, list, end, from, to)
    case 20:
      return follow20(a, list, end, from, to)
    default:
      return follow24(a, list, end, from, to)
  }
}
