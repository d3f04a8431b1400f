/**
 * Networks by the throw of a seeded die: 1-D or 2-D, with branches, merges, odd sizes, strides, dilation,
 * groups and several ends.
 */
import {
  emptyDocument,
  newNode,
  type Document,
  type GraphNode,
  type Wire,
} from '../../../engine/document/document'
import type { SampleInfo } from '../../../engine/graph/types'
import { layer, LAYERS, type LayerKind } from '../../../engine/layers'
import { OPTIMISERS, type OptimiserName } from '../../../engine/optimisers'
import { keyOf, random32 } from '../../../engine/random'
import { isBad, size, type AnyValues, type Params, type Shape, type ValuesOf } from '../../../engine/spec'
import { TRAINING_DEFAULTS } from '../../../engine/settings/training'

export type RandomNetwork = {
  readonly document: Document
  readonly info: SampleInfo
  readonly batchSize: number
}
type Die = { whole(most: number): number; of<T>(choices: readonly T[]): T; chance(share: number): boolean }
type End = { readonly id: string; readonly shape: Shape }

function dieOf(seed: number): Die {
  const key = keyOf(77, seed)
  let throws = 0
  const whole = (most: number): number => random32(key, throws++) % most
  return {
    whole,
    of: choices => choices[whole(choices.length)] as (typeof choices)[number],
    chance: share => whole(1000) < share * 1000,
  }
}

/** Keeps each sample small enough to be checked by differences. */
const MOST_VALUES = 400

export function randomNetwork(seed: number): RandomNetwork {
  const die = dieOf(seed)
  const rank = die.chance(0.5) ? 2 : 1
  const nodes: GraphNode[] = []
  const wires: Wire[] = []
  const add = (kind: LayerKind, params: AnyValues, ...from: End[]): End | null => {
    const node = newNode(kind, `${kind}-${nodes.length}`, 0, 0)
    const p = { ...node.params, ...params }
    const shapes = from.map(f => f.shape)
    const shape = layer(kind).shape(shapes[0] ?? [], p as ValuesOf<Params>, shapes)
    if (isBad(shape) || size(shape) === 0 || (size(shape) > MOST_VALUES && shape.length > 1)) return null
    nodes.push({ ...node, params: p })
    for (const f of from) wires.push({ from: f.id, to: node.id })
    return { id: node.id, shape }
  }
  const sample = (): Shape => [
    ...Array.from({ length: rank }, () => (rank === 2 ? 4 + die.whole(6) : 9 + die.whole(30))),
    1 + die.whole(3),
  ]
  const info: SampleInfo = {
    title: 'Random',
    shape: sample(),
    classes: 2 + die.whole(3),
    ...(die.chance(0.25) ? { moreInputs: [{ name: 'second', shape: sample() }] } : {}),
    ...(die.chance(0.25)
      ? { moreTargets: [{ name: 'numbers', classes: 0, numbers: 1 + die.whole(2) }] }
      : {}),
  }
  const input = (source: string, shape: Shape): End => {
    const node = newNode('input', `input-${nodes.length}`, 0, 0)
    nodes.push({ ...node, params: { ...node.params, source } })
    return { id: node.id, shape }
  }
  const ends: End[] = [input('', info.shape), ...(info.moreInputs ?? []).map(m => input(m.name, m.shape))]
  const layers = 3 + die.whole(7)
  for (let i = 0; i < layers; i++) grow(die, rank, ends, add)
  finish(info, ends, add)
  const batchSize = die.of([1, 2, 3, 5])
  const document = {
    ...emptyDocument(`random ${seed}`),
    nodes,
    wires,
    data: { set: 'random', preparation: [], augmentation: [], validation: 0.3, splitSeed: 1 } as const,
    training: {
      ...TRAINING_DEFAULTS,
      batchSize,
      epochs: 1,
      learningRate: 0.01,
      optimiser: die.of(Object.keys(OPTIMISERS) as OptimiserName[]),
    },
  }
  return { document, info, batchSize }
}

type Add = (kind: LayerKind, params: AnyValues, ...from: End[]) => End | null

/** One more layer behind one of the ends, or a merge of two, or a branch. */
function grow(die: Die, rank: 1 | 2, ends: End[], add: Add): void {
  const at = die.whole(ends.length)
  const end = ends[at] as End
  const isMap = end.shape.length === rank + 1
  if (die.chance(0.2)) {
    const partner = ends.find((e, i) => i !== at && e.shape.join() === end.shape.join())
    const beside = partner ?? (add('activation', { function: 'tanh' }, end) as End)
    const merged = add(die.of(['add', 'multiply', 'concatenate'] as const), {}, end, beside)
    if (merged) ends[at] = merged
    if (merged && partner) ends.splice(ends.indexOf(partner), 1)
    if (!merged && !partner) ends.push(beside)
    return
  }
  const [kind, params] = isMap ? mapLayer(die, rank, end.shape) : rowLayer(die)
  const next = add(kind, params, end)
  if (!next) return
  if (die.chance(0.2)) ends.push(next)
  else ends[at] = next
}

const axes = (die: Die, rank: 1 | 2, most: number): number[] =>
  Array.from({ length: rank }, () => 1 + die.whole(most))

/** Every kind with one input and one output, as the palette has it; what does not fit is not added. */
const PLAIN = (Object.keys(LAYERS) as LayerKind[]).filter(
  kind => layer(kind).ports.in === 1 && layer(kind).ports.out === 1,
)
const plainLayer = (die: Die): [LayerKind, AnyValues] => [die.of(PLAIN), {}]

function mapLayer(die: Die, rank: 1 | 2, shape: Shape): [LayerKind, AnyValues] {
  const channels = shape.at(-1) ?? 1
  const kernel = axes(die, rank, 4)
  const padding = die.of(['valid', 'same', 1, Array.from({ length: 2 * rank }, () => die.whole(3))] as const)
  const walk = { kernel, strides: axes(die, rank, 2), padding, dilation: axes(die, rank, 2) }
  return die.of<() => [LayerKind, AnyValues]>([
    () => [`conv${rank}d`, { ...walk, filters: 1 + die.whole(9), bias: die.chance(0.7) }],
    () => [`conv${rank}d`, { ...walk, filters: 2 * channels, groups: channels }],
    () => [`conv${rank}d`, { filters: 3 + die.whole(4), kernel, padding: 'same' }],
    () => [`depthwiseConv${rank}d`, walk],
    () => [`separableConv${rank}d`, { ...walk, filters: 1 + die.whole(5) }],
    () => [
      `transposedConv${rank}d`,
      { filters: 1 + die.whole(4), kernel: axes(die, rank, 3), strides: axes(die, rank, 2) },
    ],
    () => [
      `pooling${rank}d`,
      {
        kind: die.of(['max', 'average', 'sum', 'squareSum', 'everyNth'] as const),
        size: axes(die, rank, 3),
        strides: axes(die, rank, 2),
      },
    ],
    () => plainLayer(die),
    () => plainLayer(die),
    () => [
      'activation',
      {
        function: die.of([
          'relu',
          'leakyRelu',
          'elu',
          'gelu',
          'silu',
          'sigmoid',
          'tanh',
          'softplus',
          'softmax',
          'linear',
        ] as const),
      },
    ],
    () => ['batchNorm', {}],
    () => ['layerNorm', {}],
    () => ['spatialDropout', { rate: 0.3 }],
    () => ['gaussianNoise', { deviation: 0.1 }],
  ])()
}

const rowLayer = (die: Die): [LayerKind, AnyValues] =>
  die.of<[LayerKind, AnyValues]>([
    ['dense', { units: 2 + die.whole(7) }],
    ['dense', { units: 4, bias: false }],
    ['activation', { function: die.of(['tanh', 'relu', 'gelu'] as const) }],
    ['batchNorm', {}],
    ['dropout', { rate: 0.4 }],
    plainLayer(die),
    plainLayer(die),
  ])

/**
 * Every end becomes a row; rows are joined where there are more than outputs; each target gets its scores.
 */
function finish(info: SampleInfo, ends: End[], add: Add): void {
  const rows = ends.map(e => (e.shape.length > 1 ? (add('flatten', {}, e) as End) : e))
  const joined = rows.length > 1 ? (add('concatenate', {}, ...rows) as End) : (rows[0] as End)
  const scores = add('dense', { units: info.classes }, joined) as End
  add('output', {}, scores)
  for (const t of info.moreTargets ?? [])
    add(
      'output',
      { target: t.name, loss: 'meanSquared', weight: 0.5 },
      add('dense', { units: t.numbers }, joined) as End,
    )
}
