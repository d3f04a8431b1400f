/**
 * A weight of a layer: its shape, how it begins, and whether it learns.
 * Name and shape are kept in weights files as they stand here. Layouts are Keras': a convolution's
 * kernel is `[height, width, in / groups, out]`, without the height in 1-D, and a dense one `[in, out]`.
 */
import type { Shape } from './shapes'

export const INITIALISERS = [
  ['heNormal', 'He normal'],
  ['heUniform', 'He uniform'],
  ['glorotNormal', 'Glorot normal'],
  ['glorotUniform', 'Glorot uniform'],
  ['lecunNormal', 'LeCun normal'],
  ['lecunUniform', 'LeCun uniform'],
  ['orthogonal', 'Orthogonal'],
  ['constant', 'Constant'],
] as const
export type Initialiser = (typeof INITIALISERS)[number][0]
export type Weight = {
  readonly name: string
  readonly shape: Shape
  /** What each axis of `shape` counts, such as `height` or `in`; left out: the axes of a sample. */
  readonly axes?: readonly string[]
  readonly init: Initialiser
  /** What `constant` fills in; 0 if left out. */
  readonly constant?: number
  /** Typed by hand, in the layout of `shape`, instead of drawn. */
  readonly values?: readonly number[]
  /** The numbers of connections of one output and one input value, as Glorot and He use them. */
  readonly fanIn: number
  readonly fanOut: number
  /** Takes part in L1, L2 and decoupled decay: kernels do, biases and gains do not. */
  readonly decays?: boolean
  /** Not a matter of learning: frozen by the user, or a running figure that the layer itself keeps. */
  readonly isFrozen?: boolean
}

/** Names of a sample's axes, by how many it has: channels come last. */
const AXES_OF_SAMPLES: readonly (readonly string[])[] = [
  [],
  ['channels'],
  ['length', 'channels'],
  ['height', 'width', 'channels'],
]
/** Names of a kernel's first axes: `height, width` of a picture, `length` of a spectrum. */
export const spatialAxes = (rank: 1 | 2): readonly string[] => (rank === 2 ? ['height', 'width'] : ['length'])
/** One name for each axis of the weight. */
export const axesOf = ({ shape, axes }: Pick<Weight, 'shape' | 'axes'>): readonly string[] =>
  axes ?? AXES_OF_SAMPLES[shape.length] ?? []
