/**
 * What layers with learned kernels have in common: how the kernels begin, whether they learn, and typing them
 * by hand.
 * A person writes a kernel down filter by filter and row by row, and the weights lie the other
 * way round, `[height, width, in / groups, out]`; `typedKernel` turns one into the other.
 */
import {
  bool,
  choice,
  INITIALISERS,
  numbers,
  rare,
  size,
  type Bad,
  type Initialiser,
  type Shape,
  type Weight,
} from '../../spec'

export const initialiserParam = (def: Initialiser) =>
  rare(
    choice(
      'Initial weights',
      INITIALISERS,
      def,
      'How the kernel is drawn before the first step: He suits ReLU and its kin, Glorot sigmoid and tanh.',
    ),
  )
export const trainableParam = rare(
  bool('Trainable', true, 'Off: the weights stay as they began, like a filter designed by hand.'),
)
export const valuesParam = rare(
  numbers(
    'Kernel values',
    'Filter by filter, row by row: one kernel for each filter, or one for each filter and input ' +
      'channel. Empty: drawn at random.',
  ),
)

type LearnedParams = {
  readonly initialiser: Initialiser
  readonly trainable: boolean
  readonly bias: boolean
}
type Fans = { readonly fanIn: number; readonly fanOut: number }

/** The weight named `kernel` or otherwise, as the parameters want it; `axes` are the names of its axes. */
export const kernelWeight = (
  name: string,
  shape: Shape,
  axes: readonly string[],
  p: LearnedParams,
  fans: Fans,
  values?: readonly number[],
): Weight => ({
  name,
  shape,
  axes,
  init: p.initialiser,
  decays: true,
  ...fans,
  ...(values ? { values } : {}),
  ...(p.trainable ? {} : { isFrozen: true }),
})

/** The bias, or nothing; `each` is what it has a number for. */
export const biasWeight = (
  filters: number,
  each: string,
  p: LearnedParams,
  fanIn: number,
): readonly Weight[] =>
  p.bias
    ? [
        {
          name: 'bias',
          shape: [filters],
          axes: [each],
          init: 'constant',
          fanIn,
          fanOut: filters,
          ...(p.trainable ? {} : { isFrozen: true }),
        },
      ]
    : []

/** Null if the numbers typed are none, one kernel for each filter, or one for each filter and channel. */
export function miscounted(
  values: readonly number[],
  kernel: readonly number[],
  depth: number,
  filters: number,
): Bad | null {
  const short = filters * size(kernel)
  const long = short * depth
  if (values.length === 0 || values.length === short || values.length === long) return null
  const each = depth > 1 ? `, or ${long} with one for each of ${depth} input channels` : ''
  return {
    bad:
      `${filters} ${filters === 1 ? 'filter' : 'filters'} of ${kernel.join('×')} need ${short} kernel ` +
      `values${each}; ${values.length} are typed.`,
    fix: { label: 'Draw them at random', set: { values: [] } },
  }
}

/**
 * Typed values `[filters, area]` or `[filters, depth, area]` in the layout `[area, depth, filters]`;
 * undefined if there are none.
 */
export function typedKernel(
  values: readonly number[],
  area: number,
  depth: number,
  filters: number,
): readonly number[] | undefined {
  if (values.length === 0) return undefined
  const isForAll = values.length === filters * area
  return Array.from({ length: area * depth * filters }, (_, i) => {
    const filter = i % filters
    const channel = isForAll ? 0 : Math.floor(i / filters) % depth
    const place = Math.floor(i / filters / depth)
    return values[(filter * (isForAll ? 1 : depth) + channel) * area + place] ?? 0
  })
}
