/** A damaged copy of a file, the same for the same seed: what a reader must survive. */
import { uniform } from '../../../engine/random'
import { often } from '../../long'

/** Seeds 1 to this are tried of a file. */
export const MUTATIONS = often(250, 1000)

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff] as const

/** One to four injuries: flipped bytes, a cut, a splice from elsewhere, a piece twice, or sizes blown up. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  let at = 0
  let data = Uint8Array.from(bytes) // also of a Buffer, whose slice would be the same bytes
  const below = (n: number): number => Math.floor(uniform(seed, at++) * Math.max(1, n))
  for (let left = 1 + below(4); left > 0; left--) {
    const from = below(data.length)
    const length = 1 + below(Math.min(400, data.length - from))
    const to = below(data.length)
    switch (below(6)) {
      case 0: // flip
        for (let i = 1 + below(8); i > 0; i--) data[below(data.length)] = below(256)
        break
      case 1: // cut the end off
        data = data.slice(0, from)
        break
      case 2: // splice
        data.copyWithin(to, from, from + length)
        break
      case 3: // duplicate, which moves what follows
        data = Uint8Array.from([
          ...data.subarray(0, to),
          ...data.subarray(from, from + length),
          ...data.subarray(to),
        ])
        break
      case 4: // extreme binary sizes
        data.fill(EXTREMES[below(EXTREMES.length)] as number, from, from + 1 + below(8))
        break
      default: // extreme sizes in text: digits become nines
        for (let i = from; i < from + length; i++)
          if ((data[i] as number) >= 0x30 && (data[i] as number) <= 0x39) data[i] = 0x39
    }
  }
  return data
}
