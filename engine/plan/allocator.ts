/** Allocates regions of memory, one after another. Pure. Offsets and lengths are in values, not bytes. */

export type Region = { readonly offset: number; readonly length: number }

/** Places begin at multiples of this: 64 bytes in float32, so that no two of them share a cache line. */
const ALIGNMENT = 16
export const aligned = (n: number): number => Math.ceil(n / ALIGNMENT) * ALIGNMENT
export const NOWHERE: Region = { offset: 0, length: 0 }

export type Allocator = {
  take(length: number): Region
  /** All that were taken, in their order. */
  readonly taken: readonly Region[]
  /** Lays everything out anew, before any offset is used. */
  move(offsets: ReadonlyMap<Region, number>, newEnd: number): void
  readonly end: number
}
export function allocator(start = 0): Allocator {
  const taken: { offset: number; length: number }[] = []
  let end = start
  return {
    take(length) {
      const place = { offset: end, length }
      end += aligned(length)
      taken.push(place)
      return place
    },
    taken,
    move(offsets, newEnd) {
      for (const place of taken) place.offset = offsets.get(place) ?? place.offset
      end = newEnd
    },
    get end() {
      return end
    },
  }
}
