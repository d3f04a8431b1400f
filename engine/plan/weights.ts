/**
 * The layout of the weights in memory, and copies from and to the flat array. Pure. In memory they lie by
 * what happens to them (decaying, learning, frozen) and are padded; outside they are one flat array in the
 * order of the steps and of their declaration, without gaps.
 */
import type { NodeId } from '../document/document'
import {
  size,
  type AnyValues,
  type Params,
  type Shape,
  type Tensor,
  type ValuesOf,
  type Weight,
} from '../spec'
import { declOf, type Operation } from './operations'
import { allocator, type Region } from './allocator'

/**
 * `offset` counts from the start of the weights; `flat` from the start of the flat array that leaves the
 * engine.
 */
export type WeightPlace = Region & Weight & { readonly node: NodeId; readonly flat: number }
type StoredWeights = {
  /** In flat order. */
  readonly all: readonly WeightPlace[]
  readonly of: ReadonlyMap<Operation, readonly WeightPlace[]>
  /** Of one copy, in values: [0, decaying) decay, [0, learning) learn, [learning, end) are frozen. */
  readonly decaying: number
  readonly learning: number
  readonly end: number
  readonly parameters: number
}

export function storeWeights(operations: readonly Operation[]): StoredWeights {
  const store = allocator()
  const declared = operations.flatMap(o =>
    declOf(o.kind)
      .weights(o.ins[0] ?? [], o.p as AnyValues as ValuesOf<Params>)
      .map(w => ({ operation: o, w, length: size(w.shape) })),
  )
  const offsets = new Map<Weight, number>()
  const put = (isWanted: (w: Weight) => boolean): number => {
    for (const { w, length } of declared) if (isWanted(w)) offsets.set(w, store.take(length).offset)
    return store.end
  }
  const decaying = put(w => !w.isFrozen && w.decays === true)
  const learning = put(w => !w.isFrozen && w.decays !== true)
  const end = put(w => w.isFrozen === true)
  let flat = 0
  const of = new Map<Operation, WeightPlace[]>(operations.map(o => [o, []]))
  const all = declared.map(({ operation, w, length }): WeightPlace => {
    // A block holds its convolution's weights: they keep the convolution's name.
    const place = {
      ...w,
      offset: offsets.get(w) ?? 0,
      length,
      node: operation.nodes[0] ?? operation.node,
      flat,
    }
    flat += length
    of.get(operation)?.push(place)
    return place
  })
  return { all, of, decaying, learning, end, parameters: flat }
}

/** One tensor of the flat Float32Array in which weights enter and leave. */
export type WeightEntry = {
  readonly node: NodeId
  readonly name: string
  readonly shape: Shape
  readonly offset: number
  readonly length: number
}
type Weights = { readonly weights: readonly WeightPlace[]; readonly parameters: number }

/** The name, node, shape and offset (in values) of each tensor of the flat array, in its order. */
export const weightLayout = (plan: Weights): readonly WeightEntry[] =>
  plan.weights.map(({ node, name, shape, flat, length }) => ({ node, name, shape, offset: flat, length }))

/** From the flat array to the padded one. */
export function importWeights(plan: Weights, flat: ArrayLike<number>, padded: Tensor): void {
  for (const w of plan.weights)
    for (let i = 0; i < w.length; i++) padded[w.offset + i] = flat[w.flat + i] ?? 0
}

/** From the padded array to a flat one, which is new if none is given. */
export function exportWeights(
  plan: Weights,
  padded: ArrayLike<number>,
  flat: Float32Array = new Float32Array(plan.parameters),
): Float32Array {
  for (const w of plan.weights)
    for (let i = 0; i < w.length; i++) flat[w.flat + i] = padded[w.offset + i] ?? 0
  return flat
}

/**
 * A copy laid out like the weights that learn (an optimiser's state) as a flat array; what is frozen has
 * zeros.
 */
export function exportLearning(
  plan: Weights & { readonly learning: number },
  padded: ArrayLike<number>,
): Float32Array {
  const flat = new Float32Array(plan.parameters)
  for (const w of plan.weights)
    if (w.offset < plan.learning)
      for (let i = 0; i < w.length; i++) flat[w.flat + i] = padded[w.offset + i] ?? 0
  return flat
}
export function importLearning(
  plan: Weights & { readonly learning: number },
  flat: ArrayLike<number>,
  padded: Tensor,
): void {
  for (const w of plan.weights)
    if (w.offset < plan.learning)
      for (let i = 0; i < w.length; i++) padded[w.offset + i] = flat[w.flat + i] ?? 0
}
