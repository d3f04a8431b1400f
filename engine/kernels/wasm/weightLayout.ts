/** Where the weights of a convolution lie for what packs them: as in y, or as in dx. */
import type { StridePhase } from '../../convolution/inputGradient'
import type { Window } from '../../spec'
import type { WeightLayoutFields } from './generated/byName'

/** For y: `[kernel height, kernel width, in / groups, out]`, as they lie. */
export const forwardLayout = ({ in: i, out, kernel, groups }: Window): WeightLayoutFields => ({
  tapsPerRow: kernel[1],
  firstRow: 0,
  rowStep: 1,
  firstColumn: 0,
  columnStep: 1,
  valuesPerTap: (i[2] / groups) * out[2],
  valuesPerGroup: out[2] / groups,
  valuesPerInput: out[2],
  valuesPerFilter: 1,
})

/** For one stride phase of dx: its taps turned by 180°, in and out swapped. `window` is that of y. */
export const turnedLayout = (
  window: Window,
  { window: { kernel }, tap, tapStep }: Pick<StridePhase, 'window' | 'tap' | 'tapStep'>,
): WeightLayoutFields => ({
  ...forwardLayout(window),
  firstRow: tap[0] + (kernel[0] - 1) * tapStep[0],
  rowStep: -tapStep[0],
  firstColumn: tap[1] + (kernel[1] - 1) * tapStep[1],
  columnStep: -tapStep[1],
  valuesPerInput: 1,
  valuesPerFilter: window.out[2],
})
