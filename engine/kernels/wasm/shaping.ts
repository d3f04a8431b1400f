/** Values that move or are blended, over the exports of assembly/{shaping,interpolation}.ts. */
import type { ShapingKernels, Window } from '../../spec'
import type { Address } from './address'
import {
  interpolate,
  interpolateGrad,
  place,
  placeGrad,
  type InterpolateFields,
  type PlaceFields,
} from './generated/byName'
import type { KernelExports } from './generated/exports'
import { remembered } from './remembered'

const placeFields = ({ in: i, out, before }: Window): PlaceFields => ({
  height: i[0],
  width: i[1],
  outHeight: out[0],
  outWidth: out[1],
  channels: i[2],
  top: before[0],
  left: before[1],
})
/** The window is the one that would shrink y to x, so x is what it makes. */
const interpolateFields = ({ out, kernel }: Window): InterpolateFields => ({
  height: out[0],
  width: out[1],
  channels: out[2],
  down: kernel[0],
  across: kernel[1],
})

export function shapings(e: KernelExports, address: Address): ShapingKernels {
  const placesOf = remembered(placeFields)
  const scalesOf = remembered(interpolateFields)
  return {
    place: (x, y, window) => place(e, address(x), address(y), placesOf(window)),
    placeGrad: (dy, dx, window) => placeGrad(e, address(dy), address(dx), placesOf(window)),
    interpolate: (x, y, window) => interpolate(e, address(x), address(y), scalesOf(window)),
    interpolateGrad: (dy, dx, window) => interpolateGrad(e, address(dy), address(dx), scalesOf(window)),
    insertChannels: (x, y, positions, first) =>
      e.insertChannels(address(x), address(y), positions, x.length / positions, y.length / positions, first),
    extractChannels: (y, x, positions, first) =>
      e.extractChannels(address(y), address(x), positions, x.length / positions, y.length / positions, first),
  }
}
