/** What an analysis is told of the data, and what it says of a graph. Pure. */
import type { GraphNode, NodeId } from '../document/document'
import type { Bad, Fix, Shape } from '../spec'
import type { Centres } from './receptiveField'

/** One thing to predict: one of `classes`, or, where that is 0, `numbers` numbers. */
export type TargetInfo = { readonly name: string; readonly classes: number; readonly numbers: number }
export type NumberSpread = { readonly name: string; readonly mean: number; readonly deviation: number }

type InputInfo = { readonly name: string; readonly shape: Shape }
/**
 * What the graph needs to know of the data: a sample's shape, what is to be predicted, and what there is
 * besides.
 */
export type SampleInfo = {
  readonly title: string
  readonly shape: Shape
  readonly classes: number
  /** Where `classes` is 0: how many numbers are predicted. */
  readonly numbers?: number
  /**
   * Of these numbers, on the training split, where somebody has looked; hints come of it and nothing else.
   */
  readonly spreads?: readonly NumberSpread[]
  readonly moreInputs?: readonly InputInfo[]
  readonly moreTargets?: readonly TargetInfo[]
  /** Why samples cannot be prepared as the data settings say. */
  readonly problem?: string
}
/** By name as an Input's `source` has it; empty is the first. */
export const inputOf = (info: SampleInfo, source: string): Shape | undefined =>
  source === '' ? info.shape : info.moreInputs?.find(i => i.name === source)?.shape
/** By name as an Output's `target` has it; empty is the first. */
export const targetOf = (info: SampleInfo, target: string): TargetInfo | undefined =>
  target === ''
    ? { name: '', classes: info.classes, numbers: info.numbers ?? 0 }
    : info.moreTargets?.find(t => t.name === target)
/** Side lengths of what one value sees of the input (one for each spatial axis), or all of it. */
export type ReceptiveField = readonly number[] | 'everything'
type Hint = { readonly sentence: string; readonly fix: Extract<Fix, { readonly set: unknown }> }
export type NodeReport = {
  /** The first input's shape, and those of all in the order of their wires. */
  readonly in: Shape | null
  readonly ins: readonly Shape[]
  readonly out: Shape | null
  readonly parameters: number
  readonly multiplyAdds: number
  readonly receptiveField: ReceptiveField | null
  /** Where in the input the values of its maps look; null where they look nowhere in particular. */
  readonly centres: Centres | null
  readonly problem: Bad | null
  /** What would do better; training is possible without it. */
  readonly hint: Hint | null
}
export type Problem = { readonly node: NodeId | null; readonly sentence: string; readonly fix?: Fix }
export type Analysis = {
  readonly nodes: ReadonlyMap<NodeId, NodeReport>
  readonly problems: readonly Problem[]
  /** Every node behind those it reads from; null while anything is wrong. */
  readonly order: readonly GraphNode[] | null
  readonly parameters: number
  readonly multiplyAdds: number
}
