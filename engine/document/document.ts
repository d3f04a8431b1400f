/**
 * The document: what a project file holds and what undo walks over. Pure.
 * Nothing enters as a Document but through `parseDocument`, which migrates older versions,
 * fills in defaults and answers anything else with a sentence.
 */
import { z } from 'zod'
import { isLayerKind, layer, type LayerKind } from '../layers'
import { AUGMENTATIONS, isAugmentKind } from '../augmentation'
import { isStepKind, STEPS } from '../preparation'
import {
  defaultsOf,
  isBad,
  MOST_PADDING,
  type AnyValues,
  type Bad,
  type Param,
  type Params,
  type ValuesOf,
} from '../spec'
import { TRAINING, type TrainingSettings } from '../settings/training'
import { leavingOut, type DataSettings, type DataStep, DATA } from '../settings/data'

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
export type Document = {
  readonly format: 'receptive'
  readonly version: typeof DOCUMENT_VERSION
  readonly name: string
  readonly nodes: readonly GraphNode[]
  readonly wires: readonly Wire[]
  readonly data: DataSettings
  readonly training: TrainingSettings
}

const standardise = (per: 'channel' | 'position'): DataStep => ({ kind: 'standardise', params: { per } })
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

/** Pixels. A node a world away cannot be found, nor the others once the view is fitted to all. */
const FARTHEST = 1e6
const place = z.number().transform(v => Math.min(Math.max(v, -FARTHEST), FARTHEST))

const MOST_STEPS = 100
const MOST_EXCLUDED = 1_000_000
const steps = z
  .array(z.object({ kind: z.string().max(100), params: z.record(z.string(), z.unknown()).default({}) }))
  .max(MOST_STEPS)

const dataEnvelope = z.looseObject({
  set: z.string().max(200).nullable(),
  preparation: steps.optional(),
  augmentation: steps.optional(),
})

const envelope = z.object({
  format: z.literal('receptive'),
  version: z.number().int().min(1),
  name: z.string().max(200),
  nodes: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
        kind: z.string(),
        params: z.record(z.string(), z.unknown()),
        x: place,
        y: place,
      }),
    )
    .max(5000),
  wires: z.array(z.object({ from: z.string(), to: z.string() })).max(10000),
  data: dataEnvelope,
  training: z.looseObject({}),
})

const whole = (n: unknown, min: number, max: number): boolean =>
  Number.isInteger(n) && (n as number) >= min && (n as number) <= max
const isSides = (v: unknown, rank: number, max: number): boolean =>
  Array.isArray(v) && v.length === 2 * rank && v.every(n => whole(n, 0, max))

/** Null if the value fits the parameter; otherwise the sentence. */
export function misuse(p: Param, v: unknown): string | null {
  switch (p.type) {
    case 'int':
      return whole(v, p.min, p.max) ? null : `${p.label} must be a whole number from ${p.min} to ${p.max}.`
    case 'real':
      return typeof v === 'number' && v >= p.min && v <= p.max
        ? null
        : `${p.label} must be a number from ${p.min} to ${p.max}.`
    case 'bool':
      return typeof v === 'boolean' ? null : `${p.label} must be on or off.`
    case 'choice':
      return p.of.some(o => o.value === v)
        ? null
        : `${p.label} must be one of ${p.of.map(o => o.value).join(', ')}.`
    case 'axes':
      return Array.isArray(v) && v.length === p.rank && v.every(n => whole(n, p.min, p.max))
        ? null
        : `${p.label} must be ${p.rank === 1 ? 'a whole number' : 'two whole numbers'} from ${p.min} to ` +
            `${p.max}.`
    case 'padding':
      return v === 'valid' || v === 'same' || whole(v, 0, MOST_PADDING) || isSides(v, p.rank, MOST_PADDING)
        ? null
        : `${p.label} must be valid, same, or a number of ${p.rank === 1 ? 'values' : 'pixels'} up to ` +
            `${MOST_PADDING}: one, or one for each side.`
    case 'sides':
      return isSides(v, p.rank, p.max)
        ? null
        : `${p.label} must be ${2 * p.rank} whole numbers from 0 to ${p.max}, one for each side.`
    case 'numbers':
      return Array.isArray(v) &&
        v.length <= p.most &&
        v.every(n => typeof n === 'number' && Number.isFinite(n))
        ? null
        : `${p.label} must be at most ${p.most} numbers.`
    case 'text':
      return typeof v === 'string' && v.length <= 200
        ? null
        : `${p.label} must be a text of at most 200 characters.`
    case 'shape':
      return v === 'data' ||
        (Array.isArray(v) && v.length >= 1 && v.length <= 3 && v.every(n => whole(n, 1, 65536)))
        ? null
        : `${p.label} must follow the data or be one to three whole numbers.`
  }
}

function complete(params: Params, given: AnyValues, where: string): AnyValues | Bad {
  const out: Record<string, unknown> = {}
  for (const [name, p] of Object.entries(params)) {
    const v = given[name] ?? p.default
    const wrong = misuse(p, v)
    if (wrong) return { bad: `${where}: ${wrong}` }
    out[name] = v
  }
  return out
}

type Declared = { readonly title: string; readonly params: Params }
function completeSteps(
  given: readonly DataStep[],
  declared: (kind: string) => Declared | null,
  where: string,
): readonly DataStep[] | Bad {
  const out: DataStep[] = []
  for (const [i, { kind, params }] of given.entries()) {
    const decl = declared(kind)
    if (!decl) return { bad: `Step ${i + 1} of the ${where} is not known to this version: “${kind}”.` }
    const values = complete(decl.params, params, `Step ${i + 1} of the ${where} (${decl.title})`)
    if (isBad(values)) return values
    out.push({ kind, params: values })
  }
  return out
}

/** What version 1 had instead of steps. */
const normalisationBefore = ({ normalisation }: AnyValues): readonly DataStep[] =>
  normalisation === 'none' ? [] : [standardise(normalisation === 'feature' ? 'position' : 'channel')]

/**
 * Files are written by hand, too: order and repetitions do not matter. Whether there are such samples shows
 * when the data are opened.
 */
function excludedOf({ excluded = [] }: AnyValues): readonly number[] | Bad {
  return Array.isArray(excluded) &&
    excluded.length <= MOST_EXCLUDED &&
    excluded.every(n => whole(n, 0, Number.MAX_SAFE_INTEGER))
    ? (excluded as readonly number[])
    : {
        bad:
          `Data: the samples that are left out must be a list of at most ${MOST_EXCLUDED} whole numbers, ` +
          'counted from 0.',
      }
}

function settingsOf(d: z.infer<typeof dataEnvelope>): DataSettings | Bad {
  const excluded = excludedOf(d)
  const values = complete(DATA, d, 'Data')
  const preparation = completeSteps(
    d.preparation ?? normalisationBefore(d),
    k => (isStepKind(k) ? STEPS[k] : null),
    'preparation',
  )
  const augmentation = completeSteps(
    d.augmentation ?? [],
    k => (isAugmentKind(k) ? AUGMENTATIONS[k] : null),
    'augmentation',
  )
  if (isBad(values)) return values
  if (isBad(preparation)) return preparation
  if (isBad(augmentation)) return augmentation
  return isBad(excluded)
    ? excluded
    : leavingOut({ ...(values as ValuesOf<typeof DATA>), preparation, augmentation, set: d.set }, excluded)
}
/** The part of a document that says what is trained on. */
export function parseDataSettings(value: unknown): DataSettings | Bad {
  const parsed = dataEnvelope.safeParse(value)
  return parsed.success
    ? settingsOf(parsed.data)
    : { bad: `These are no data settings: ${parsed.error.issues[0]?.message ?? 'unknown content'}.` }
}

/**
 * A value read from a file, a database or another process as a Document, or the sentence that says why not.
 */
export function parseDocument(value: unknown): Document | Bad {
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > DOCUMENT_VERSION)
    return {
      bad:
        `This project was written by a newer Receptive (project format ${version}; this one reads up to ` +
        `${DOCUMENT_VERSION}). Update Receptive to open it; the file was not changed.`,
    }
  const parsed = envelope.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return {
      bad:
        'This is not a Receptive project: ' +
        `${issue?.path.length ? `at “${issue.path.join('.')}” ` : ''}${issue?.message ?? 'unknown content'}.`,
    }
  }
  const d = parsed.data
  const nodes: GraphNode[] = []
  const ids = new Set<NodeId>()
  for (const n of d.nodes) {
    if (!isLayerKind(n.kind))
      return { bad: `The project holds a layer that this version does not know: “${n.kind}” (node ${n.id}).` }
    if (ids.has(n.id)) return { bad: `The project holds two nodes named “${n.id}”.` }
    const params = complete(layer(n.kind).params, n.params, `${layer(n.kind).title} (node ${n.id})`)
    if (isBad(params)) return params
    nodes.push({ ...n, kind: n.kind, params })
    ids.add(n.id)
  }
  const lost = d.wires.find(w => !ids.has(w.from) || !ids.has(w.to))
  if (lost)
    return { bad: `The project holds a wire to a node that is not there (${lost.from} → ${lost.to}).` }
  const data = settingsOf(d.data)
  const training = complete(TRAINING, d.training, 'Training')
  if (isBad(data)) return data
  if (isBad(training)) return training
  return {
    format: 'receptive',
    version: DOCUMENT_VERSION,
    name: d.name,
    nodes,
    wires: d.wires.map(({ from, to }) => ({ from, to })),
    data,
    training: training as TrainingSettings,
  }
}

/** The text of a project file: readable, and stable enough to compare two versions line by line. */
export const writeDocument = (d: Document): string => `${JSON.stringify(d, null, 2)}\n`
export const newNode = (kind: LayerKind, id: NodeId, x: number, y: number): GraphNode => ({
  id,
  kind,
  params: defaultsOf(layer(kind)),
  x,
  y,
})
