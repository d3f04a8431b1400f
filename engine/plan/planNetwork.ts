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
import { declOf, operationsOf, type Operations, type Operation } from './operations'
import { lifetimesOf, shareMemory, type Lifetime } from './lifetimes'
import { phasesOf } from './phases'
import { allocator, NOWHERE, type Allocator, type Region } from './allocator'
import { levelsOf, gradientsOf, type GradientRegions } from './gradients'
import { FEW_WEIGHTS, withSlotGradients } from './sweeps'
import { storeWeights } from './weights'
import { size, type AnyValues, type Bad, type Params, type ValuesOf } from '../spec'
import type { NetworkPlan, PlannedInput, PlannedOutput, PlannedStep } from './types'

export { aligned, type Region as Place } from './allocator'
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
  const inputs = flow.inputs.map((node): PlannedInput => {
    const source = String(node.params['source'] ?? '')
    const shape = inputOf(info, source) ?? info.shape
    return { node: node.id, source, shape, place: work.take(size(shape)) }
  })
  const held = new Set(inputs.map(i => i.place))
  const places = new Map(inputs.map(i => [i.node, i.place]))
  const levels = levelsOf(flow.operations)
  for (const o of flow.operations) places.set(o.node, work.take(size(o.out)))
  const regions = gradientsOf(flow, o => (stored.of.get(o) ?? []).some(w => !w.isFrozen), work)
  const place = (node: NodeId): Region => places.get(node) ?? NOWHERE
  const streams = new Map(order.map((n, i) => [n.id, i]))
  const drafts = flow.operations.map((o): Omit<PlannedStep, 'gradientOfSlot'> => {
    const xs = o.inputs.map(place)
    return {
      ...stepOf(o, work, packed),
      stream: streams.get(o.node) ?? 0,
      weights: stored.of.get(o) ?? [],
      xs,
      y: place(o.node),
      level: levels.get(o.node) ?? 0,
      ...gradientRegions(o, regions),
    }
  })
  const steps = withSlotGradients(drafts, held, fewWeights)
  const outputs = outputsOf(flow, info, place, regions, levels, work)
  const scratch = work.take(
    Math.max(0, ...flow.operations.map(o => declOf(o.kind).scratch?.(o.ins[0] ?? [], as(o.p)) ?? 0)),
  )
  const { phases, kept } = phasesOf(steps, outputs, held, fewWeights)
  const stashLength = arrange(work, kept, isShared ? lifetimesOf(phases, steps, outputs) : new Map())
  return {
    steps,
    inputs,
    outputs,
    phases,
    stashLength,
    values: valuesOf(flow, place, nodes),
    scratch,
    weights: stored.all,
    decaying: stored.decaying,
    learning: stored.learning,
    weightsLength: stored.end,
    packedLength: packed.end,
    workLength: work.end,
    parameters: stored.parameters,
  }
}

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

const as = (p: AnyValues): ValuesOf<Params> => p as ValuesOf<Params>

function stepOf(o: Operation, work: Allocator, packed: Allocator) {
  const decl = declOf(o.kind)
  const x = o.ins[0] ?? []
  const p = as(o.p)
  return {
    node: o.node,
    kind: o.kind,
    p: o.p,
    ins: o.ins,
    out: o.out,
    window: decl.window?.(x, p) ?? null,
    saved: work.take(decl.saved?.(x, p) ?? 0),
    shared: work.take(decl.batch?.shared(x, p) ?? 0),
    summary: work.take(decl.batch?.summary(x, p) ?? 0),
    packed: packed.take(decl.packed?.(x, p) ?? 0),
    seesBatch: decl.batch !== undefined,
    readsBack: decl.readsBack?.(p) ?? { x: true, y: true },
  }
}

const gradientRegions = (o: Operation, regions: GradientRegions) => ({
  dy: regions.of(o.node),
  dxs: o.inputs.map((source, k) => regions.from(source, o.node, k)),
  gathers: regions.shares(o.node),
  hasBackward: regions.learns(o.node),
})

function outputsOf(
  flow: Operations,
  info: SampleInfo,
  place: (node: NodeId) => Region,
  regions: GradientRegions,
  levels: ReadonlyMap<NodeId, number>,
  work: Allocator,
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
