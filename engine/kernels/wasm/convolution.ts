/**
 * Convolutions, over the exports of assembly/convolution. Scratch has the lengths that convolution/scratch.ts
 * gives. The gradient of x is a convolution of dy, or one for each stride phase.
 */
import type { ConvolutionKernels, Window } from '../../spec'
import { BYTES, type Address } from './address'
import { blocks } from './fusedBlock'
import { convolutionPlan, type ConvolutionPlan, type PhasePlan } from './convolutionPlan'
import { convolutionWindow, weightLayout } from './generated/byName'
import type { KernelExports } from './generated/exports'
import { remembered } from './remembered'

type PlanOf = (window: Window) => ConvolutionPlan

export function convolutions(e: KernelExports, address: Address): ConvolutionKernels {
  const planOf = remembered(convolutionPlan)
  return {
    ...forward(e, address, planOf),
    ...weightGradients(e, address, planOf),
    ...inputGradient(e, address, planOf),
    ...blocks(e, address),
  }
}

const forward = (
  e: KernelExports,
  address: Address,
  planOf: PlanOf,
): Pick<ConvolutionKernels, 'packConvolution' | 'convolve'> => ({
  packConvolution(w, packed, window, part, parts) {
    const { forward, layout, phases } = planOf(window)
    convolutionWindow(e, forward)
    weightLayout(e, layout)
    e.packConvolution(address(w), address(packed), part, parts)
    for (const phase of phases) {
      convolutionWindow(e, phase.window)
      weightLayout(e, phase.layout)
      e.packConvolution(address(w), address(packed) + phase.packedOffset, part, parts)
    }
  },
  convolve(x, _w, b, y, window, packed, scratch) {
    convolutionWindow(e, planOf(window).forward)
    e.convolve(address(x), address(packed), address(b), address(y), address(scratch))
  },
})

const weightGradients = (
  e: KernelExports,
  address: Address,
  planOf: PlanOf,
): Pick<ConvolutionKernels, 'convolveGradWeights' | 'convolveGradWeightsOfAll'> => ({
  convolveGradWeights(x, dy, dw, db, window, scratch) {
    convolutionWindow(e, planOf(window).weights)
    e.convolveGradWeights(address(x), address(dy), address(dw), address(db), address(scratch), 1, 0, 1)
  },
  convolveGradWeightsOfAll(x, dy, dw, db, window, scratch, { count, apart }) {
    const { slot, samplesOfBand } = planOf(window)
    convolutionWindow(e, slot)
    e.convolveGradWeights(
      address(x),
      address(dy),
      address(dw),
      address(db),
      address(scratch),
      count,
      BYTES * apart,
      samplesOfBand,
    )
  },
})

const inputGradient = (
  e: KernelExports,
  address: Address,
  planOf: PlanOf,
): Pick<ConvolutionKernels, 'convolveGradInput'> => ({
  convolveGradInput(dy, _w, dx, window, packed, scratch) {
    const { phases, isWhole, isComplete } = planOf(window)
    if (!isComplete) e.clear(address(dx), dx.length)
    for (let i = 0; i < phases.length; i++) {
      const phase = phases[i] as PhasePlan
      const to = isWhole ? address(dx) : address(scratch)
      convolutionWindow(e, phase.window)
      e.convolve(
        address(dy),
        address(packed) + phase.packedOffset,
        0,
        to,
        address(scratch) + phase.scratchOffset,
      )
      if (!isWhole) spread(e, phase, to, address(dx))
    }
  },
})

/** Copies a phase's pixels to their places in dx. */
function spread(
  e: KernelExports,
  { window: { outputHeight, outputWidth }, firstPixel, rowPitch, pixelStep }: PhasePlan,
  from: number,
  dx: number,
): void {
  e.spreadPixels(from, outputHeight, outputWidth, dx + firstPixel, rowPitch, pixelStep)
}
