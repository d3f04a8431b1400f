/**
 * From a graph to flat steps with a fixed place for every value, so that a training step allocates nothing. Pure.
 * The one thing to know: places count values, not bytes, and begin at multiples of 16 (64 bytes in float32); weights,
 * each gradient slot and each optimiser state share one layout, activations live in one workspace for each thread.
 */
import type { Document, NodeId } from './document'
import { analyse, type SampleInfo } from './graph'
import { layer, type LayerKind } from './layers'
import { size, type AnyValues, type Bad, type Params, type Shape, type ValuesOf, type Weight, type Window } from './spec'

export { SLOTS } from './footprint'

export type Place = { readonly offset: number; readonly length: number }
/** `offset` counts from the start of the weights; `flat` from the start of the flat array that leaves the engine. */
export type WeightPlace = Place & Weight & { readonly node: NodeId; readonly flat: number }
export type PlannedStep = {
  readonly node: NodeId
  readonly kind: LayerKind
  readonly p: AnyValues
  readonly in: Shape
  readonly out: Shape
  readonly window: Window | null
  readonly weights: readonly WeightPlace[]
  /** In the workspace; `dy` is empty where no gradient is needed. */
  readonly y: Place
  readonly dy: Place
  readonly saved: Place
  readonly hasBackward: boolean
  /** False for the first layer that learns: nobody before it asks for a gradient. */
  readonly needsInputGradient: boolean
}
export type NetworkPlan = {
  readonly steps: readonly PlannedStep[]
  readonly inputShape: Shape
  readonly inputNode: NodeId
  readonly classes: number
  readonly input: Place
  readonly probabilities: Place
  readonly scratch: Place
  readonly weights: readonly WeightPlace[]
  /** Values in one padded copy of the weights, and in one thread's workspace. */
  readonly weightsLength: number
  readonly workLength: number
  readonly parameters: number
}
/** One tensor of the flat Float32Array in which weights enter and leave: chain order, then declaration order, no gaps. */
export type WeightEntry = { readonly node: NodeId; readonly name: string; readonly shape: Shape; readonly offset: number; readonly length: number }

const ALIGNMENT = 16
export const aligned = (n: number): number => Math.ceil(n / ALIGNMENT) * ALIGNMENT

/** Hands out places one after another. */
function allocator() {
  let end = 0
  return {
    take(length: number): Place {
      const place = { offset: end, length }
      end += aligned(length)
      return place
    },
    end: () => end,
  }
}

export function planNetwork(document: Pick<Document, 'nodes' | 'wires'>, info: SampleInfo): NetworkPlan | Bad {
  const { chain, nodes, problems } = analyse(document, info)
  const [inputNode, ...rest] = chain ?? []
  if (!inputNode) return { bad: problems[0]?.sentence ?? 'The network has no Input.' }
  const work = allocator(),
    store = allocator(),
    input = work.take(size(info.shape))
  const weights: WeightPlace[] = [],
    steps: PlannedStep[] = []
  let parameters = 0,
    needsScratch = 0
  for (const node of rest) {
    const decl = layer(node.kind),
      p = node.params as ValuesOf<Params>,
      x = nodes.get(node.id)?.in ?? [],
      out = nodes.get(node.id)?.out ?? []
    const own = decl.weights(x, p).map((w): WeightPlace => {
      const place = { ...w, ...store.take(size(w.shape)), node: node.id, flat: parameters }
      parameters += place.length
      return place
    })
    const needsInputGradient = weights.length > 0,
      hasBackward = needsInputGradient || own.length > 0
    weights.push(...own)
    needsScratch = Math.max(needsScratch, decl.scratch?.(x, p) ?? 0)
    steps.push({
      node: node.id,
      kind: node.kind,
      p: node.params,
      in: x,
      out,
      window: decl.window?.(x, p) ?? null,
      weights: own,
      y: work.take(size(out)),
      dy: work.take(hasBackward ? size(out) : 0),
      saved: work.take(decl.saved?.(x, p) ?? 0),
      hasBackward,
      needsInputGradient,
    })
  }
  const classes = steps.at(-1)?.out[0] ?? 0
  const probabilities = work.take(classes),
    scratch = work.take(needsScratch)
  return {
    steps,
    inputShape: info.shape,
    inputNode: inputNode.id,
    classes,
    input,
    probabilities,
    scratch,
    weights,
    weightsLength: store.end(),
    workLength: work.end(),
    parameters,
  }
}

export const weightLayout = (plan: NetworkPlan): readonly WeightEntry[] =>
  plan.weights.map(({ node, name, shape, flat, length }) => ({ node, name, shape, offset: flat, length }))

/** From the flat array to the padded one. */
export function importWeights(plan: NetworkPlan, flat: ArrayLike<number>, padded: Float32Array | Float64Array): void {
  for (const w of plan.weights) for (let i = 0; i < w.length; i++) padded[w.offset + i] = flat[w.flat + i] ?? 0
}

/** From the padded array to a new flat one. */
export function exportWeights(plan: NetworkPlan, padded: ArrayLike<number>): Float32Array {
  const flat = new Float32Array(plan.parameters)
  for (const w of plan.weights) for (let i = 0; i < w.length; i++) flat[w.flat + i] = padded[w.offset + i] ?? 0
  return flat
}
