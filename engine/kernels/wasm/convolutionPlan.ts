/** What the passes of a convolution need to know of its window. Offsets and distances are bytes. */
import { forwardAlgorithm, slotGradientAlgorithm, weightGradientAlgorithm } from '../../convolution/algorithm'
import { stridePhasesOf, type StridePhase } from '../../convolution/inputGradient'
import { isWholeInput, packedLength, phaseScratch } from '../../convolution/scratch'
import type { Window } from '../../spec'
import { BYTES } from './address'
import type { ConvolutionWindowFields, WeightLayoutFields } from './generated/byName'
import { forwardLayout, turnedLayout } from './weightLayout'
import { convolutionFields } from './window'

export type ConvolutionPlan = {
  readonly forward: ConvolutionWindowFields
  readonly layout: WeightLayoutFields
  readonly weights: ConvolutionWindowFields
  /** The gradient of the weights for several samples, so many of which share a band. */
  readonly slot: ConvolutionWindowFields
  readonly samplesOfBand: number
  readonly phases: readonly PhasePlan[]
  /** One phase makes all of dx, so it writes there at once. */
  readonly isWhole: boolean
  /** The phases leave no pixel of dx out. */
  readonly isComplete: boolean
}

/** A stride phase of the gradient of x: a convolution of dy, whose pixels are then spread over dx. */
export type PhasePlan = {
  readonly window: ConvolutionWindowFields
  readonly layout: WeightLayoutFields
  readonly packedOffset: number
  /** Behind the phase's own pixels, where it does not write to dx at once. */
  readonly scratchOffset: number
  readonly firstPixel: number
  readonly rowPitch: number
  readonly pixelStep: number
}

export function convolutionPlan(window: Window): ConvolutionPlan {
  const isWhole = isWholeInput(window)
  const phases = phasePlans(window, isWhole)
  const slot = slotGradientAlgorithm(window)
  const made = phases.reduce((sum, { window: w }) => sum + w.outputHeight * w.outputWidth, 0)
  return {
    forward: convolutionFields(window, forwardAlgorithm(window)),
    layout: forwardLayout(window),
    weights: convolutionFields(window, weightGradientAlgorithm(window)),
    slot: convolutionFields(window, slot),
    samplesOfBand: slot.samples,
    phases,
    isWhole,
    isComplete: made === window.in[0] * window.in[1],
  }
}

function phasePlans(window: Window, isWhole: boolean): PhasePlan[] {
  let end = packedLength(window)
  return stridePhasesOf(window).map(phase => {
    const packedOffset = BYTES * end
    end += packedLength(phase.window)
    return phasePlan(window, phase, packedOffset, BYTES * phaseScratch(phase, isWhole))
  })
}

function phasePlan(
  window: Window,
  phase: StridePhase,
  packedOffset: number,
  scratchOffset: number,
): PhasePlan {
  const pixel = BYTES * window.in[2]
  const row = window.in[1] * pixel
  return {
    window: convolutionFields(phase.window, forwardAlgorithm(phase.window)),
    layout: turnedLayout(window, phase),
    packedOffset,
    scratchOffset,
    firstPixel: phase.first[0] * row + phase.first[1] * pixel,
    rowPitch: window.strides[0] * row,
    pixelStep: window.strides[1] * pixel,
  }
}
