/**
 * The gradient of a convolution with respect to x as convolutions of dy: one for each stride phase. Pure. At
 * stride 1 it is a single one, with the kernel turned by 180°; at stride s, every s-th pixel of x meets the
 * same taps, so dx falls into s stride phases along each axis, each with its own part of the kernel.
 */
import type { Window } from '../spec'

/**
 * One axis of one stride phase of the gradient of x. Positions first, first + stride … of dx get their share
 * from the same taps of the kernel, `tap`, tap + tapStep …; with these taps turned round they are a
 * convolution of dy at stride 1.
 */
type StridePhaseAxis = {
  readonly first: number
  readonly out: number
  readonly taps: number
  readonly tap: number
  readonly tapStep: number
  readonly dilation: number
  readonly before: number
}
function phaseAxis(w: Window, axis: 0 | 1, first: number): StridePhaseAxis {
  const stride = w.strides[axis]
  const dilation = w.dilation[axis]
  const shared = divisor(stride, dilation)
  const position = first + w.before[axis]
  // dx[first] takes dy[(position − tap·dilation) / stride] wherever that is a whole number.
  let tap = 0
  while (tap < stride && (((position - tap * dilation) % stride) + stride) % stride !== 0) tap++
  const tapStep = stride / shared
  const taps = tap < stride ? Math.max(Math.ceil((w.kernel[axis] - tap) / tapStep), 0) : 0
  const step = dilation / shared
  const before = (taps - 1) * step - (position - tap * dilation) / stride
  return { first, out: Math.ceil((w.in[axis] - first) / stride), taps, tap, tapStep, dilation: step, before }
}
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/**
 * A convolution of dy that makes every stride-th pixel of dx from `first` on; `taps` tell which of w's taps
 * it takes.
 */
export type StridePhase = {
  readonly window: Window
  readonly first: readonly [number, number]
  readonly tap: readonly [number, number]
  readonly tapStep: readonly [number, number]
}
/** All of them that have taps; pixels of dx that no phase makes are 0. */
export function stridePhasesOf(w: Window): readonly StridePhase[] {
  const all = (axis: 0 | 1) =>
    Array.from({ length: Math.min(w.strides[axis], w.in[axis]) }, (_, first) =>
      phaseAxis(w, axis, first),
    ).filter(p => p.taps > 0)
  const down = all(0)
  const across = all(1)
  return down.flatMap(y =>
    across.map((x): StridePhase => ({
      window: {
        in: w.out,
        out: [y.out, x.out, w.in[2]],
        kernel: [y.taps, x.taps],
        strides: [1, 1],
        dilation: [y.dilation, x.dilation],
        before: [y.before, x.before],
        groups: w.groups,
      },
      first: [y.first, x.first],
      tap: [y.tap, x.tap],
      tapStep: [y.tapStep, x.tapStep],
    })),
  )
}
