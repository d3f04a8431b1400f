/**
 * Convolutions and the lecture's block, over the exports of assembly/. Rooms are those of layers/room.ts.
 * The one thing to know: how a window is worked on is looked up once and remembered, so a call makes no new object; and
 * the gradient of x is a convolution of dy, or one for each phase of the strides.
 */
import { phasesOf, type Phase } from '../../layers/phases'
import { isWholeInput, packedRoom, phaseRoom } from '../../layers/room'
import { forwardWay, weightsWay, type Way } from '../../layers/ways'
import type { ConvolutionKernels, Window } from '../../spec'
import { blocks, NAMES as BLOCK_NAMES } from './block'
import { address, type Exported } from './exports'
import { set } from './window'

export const NAMES = ['convolve', 'convolveGradWeights', 'packConvolution', 'packingOf', 'spreadPixels', ...BLOCK_NAMES] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>

/** A window with what follows from it. `at` counts bytes within `packed`. */
type Planned = {
  readonly forward: Way
  readonly weights: Way
  readonly phases: readonly PlannedPhase[]
  readonly isWhole: boolean
  readonly isComplete: boolean
}
type PlannedPhase = Phase & { readonly way: Way; readonly at: number; readonly room: number }

function planOf(window: Window): Planned {
  const isWhole = isWholeInput(window)
  let end = packedRoom(window)
  const phases = phasesOf(window).map((phase): PlannedPhase => {
    const at = 4 * end
    end += packedRoom(phase.window)
    return { ...phase, way: forwardWay(phase.window), at, room: 4 * phaseRoom(phase, isWhole) }
  })
  const made = phases.reduce((sum, { window: { out } }) => sum + out[0] * out[1], 0)
  return { forward: forwardWay(window), weights: weightsWay(window), phases, isWhole, isComplete: made === window.in[0] * window.in[1] }
}

export function convolutions(e: NamedExports): ConvolutionKernels {
  const plans = new WeakMap<Window, Planned>()
  function planned(window: Window): Planned {
    let plan = plans.get(window)
    if (!plan) plans.set(window, (plan = planOf(window)))
    return plan
  }
  return {
    packConvolution(w, packed, window, part, parts) {
      const { forward, phases } = planned(window),
        inputs = window.in[2] / window.groups,
        filters = window.out[2] / window.groups,
        tap = inputs * window.out[2]
      set(e, window, forward)
      e.packingOf(window.kernel[1], 0, 1, 0, 1, tap, filters, window.out[2], 1)
      e.packConvolution(w.byteOffset, packed.byteOffset, part, parts)
      for (const {
        window: turned,
        way,
        at,
        tap: [y, x],
        tapStep,
      } of phases) {
        set(e, turned, way)
        const lastY = y + (turned.kernel[0] - 1) * tapStep[0],
          lastX = x + (turned.kernel[1] - 1) * tapStep[1]
        e.packingOf(window.kernel[1], lastY, -tapStep[0], lastX, -tapStep[1], tap, filters, 1, window.out[2])
        e.packConvolution(w.byteOffset, packed.byteOffset + at, part, parts)
      }
    },
    convolve(x, _w, b, y, window, packed, scratch) {
      set(e, window, planned(window).forward)
      e.convolve(x.byteOffset, packed.byteOffset, address(b), y.byteOffset, scratch.byteOffset)
    },
    convolveGradWeights(x, dy, dw, db, window, scratch) {
      set(e, window, planned(window).weights)
      e.convolveGradWeights(x.byteOffset, dy.byteOffset, dw.byteOffset, address(db), scratch.byteOffset)
    },
    convolveGradInput(dy, _w, dx, window, packed, scratch) {
      const { phases, isWhole, isComplete } = planned(window)
      if (!isComplete) dx.fill(0)
      for (const phase of phases) {
        const to = isWhole ? dx.byteOffset : scratch.byteOffset
        set(e, phase.window, phase.way)
        e.convolve(dy.byteOffset, packed.byteOffset + phase.at, 0, to, scratch.byteOffset + phase.room)
        if (!isWhole) spread(e, phase, window, to, dx.byteOffset)
      }
    },
    ...blocks(e),
  }
}

/** Copies a phase's pixels to their places in dx. */
function spread(e: NamedExports, { window: { out }, first }: Phase, { in: [, width, channels], strides }: Window, from: number, dx: number): void {
  const pixel = 4 * channels
  e.spreadPixels(from, out[0], out[1], dx + (first[0] * width + first[1]) * pixel, strides[0] * width * pixel, strides[1] * pixel)
}
