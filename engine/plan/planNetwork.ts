/**
 * From a graph to flat steps with a fixed place for every value, so that a training step allocates nothing.
 * Pure.
 * Places count values, not bytes. Weights, each gradient slot and each optimiser state share one layout
 * (first what decays, then the other weights that learn, then what is frozen); activations live in one
 * workspace for each thread.
 */
import type { Document, NodeId } from '../document/document'
import { analyse } from '../graph/analyse'
import { type Analysis, targetOf, inputOf, type SampleInfo } from '../graph/types'
import { lossSettings } from '../training/losses'
import { operationsOf, type Operations } from './operations'
import { lifetimesOf, shareMemory, type Lifetime } from './lifetimes'
import { phasesOf } from './phases'
import { allocator, NOWHERE, type Allocator, type Region } from './allocator'
import { levelsOf, gradientsOf } from './gradients'
import { FEW_WEIGHTS, withSlotGradients } from './sweeps'
import { storeWeights } from './weights'
import { draftOf, mostScratch, type Layout } from './steps'
import { size, type Bad } from '../spec'
import type { NetworkPlan, PlannedInput, PlannedOutput } from './types'

export { aligned, type Region } from './allocator'
export {
  exportLearning,
  exportWeights,
  importLearning,
  importWeights,
  weightLayout,
  type WeightEntry,
  type WeightPlace,
} from './weights'

export type PlanSettings = {
  readonly isFused?: boolean
  readonly isShared?: boolean
  readonly isAnswer?: boolean
  readonly fewWeights?: number
}
/**
 * `isFused` false keeps every layer for itself, `isShared` false its values apart when others no longer need
 * them: for looking at them; `isAnswer` true that nobody will learn; `fewWeights` stay in a cache
 * (plan/sweeps.ts).
 */
export function planNetwork(
  document: Pick<Document, 'nodes' | 'wires'>,
  info: SampleInfo,
  { isFused = true, isShared = isFused, isAnswer = false, fewWeights = FEW_WEIGHTS }: PlanSettings = {},
): NetworkPlan | Bad {
  const { order, nodes, problems } = analyse(document, info)
  if (!order) return { bad: problems[0]?.sentence ?? 'The network has no Input.' }
  const flow = operationsOf(document, order, nodes, isFused, isAnswer)
  const stored = storeWeights(flow.operations)
  const work = allocator()
  const packed = allocator()
  const inputs = inputsOf(flow, info, work)
  const held = new Set(inputs.map(i => i.place))
  const places = new Map(inputs.map(i => [i.node, i.place]))
  const levels = levelsOf(flow.operations)
  for (const o of flow.operations) places.set(o.node, work.take(size(o.out)))
  const regions = gradientsOf(flow, o => (stored.of.get(o) ?? []).some(w => !w.isFrozen), work)
  const place = (node: NodeId): Region => places.get(node) ?? NOWHERE
  const streams = new Map(order.map((n, i) => [n.id, i]))
  const layout: Layout = { work, packed, place, weights: stored.of, regions, levels, streams }
  const drafts = flow.operations.map(o => draftOf(o, layout))
  const steps = withSlotGradients(drafts, held, fewWeights)
  const outputs = outputsOf(flow, info, layout)
  const scratch = work.take(mostScratch(flow))
  const { phases, kept } = phasesOf(steps, outputs, held, fewWeights)
  const stashLength = arrange(work, kept, isShared ? lifetimesOf(phases, steps, outputs) : new Map())
  const { all: weights, decaying, learning, end: weightsLength, parameters } = stored
  const network = {
    steps,
    inputs,
    outputs,
    phases,
    stashLength,
    values: valuesOf(flow, place, nodes),
    scratch,
  }
  const lengths = { weightsLength, packedLength: packed.end, workLength: work.end }
  return { ...network, weights, decaying, learning, ...lengths, parameters }
}

const inputsOf = (flow: Operations, info: SampleInfo, work: Allocator): readonly PlannedInput[] =>
  flow.inputs.map(node => {
    const source = String(node.params['source'] ?? '')
    const shape = inputOf(info, source) ?? info.shape
    return { node: node.id, source, shape, place: work.take(size(shape)) }
  })

/** What is kept between sweeps comes last; returns how many values it takes. */
function arrange(work: Allocator, kept: ReadonlySet<Region>, lives: ReadonlyMap<Region, Lifetime>): number {
  const own = shareMemory(
    work.taken.filter(p => !kept.has(p)),
    lives,
    0,
  )
  const stash = shareMemory(
    work.taken.filter(p => kept.has(p)),
    lives,
    own.end,
  )
  work.move(new Map([...own.offsets, ...stash.offsets]), stash.end)
  return stash.end - own.end
}

function outputsOf(
  flow: Operations,
  info: SampleInfo,
  { work, place, regions, levels }: Layout,
): readonly PlannedOutput[] {
  return flow.outputs.map(({ node, source }) => {
    const target = String(node.params['target'] ?? '')
    const scores = place(source)
    return {
      node: node.id,
      target,
      info: targetOf(info, target) ?? { name: '', classes: info.classes, numbers: 0 },
      loss: lossSettings(node.params),
      weight: Number(node.params['weight'] ?? 1),
      isBalanced: node.params['classWeights'] === 'balanced',
      scores,
      gradient: regions.from(source, node.id, 0) ?? work.take(scores.length),
      targetValues: work.take(scores.length),
      prediction: work.take(scores.length),
      level: levels.get(source) ?? 0,
    }
  })
}

/** Where each node's output lies; nodes inside a fused block have no place. */
function valuesOf(
  flow: Operations,
  place: (node: NodeId) => Region,
  nodes: Analysis['nodes'],
): NetworkPlan['values'] {
  return new Map(
    [...flow.sourceOf].map(([node, source]) => [
      node,
      { place: place(source), shape: nodes.get(node)?.out ?? [] },
    ]),
  )
}
