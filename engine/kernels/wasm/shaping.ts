/** Values that move or are blended, over the exports of assembly/{shaping,interpolation}.ts. */
import type { ShapingKernels } from '../../spec'
import type { Address } from './address'
import type { KernelExports } from './generated/exports'

export function shapings(e: KernelExports, address: Address): ShapingKernels {
  return {
    place: (x, y, { in: i, out, before }) =>
      e.place(address(x), address(y), i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    placeGrad: (dy, dx, { in: i, out, before }) =>
      e.placeGrad(address(dy), address(dx), i[0], i[1], out[0], out[1], i[2], before[0], before[1]),
    interpolate: (x, y, { out, kernel }) =>
      e.interpolate(address(x), address(y), out[0], out[1], out[2], kernel[0], kernel[1]),
    interpolateGrad: (dy, dx, { out, kernel }) =>
      e.interpolateGrad(address(dy), address(dx), out[0], out[1], out[2], kernel[0], kernel[1]),
    insertChannels: (x, y, positions, first) =>
      e.insertChannels(address(x), address(y), positions, x.length / positions, y.length / positions, first),
    extractChannels: (y, x, positions, first) =>
      e.extractChannels(address(y), address(x), positions, x.length / positions, y.length / positions, first),
  }
}
