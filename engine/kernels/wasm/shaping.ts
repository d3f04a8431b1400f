/** Values that move or are blended, over the exports of assembly/{shaping,interpolation}.ts. */
import type { ShapingKernels } from '../../spec'
import type { Exported } from './exports'

export const NAMES = ['extractChannels', 'insertChannels', 'interpolate', 'interpolateGrad', 'place', 'placeGrad'] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>

export function shapings(e: NamedExports): ShapingKernels {
  return {
    place: (x, y, { in: i, out, before }) => void e.place(x.byteOffset, y.byteOffset, i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    placeGrad: (dy, dx, { in: i, out, before }) =>
      void e.placeGrad(dy.byteOffset, dx.byteOffset, i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    interpolate: (x, y, { out, kernel }) => void e.interpolate(x.byteOffset, y.byteOffset, out[0], out[1], out[2], kernel[0], kernel[1]),
    interpolateGrad: (dy, dx, { out, kernel }) => void e.interpolateGrad(dy.byteOffset, dx.byteOffset, out[0], out[1], out[2], kernel[0], kernel[1]),
    insertChannels: (x, y, positions, first) =>
      void e.insertChannels(x.byteOffset, y.byteOffset, positions, x.length / positions, y.length / positions, first),
    extractChannels: (y, x, positions, first) =>
      void e.extractChannels(y.byteOffset, x.byteOffset, positions, x.length / positions, y.length / positions, first),
  }
}
