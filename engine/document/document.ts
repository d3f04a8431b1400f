/**
 * The document: what a project file holds and what undo walks over. Nothing enters as a Document but through
 * `parseDocument` (parseDocument.ts). Pure.
 */
import { layer, type LayerKind } from '../layers'
import { defaultsOf, type AnyValues, type Params, type ValuesOf } from '../spec'
import { TRAINING, type TrainingSettings } from '../settings/training'
import { DATA, type DataSettings, type DataStep } from '../settings/data'

/** 2: samples go through steps of preparation and augmentation, where 1 had one choice of normalisation. */
export const DOCUMENT_VERSION = 2
export type NodeId = string
export type GraphNode = {
  readonly id: NodeId
  readonly kind: LayerKind
  readonly params: AnyValues
  readonly x: number
  readonly y: number
}
export type Wire = { readonly from: NodeId; readonly to: NodeId }
/**
 * A project: its network, what it is trained on and how. As JSON it is a project file, docs/project-file.md.
 */
export type Document = {
  readonly format: 'receptive'
  readonly version: typeof DOCUMENT_VERSION
  readonly name: string
  readonly nodes: readonly GraphNode[]
  readonly wires: readonly Wire[]
  readonly data: DataSettings
  readonly training: TrainingSettings
}

export const standardise = (per: 'channel' | 'position'): DataStep => ({
  kind: 'standardise',
  params: { per },
})
const defaults = <PS extends Params>(params: PS) =>
  Object.fromEntries(Object.entries(params).map(([k, p]) => [k, p.default]))
export const emptyDocument = (name = 'Untitled'): Document => ({
  format: 'receptive',
  version: DOCUMENT_VERSION,
  name,
  nodes: [],
  wires: [],
  data: {
    ...(defaults(DATA) as ValuesOf<typeof DATA>),
    preparation: [standardise('channel')],
    augmentation: [],
    set: null,
  },
  training: defaults(TRAINING) as TrainingSettings,
})

/** The text of a project file: readable, and stable enough to compare two versions line by line. */
export const writeDocument = (d: Document): string => `${JSON.stringify(d, null, 2)}\n`
export const newNode = (kind: LayerKind, id: NodeId, x: number, y: number): GraphNode => ({
  id,
  kind,
  params: defaultsOf(layer(kind)),
  x,
  y,
})
