/**
 * The only place that knows the arithmetic of a sliding window: output = ⌊(W − dilation·(F − 1) − 1 + 2P) /
 * S⌋ + 1 (the usual (W − F + 2P) / S + 1, with dilation). “same” follows Keras: ⌈W / S⌉, any odd pixel at
 * the far side.
 */
import { MOST_PADDING, type Bad, type Padding, type Shape, type Window } from '../../spec'

type Pair = readonly [number, number]
export type WindowParams = {
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly dilation?: readonly number[]
  readonly padding: Padding
}

/** A 1-D quantity as a 2-D one of height 1. */
const pair = (v: readonly number[]): Pair => (v.length === 1 ? [1, v[0] ?? 1] : [v[0] ?? 1, v[1] ?? 1])
/** How many input values a dilated kernel spans. */
export const span = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1

/**
 * Padding in numbers, `[before, after]` for each axis; `same` depends on the input and counts as none here.
 */
export function eachSide(padding: Padding, rank: number): readonly number[] {
  if (typeof padding === 'string') return Array.from({ length: 2 * rank }, () => 0)
  return typeof padding === 'number' ? Array.from({ length: 2 * rank }, () => padding) : padding
}

function along(
  input: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: Padding,
  axis: number,
  rank: number,
) {
  const reach = span(kernel, dilation)
  if (axis < 0) return { out: 1, before: 0 } // the invented vertical axis of a spectrum is never padded
  if (padding === 'same') {
    const out = Math.ceil(input / stride)
    return { out, before: Math.max((out - 1) * stride + reach - input, 0) >> 1 }
  }
  const sides = eachSide(padding, rank)
  const before = sides[2 * axis] ?? 0
  return { out: Math.floor((input - reach + before + (sides[2 * axis + 1] ?? 0)) / stride) + 1, before }
}

/**
 * The walk of a window over x (`[height, width, channels]` or `[length, channels]`), making `channels`
 * channels.
 */
export function windowOf(x: Shape, p: WindowParams, channels: number, groups = 1): Window {
  const is2d = x.length === 3
  const rank = is2d ? 2 : 1
  const [h, w, c] = is2d ? [x[0] ?? 0, x[1] ?? 0, x[2] ?? 0] : [1, x[0] ?? 0, x[1] ?? 0]
  const kernel = pair(p.kernel)
  const strides = pair(p.strides)
  const dilation = p.dilation ? pair(p.dilation) : ([1, 1] as const)
  const v = along(h, kernel[0], strides[0], dilation[0], p.padding, rank - 2, rank)
  const u = along(w, kernel[1], strides[1], dilation[1], p.padding, rank - 1, rank)
  return {
    in: [h, w, c],
    out: [v.out, u.out, channels],
    kernel,
    strides,
    dilation,
    before: [v.before, u.before],
    groups,
  }
}

/** The window's output as the layer's own shape: 1-D drops the invented axis. */
export const outputShape = (x: Shape, { out }: Window): Shape => (x.length === 3 ? out : [out[1], out[2]])

/**
 * The part of a node's second line that says the padding, and one that says a number for each axis: `2` or
 * `2×3`.
 */
export const formatPadding = (padding: Padding): string =>
  typeof padding === 'string'
    ? padding
    : `padding ${typeof padding === 'number' ? padding : padding.join(' ')}`
export const formatAxes = (v: readonly number[]): string =>
  v.every(n => n === v[0]) ? String(v[0]) : v.join('×')

/**
 * Null if every axis has room for the window; otherwise the sentence, with the least padding that would do.
 */
export function misfit(what: string, x: Shape, p: WindowParams): Bad | null {
  const { out } = windowOf(x, p, 1)
  if (out[0] >= 1 && out[1] >= 1) return null
  const spatial = x.slice(0, -1)
  const d = p.dilation ?? p.kernel.map(() => 1)
  const reach = p.kernel.map((k, i) => span(k, d[i] ?? 1))
  const size = spatial.length === 2 ? `${spatial[0]}×${spatial[1]} image` : `spectrum of ${spatial[0]} points`
  const spread = d.some(v => v > 1) ? ` (${reach.join('×')} with its dilation)` : ''
  const needed = Math.max(...reach.map((r, i) => Math.ceil((r - (spatial[i] ?? 0)) / 2)))
  const already =
    typeof p.padding === 'string' ? '' : typeof p.padding === 'number' ? p.padding : p.padding.join(' ')
  const isPaddable = needed <= MOST_PADDING
  return {
    bad:
      `A ${p.kernel.length === 2 ? p.kernel.join('×') : `${p.kernel[0]}-point`} ${what}${spread} does ` +
      `not fit a ${size}${already ? ` with padding ${already}` : ''}: reduce the ` +
      `${what}${isPaddable ? ` or add padding ${needed}` : ''}.`,
    ...(isPaddable ? { fix: { label: `Use padding ${needed}`, set: { padding: needed } } } : {}),
  }
}

/** The sentence for an input of the wrong rank; `other` is the same layer in the other dimension. */
export function wrongRank(title: string, x: Shape, rank: 1 | 2, other: { kind: string; title: string }): Bad {
  const needs = rank === 2 ? 'height × width × channels' : 'length × channels'
  if (x.length === 1)
    return { bad: `${title} needs ${needs} and gets ${x[0]} features: put it before Flatten or Dense.` }
  return {
    bad:
      `${title} needs ${needs} and gets ${x.join('×')}: use ${other.title} for ` +
      `${rank === 2 ? 'spectra' : 'images'}.`,
    fix: { label: `Change to ${other.title}`, replaceWith: other.kind },
  }
}
