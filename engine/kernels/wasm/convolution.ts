/**
 * Convolutions and the lecture's block, over the exports of assembly/. Rooms are those of layers/room.ts.
 * How a window is worked on is looked up once and remembered, so a call makes no new object; and
 * the gradient of x is a convolution of dy, or one for each phase of the strides.
 */
import { stridePhasesOf, type StridePhase } from '../../convolution/inputGradient'
import { isWholeInput, packedLength, phaseScratch } from '../../convolution/scratch'
import {
  forwardAlgorithm,
  slotGradientAlgorithm,
  weightGradientAlgorithm,
  type SlotAlgorithm,
  type Algorithm,
} from '../../convolution/algorithm'
import type { ConvolutionKernels, Window } from '../../spec'
import { blocks } from './block'
import type { Address } from './address'
import type { KernelExports } from './generated/exports'
import { set } from './window'

/** A window with what follows from it. `at` counts bytes within `packed`. */
type Planned = {
  readonly forward: Algorithm
  readonly weights: Algorithm
  readonly together: SlotAlgorithm
  readonly phases: readonly PlannedPhase[]
  readonly isWhole: boolean
  readonly isComplete: boolean
}
type PlannedPhase = StridePhase & { readonly way: Algorithm; readonly at: number; readonly room: number }

function planOf(window: Window): Planned {
  const isWhole = isWholeInput(window)
  let end = packedLength(window)
  const phases = stridePhasesOf(window).map((phase): PlannedPhase => {
    const at = 4 * end
    end += packedLength(phase.window)
    return { ...phase, way: forwardAlgorithm(phase.window), at, room: 4 * phaseScratch(phase, isWhole) }
  })
  const made = phases.reduce((sum, { window: { out } }) => sum + out[0] * out[1], 0)
  return {
    forward: forwardAlgorithm(window),
    weights: weightGradientAlgorithm(window),
    together: slotGradientAlgorithm(window),
    phases,
    isWhole,
    isComplete: made === window.in[0] * window.in[1],
  }
}

export function convolutions(e: KernelExports, address: Address): ConvolutionKernels {
  const plans = new WeakMap<Window, Planned>()
  function planned(window: Window): Planned {
    let plan = plans.get(window)
    if (!plan) plans.set(window, (plan = planOf(window)))
    return plan
  }
  return {
    packConvolution(w, packed, window, part, parts) {
      const { forward, phases } = planned(window)
      const inputs = window.in[2] / window.groups
      const filters = window.out[2] / window.groups
      const tap = inputs * window.out[2]
      set(e, window, forward)
      e.packingOf(window.kernel[1], 0, 1, 0, 1, tap, filters, window.out[2], 1)
      e.packConvolution(address(w), address(packed), part, parts)
      for (const {
        window: turned,
        way,
        at,
        tap: [y, x],
        tapStep,
      } of phases) {
        set(e, turned, way)
        const lastY = y + (turned.kernel[0] - 1) * tapStep[0]
        const lastX = x + (turned.kernel[1] - 1) * tapStep[1]
        e.packingOf(window.kernel[1], lastY, -tapStep[0], lastX, -tapStep[1], tap, filters, 1, window.out[2])
        e.packConvolution(address(w), address(packed) + at, part, parts)
      }
    },
    convolve(x, _w, b, y, window, packed, scratch) {
      set(e, window, planned(window).forward)
      e.convolve(address(x), address(packed), address(b), address(y), address(scratch))
    },
    convolveGradWeights(x, dy, dw, db, window, scratch) {
      set(e, window, planned(window).weights)
      e.convolveGradWeights(address(x), address(dy), address(dw), address(db), address(scratch), 1, 0, 1)
    },
    convolveGradWeightsOfAll(x, dy, dw, db, window, scratch, { count, apart }) {
      const { together } = planned(window)
      set(e, window, together)
      e.convolveGradWeights(
        address(x),
        address(dy),
        address(dw),
        address(db),
        address(scratch),
        count,
        4 * apart,
        together.samples,
      )
    },
    convolveGradInput(dy, _w, dx, window, packed, scratch) {
      const { phases, isWhole, isComplete } = planned(window)
      if (!isComplete) e.clear(address(dx), dx.length)
      for (let i = 0; i < phases.length; i++) {
        const phase = phases[i] as PlannedPhase
        const to = isWhole ? address(dx) : address(scratch)
        set(e, phase.window, phase.way)
        e.convolve(address(dy), address(packed) + phase.at, 0, to, address(scratch) + phase.room)
        if (!isWhole) spread(e, phase, window, to, address(dx))
      }
    },
    ...blocks(e, address),
  }
}

/** Copies a phase's pixels to their places in dx. */
function spread(
  e: KernelExports,
  { window: { out }, first }: StridePhase,
  { in: x, strides }: Window,
  from: number,
  dx: number,
): void {
  const pixel = 4 * x[2]
  const row = x[1] * pixel
  e.spreadPixels(
    from,
    out[0],
    out[1],
    dx + first[0] * row + first[1] * pixel,
    strides[0] * row,
    strides[1] * pixel,
  )
}
