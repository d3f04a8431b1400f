/** What the passes of a fused conv–ReLU–max-pool block need to know of its windows. Offsets are bytes. */
import { croppedWindow, forwardAlgorithm, fusedWeightGradientAlgorithm } from '../../convolution/algorithm'
import { laidOutInput, laidOutLength, packedLength } from '../../convolution/scratch'
import type { FusedBlock, Window } from '../../spec'
import { BYTES } from './address'
import type { BlockWindowFields, ConvolutionWindowFields, WeightLayoutFields } from './generated/byName'
import { forwardLayout, turnedLayout } from './weightLayout'
import { convolutionFields } from './window'

export type BlockPlan = {
  readonly forward: ConvolutionWindowFields
  readonly layout: WeightLayoutFields
  /** What both sparse gradients walk. */
  readonly lists: ConvolutionWindowFields
  readonly pool: BlockWindowFields
  /** The same with the pixels that the gradient of the weights lists at once. */
  readonly listedPool: BlockWindowFields
  /** Where the weights for dx begin within `packed`. */
  readonly gradientOffset: number
  readonly laidOut: LaidOutPlan | null
}
/** dx as a convolution of the laid-out gradient, where it does not follow lists. */
type LaidOutPlan = {
  readonly window: ConvolutionWindowFields
  readonly layout: WeightLayoutFields
  /** Behind the laid-out gradient. */
  readonly scratchOffset: number
}

export function blockPlan(block: FusedBlock): BlockPlan {
  const { pool, isRectified } = block
  const window = croppedWindow(block)
  const lists = fusedWeightGradientAlgorithm(block)
  const poolFields = {
    poolHeight: pool.kernel[0],
    poolWidth: pool.kernel[1],
    rectified: isRectified ? 1 : 0,
    pixelsAtOnce: 0,
  }
  return {
    forward: convolutionFields(window, forwardAlgorithm(window, pool.kernel)),
    layout: forwardLayout(window),
    lists: convolutionFields(window, lists),
    pool: poolFields,
    listedPool: { ...poolFields, pixelsAtOnce: lists.listed },
    gradientOffset: BYTES * packedLength(window),
    laidOut: laidOutPlan(window, laidOutInput(block)),
  }
}

const laidOutPlan = (window: Window, turned: Window | null): LaidOutPlan | null =>
  turned && {
    window: convolutionFields(turned, forwardAlgorithm(turned)),
    // At stride 1 the one phase takes every tap.
    layout: turnedLayout(window, { window: turned, tap: [0, 0], tapStep: [1, 1] }),
    scratchOffset: BYTES * laidOutLength(turned),
  }
