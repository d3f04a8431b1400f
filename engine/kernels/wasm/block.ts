/** The lecture's block, over the exports of assembly/{block,blockGradients}.ts. */
import { packedRoom } from '../../layers/room'
import { blockWeightsWay, croppedWindow, forwardWay, type ListWay, type Way } from '../../layers/ways'
import type { Block, ConvolutionKernels, Window } from '../../spec'
import { address, type Exported } from './exports'
import { NAMES as WINDOW_NAMES, set } from './window'

export const NAMES = [
  ...WINDOW_NAMES,
  'blockWindow',
  'convolvePool',
  'convolvePoolGradInput',
  'convolvePoolGradWeights',
  'packBlockGradient',
  'packConvolution',
  'packingOf',
] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>
type Blocks = Pick<ConvolutionKernels, 'packBlock' | 'convolvePool' | 'convolvePoolGradWeights' | 'convolvePoolGradInput'>

/** `gradient` is where the weights for dx begin, in bytes within `packed`. */
type Planned = { readonly window: Window; readonly forward: Way; readonly weights: ListWay; readonly gradient: number }

export function blocks(e: NamedExports): Blocks {
  const plans = new WeakMap<Block, Planned>()
  function planned(block: Block): Planned {
    let plan = plans.get(block)
    if (!plan) {
      const window = croppedWindow(block)
      plan = { window, forward: forwardWay(window, block.pool.kernel), weights: blockWeightsWay(block), gradient: 4 * packedRoom(window) }
      plans.set(block, plan)
    }
    return plan
  }
  const setBlock = ({ pool, isRectified }: Block, window: Window, way: Way, listed: number) => {
    set(e, window, way)
    e.blockWindow(pool.kernel[0], pool.kernel[1], isRectified ? 1 : 0, listed)
  }
  return {
    packBlock(w, packed, block, part, parts) {
      const { window, forward, gradient } = planned(block)
      set(e, window, forward)
      e.packingOf(window.kernel[1], 0, 1, 0, 1, window.in[2] * window.out[2], window.out[2], window.out[2], 1)
      e.packConvolution(w.byteOffset, packed.byteOffset, part, parts)
      e.packBlockGradient(w.byteOffset, packed.byteOffset + gradient, part, parts)
    },
    convolvePool(x, _w, b, y, chosen, block, packed, scratch) {
      const { window, forward } = planned(block)
      setBlock(block, window, forward, 0)
      e.convolvePool(x.byteOffset, packed.byteOffset, address(b), y.byteOffset, chosen.byteOffset, scratch.byteOffset)
    },
    convolvePoolGradWeights(x, _y, dy, chosen, dw, db, block, scratch) {
      const { window, weights } = planned(block)
      setBlock(block, window, weights, weights.listed)
      e.convolvePoolGradWeights(x.byteOffset, dy.byteOffset, chosen.byteOffset, dw.byteOffset, address(db), scratch.byteOffset)
    },
    convolvePoolGradInput(_y, dy, chosen, _w, dx, block, packed, scratch) {
      const { window, weights, gradient } = planned(block)
      setBlock(block, window, weights, 0)
      e.convolvePoolGradInput(dy.byteOffset, chosen.byteOffset, packed.byteOffset + gradient, dx.byteOffset, scratch.byteOffset)
    },
  }
}
