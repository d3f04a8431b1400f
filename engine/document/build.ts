/**
 * A document out of a few words: `build([['conv2d', { filters: 8 }], ['activation'], ['flatten'], ['dense', {
 * units: 10 }]])`. Pure.
 * An Input is put before the first layer and, where there is none, an Output behind the last; each layer
 * reads from the one before it unless `from` says otherwise, and what is wrong is a sentence, as everywhere.
 */
import { emptyDocument, newNode, type Document, type GraphNode, type Wire } from './document'
import { DATA_NAMES, parseDocument, unknownName } from './parseDocument'
import { isLayerKind, LAYERS, layer, type LayerKind } from '../layers'
import { didYouMean } from './spelling'
import { isBad, type AnyValues, type Bad } from '../spec'
import { TRAINING, type TrainingSettings } from '../settings/training'
import type { DataSettings } from '../settings/data'

/** `id` names the node (else `conv2d-1`, `conv2d-2` …); `from` the nodes it reads from. */
export type NodeOptions = { readonly id?: string; readonly from?: string | readonly string[] }
/** A kind, its parameters where they are not the defaults, and its name and what it reads from. */
export type Layer = readonly [kind: LayerKind, params?: AnyValues, place?: NodeOptions]
/** What a project says besides its network: each setting that is left out has its default. */
export type BuildSettings = {
  readonly name?: string
  readonly data?: Partial<DataSettings>
  readonly training?: Partial<TrainingSettings>
}

/**
 * Distance between nodes on the canvas, in pixels, and how many stand in a row: read like text, and legible
 * when fitted.
 */
const ACROSS = 260
const DOWN = 176
const PER_ROW = 4

/** From layers, or from a project file's parsed JSON; `settings` win over what a project says. */
export function build(
  from: readonly Layer[] | object,
  { name, data, training }: BuildSettings = {},
): Document | Bad {
  const unknown =
    unknownName(data, DATA_NAMES, 'Data') ?? unknownName(training, Object.keys(TRAINING), 'Training')
  if (unknown) return unknown
  const base = Array.isArray(from) ? draw(from as readonly Layer[]) : parseDocument(from)
  if (isBad(base)) return base
  return parseDocument({
    ...base,
    name: name ?? base.name,
    data: { ...base.data, ...data },
    training: { ...base.training, ...training },
  })
}

function draw(layers: readonly Layer[]): Document | Bad {
  const all: readonly Layer[] = [
    ...(layers[0]?.[0] === 'input' ? [] : [['input'] as const]),
    ...layers,
    ...(layers.some(l => l[0] === 'output') ? [] : [['output'] as const]),
  ]
  const nodes: GraphNode[] = []
  const wires: Wire[] = []
  const counts = new Map<string, number>()
  for (const [i, [kind, params = {}, place = {}]] of all.entries()) {
    if (!isLayerKind(kind))
      return { bad: `There is no layer “${String(kind)}”.${didYouMean(String(kind), Object.keys(LAYERS))}` }
    const unknown = unknownName(params, Object.keys(layer(kind).params), layer(kind).title)
    if (unknown) return unknown
    const count = (counts.get(kind) ?? 0) + 1
    const node = newNode(
      kind,
      place.id ?? `${kind}-${count}`,
      (i % PER_ROW) * ACROSS,
      Math.floor(i / PER_ROW) * DOWN,
    )
    counts.set(kind, count)
    wires.push(...sourcesOf(kind, place, nodes.at(-1)).map(from => ({ from, to: node.id })))
    nodes.push({ ...node, params: { ...node.params, ...params } })
  }
  return { ...emptyDocument(), nodes, wires }
}

function sourcesOf(kind: LayerKind, { from }: NodeOptions, before: GraphNode | undefined): readonly string[] {
  if (from !== undefined) return typeof from === 'string' ? [from] : from
  return layer(kind).ports.in > 0 && before ? [before.id] : []
}
