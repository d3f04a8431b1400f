/** Places in memory, handed out one after another. Pure. The one thing to know: they count values, not bytes. */

export type Place = { readonly offset: number; readonly length: number }

/** Places begin at multiples of this: 64 bytes in float32, so that no two of them share a cache line. */
const ALIGNMENT = 16
export const aligned = (n: number): number => Math.ceil(n / ALIGNMENT) * ALIGNMENT
export const NOWHERE: Place = { offset: 0, length: 0 }

export type Allocator = {
  take(length: number): Place
  /** Lays everything out anew with these behind all others, before any offset is used; returns how many values they take. */
  putLast(last: ReadonlySet<Place>): number
  readonly end: number
}
export function allocator(start = 0): Allocator {
  const taken: { offset: number; length: number }[] = []
  let end = start
  const put = (place: { offset: number; length: number }): void => {
    place.offset = end
    end += aligned(place.length)
  }
  return {
    take(length) {
      const place = { offset: 0, length }
      taken.push(place)
      put(place)
      return place
    },
    putLast(last) {
      end = start
      for (const place of taken) if (!last.has(place)) put(place)
      const from = end
      for (const place of taken) if (last.has(place)) put(place)
      return end - from
    },
    get end() {
      return end
    },
  }
}
