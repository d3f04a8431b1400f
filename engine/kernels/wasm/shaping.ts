/** Values that move, over the exports of assembly/shaping.ts. */
import type { ShapingKernels } from '../../spec'
import type { Exported } from './exports'

export const NAMES = ['extractChannels', 'insertChannels', 'place', 'placeGrad'] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>

export function shapings(e: NamedExports): ShapingKernels {
  return {
    place: (x, y, { in: i, out, before }) => void e.place(x.byteOffset, y.byteOffset, i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    placeGrad: (dy, dx, { in: i, out, before }) =>
      void e.placeGrad(dy.byteOffset, dx.byteOffset, i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    insertChannels: (x, y, positions, first) =>
      void e.insertChannels(x.byteOffset, y.byteOffset, positions, x.length / positions, y.length / positions, first),
    extractChannels: (y, x, positions, first) =>
      void e.extractChannels(y.byteOffset, x.byteOffset, positions, x.length / positions, y.length / positions, first),
  }
}
