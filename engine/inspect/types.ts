/** What Inspect shows of a network: filters and feature maps. Pure. */
import type { Centres } from '../graph/receptiveField'
import type { Shape } from '../spec'

/**
 * One convolution's kernels, `[height, width, in, filters]` (height 1 in 1-D), with the largest absolute
 * value. `node` is the node's own id, or for the second of two banks `secondBank` of it.
 */
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

/**
 * The name that the second bank of a node is kept under: a separable convolution has its depthwise kernels
 * under its own.
 */
export const secondBank = (node: string): string => `${node}/pointwise`
