/** Values that move or are blended, over the exports of assembly/{shaping,interpolation}.ts. */
import type { ShapingKernels } from '../../spec'
import type { Address, Exported } from './exports'

export const NAMES = [
  'extractChannels',
  'insertChannels',
  'interpolate',
  'interpolateGrad',
  'place',
  'placeGrad',
] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>

export function shapings(e: NamedExports, address: Address): ShapingKernels {
  return {
    place: (x, y, { in: i, out, before }) =>
      void e.place(address(x), address(y), i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    placeGrad: (dy, dx, { in: i, out, before }) =>
      void e.placeGrad(address(dy), address(dx), i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    interpolate: (x, y, { out, kernel }) =>
      void e.interpolate(address(x), address(y), out[0], out[1], out[2], kernel[0], kernel[1]),
    interpolateGrad: (dy, dx, { out, kernel }) =>
      void e.interpolateGrad(address(dy), address(dx), out[0], out[1], out[2], kernel[0], kernel[1]),
    insertChannels: (x, y, positions, first) =>
      void e.insertChannels(
        address(x),
        address(y),
        positions,
        x.length / positions,
        y.length / positions,
        first,
      ),
    extractChannels: (y, x, positions, first) =>
      void e.extractChannels(
        address(y),
        address(x),
        positions,
        x.length / positions,
        y.length / positions,
        first,
      ),
  }
}
