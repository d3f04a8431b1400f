/** The fused conv–ReLU–max-pool block, over the exports of assembly/fusedBlock. */
import type { ConvolutionKernels, FusedBlock } from '../../spec'
import type { Address } from './address'
import { blockPlan, type BlockPlan } from './fusedBlockPlan'
import { blockWindow, convolutionWindow, weightLayout } from './generated/byName'
import type { KernelExports } from './generated/exports'
import { remembered } from './remembered'

type ForwardKernels = Pick<ConvolutionKernels, 'packBlock' | 'convolvePool'>
type GradientKernels = Pick<ConvolutionKernels, 'convolvePoolGradWeights' | 'convolvePoolGradInput'>
type PlanOf = (block: FusedBlock) => BlockPlan

export function blocks(e: KernelExports, address: Address): ForwardKernels & GradientKernels {
  const planOf = remembered(blockPlan)
  return { ...forward(e, address, planOf), ...gradients(e, address, planOf) }
}

const forward = (e: KernelExports, address: Address, planOf: PlanOf): ForwardKernels => ({
  packBlock(w, packed, block, part, parts) {
    const { forward, layout, gradientOffset, laidOut } = planOf(block)
    convolutionWindow(e, forward)
    weightLayout(e, layout)
    e.packConvolution(address(w), address(packed), part, parts)
    if (!laidOut) return e.packBlockGradient(address(w), address(packed) + gradientOffset, part, parts)
    convolutionWindow(e, laidOut.window)
    weightLayout(e, laidOut.layout)
    e.packConvolution(address(w), address(packed) + gradientOffset, part, parts)
  },
  convolvePool(x, _w, b, y, chosen, block, packed, scratch) {
    const { forward, pool } = planOf(block)
    convolutionWindow(e, forward)
    blockWindow(e, pool)
    e.convolvePool(address(x), address(packed), address(b), address(y), address(chosen), address(scratch))
  },
})

const gradients = (e: KernelExports, address: Address, planOf: PlanOf): GradientKernels => ({
  convolvePoolGradWeights(x, _y, dy, chosen, dw, db, block, scratch) {
    const { lists, listedPool } = planOf(block)
    convolutionWindow(e, lists)
    blockWindow(e, listedPool)
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
    const { lists, pool, gradientOffset, laidOut } = planOf(block)
    const weights = address(packed) + gradientOffset
    convolutionWindow(e, lists)
    blockWindow(e, pool)
    if (!laidOut)
      return e.convolvePoolGradInput(address(dy), address(chosen), weights, address(dx), address(scratch))
    e.unpool(address(dy), address(chosen), address(scratch))
    convolutionWindow(e, laidOut.window)
    e.convolve(address(scratch), weights, 0, address(dx), address(scratch) + laidOut.scratchOffset)
  },
})
