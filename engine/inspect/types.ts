/**
 * One convolution's kernels, `[height, width, in, filters]` (height 1 in 1-D), with the largest absolute
 * value. `node` is the node's own id, or for the second of two banks what inspect/secondBank.ts says.
 */

import type { Centres } from '../graph/receptiveField'
import type { Shape } from '../spec'

export type FilterBank = {
  readonly node: string
  readonly title: string
  readonly shape: readonly [number, number, number, number]
  readonly values: Float32Array
  readonly largest: number
}
/** What one node puts out for one sample, `shape` as on the node. */
export type NodeMaps = {
  readonly node: string
  readonly title: string
  readonly kind: string
  readonly shape: Shape
  readonly values: Float32Array
  /** Where in the input they look. */
  readonly centres: Centres | null
}
