/** Places in memory, handed out one after another. Pure. The one thing to know: they count values, not bytes. */

export type Place = { readonly offset: number; readonly length: number }

/** Places begin at multiples of this: 64 bytes in float32, so that no two of them share a cache line. */
const ALIGNMENT = 16
export const aligned = (n: number): number => Math.ceil(n / ALIGNMENT) * ALIGNMENT
export const NOWHERE: Place = { offset: 0, length: 0 }

export type Allocator = { take(length: number): Place; readonly end: number }
export function allocator(start = 0): Allocator {
  let end = start
  return {
    take(length) {
      const place = { offset: end, length }
      end += aligned(length)
      return place
    },
    get end() {
      return end
    },
  }
}
