/** The lecture's block, over the exports of assembly/{block,blockGradients}.ts. */
import { laidOutInput, laidOutLength, packedLength } from '../../convolution/scratch'
import {
  fusedWeightGradientAlgorithm,
  croppedWindow,
  forwardAlgorithm,
  type ListAlgorithm,
  type Algorithm,
} from '../../convolution/algorithm'
import type { FusedBlock, ConvolutionKernels, Window } from '../../spec'
import type { Address } from './address'
import type { KernelExports } from './generated/exports'
import { set } from './window'

type Blocks = Pick<
  ConvolutionKernels,
  'packBlock' | 'convolvePool' | 'convolvePoolGradWeights' | 'convolvePoolGradInput'
>

/**
 * `gradient` is where the weights for dx begin, in bytes within `packed`; `turned` makes dx, where lists do
 * not.
 */
type Planned = {
  readonly window: Window
  readonly forward: Algorithm
  readonly weights: ListAlgorithm
  readonly gradient: number
  readonly turned: Turned | null
}
type Turned = { readonly window: Window; readonly way: Algorithm; readonly room: number }

function planOf(block: FusedBlock): Planned {
  const window = croppedWindow(block)
  const laidOut = laidOutInput(block)
  return {
    window,
    forward: forwardAlgorithm(window, block.pool.kernel),
    weights: fusedWeightGradientAlgorithm(block),
    gradient: 4 * packedLength(window),
    turned: laidOut && { window: laidOut, way: forwardAlgorithm(laidOut), room: 4 * laidOutLength(laidOut) },
  }
}

export function blocks(e: KernelExports, address: Address): Blocks {
  const plans = new WeakMap<FusedBlock, Planned>()
  function planned(block: FusedBlock): Planned {
    let plan = plans.get(block)
    if (!plan) {
      plan = planOf(block)
      plans.set(block, plan)
    }
    return plan
  }
  const setBlock = ({ pool, isRectified }: FusedBlock, window: Window, way: Algorithm, listed: number) => {
    set(e, window, way)
    e.blockWindow(pool.kernel[0], pool.kernel[1], isRectified ? 1 : 0, listed)
  }
  return {
    packBlock(w, packed, block, part, parts) {
      const { window, forward, gradient, turned } = planned(block)
      const filters = window.out[2] // by their places: taking arrays apart would make iterators
      const tap = window.in[2] * filters
      const rows = window.kernel[0]
      const columns = window.kernel[1]
      set(e, window, forward)
      e.packingOf(columns, 0, 1, 0, 1, tap, filters, filters, 1)
      e.packConvolution(address(w), address(packed), part, parts)
      if (!turned) return e.packBlockGradient(address(w), address(packed) + gradient, part, parts)
      set(e, turned.window, turned.way)
      e.packingOf(columns, rows - 1, -1, columns - 1, -1, tap, filters, 1, filters)
      e.packConvolution(address(w), address(packed) + gradient, part, parts)
    },
    convolvePool(x, _w, b, y, chosen, block, packed, scratch) {
      const { window, forward } = planned(block)
      setBlock(block, window, forward, 0)
      e.convolvePool(address(x), address(packed), address(b), address(y), address(chosen), address(scratch))
    },
    convolvePoolGradWeights(x, _y, dy, chosen, dw, db, block, scratch) {
      const { window, weights } = planned(block)
      setBlock(block, window, weights, weights.listed)
      e.convolvePoolGradWeights(
        address(x),
        address(dy),
        address(chosen),
        address(dw),
        address(db),
        address(scratch),
      )
    },
    convolvePoolGradInput(_y, dy, chosen, _w, dx, block, packed, scratch) {
      const { window, weights, gradient, turned } = planned(block)
      setBlock(block, window, weights, 0)
      if (!turned)
        return e.convolvePoolGradInput(
          address(dy),
          address(chosen),
          address(packed) + gradient,
          address(dx),
          address(scratch),
        )
      e.unpool(address(dy), address(chosen), address(scratch))
      set(e, turned.window, turned.way)
      e.convolve(address(scratch), address(packed) + gradient, 0, address(dx), address(scratch) + turned.room)
    },
  }
}
