/**
 * From what a file, a database or another process holds to a Document: older versions are migrated, what is
 * left out has its default, and anything else is answered with a sentence. Pure.
 */
import type { z } from 'zod'
import { AUGMENTATIONS, isAugmentKind } from '../augmentation'
import { isLayerKind, layer } from '../layers'
import { isStepKind, STEPS } from '../preparation'
import { DATA, leavingOut, type DataSettings, type DataStep } from '../settings/data'
import { TRAINING, type TrainingSettings } from '../settings/training'
import { isBad, type AnyValues, type Bad, type Params, type ValuesOf } from '../spec'
import { DOCUMENT_VERSION, standardise, type Document, type GraphNode, type NodeId } from './document'
import { DATA_ENVELOPE, ENVELOPE, ENVELOPE_NAMES, MOST_EXCLUDED } from './envelope'
import { isWholeNumber, paramProblem } from './paramProblem'
import { didYouMean } from './spelling'

/**
 * What becomes of names that nothing has: a file's are refused, since a misspelt setting would train with its
 * default; those in the studio's own database were written by a version that had them.
 */
export type UnknownNames = 'refused' | 'dropped'

/** The first name among `given` that is not `known`, as a sentence with what may have been meant. */
export function unknownName(given: object | undefined, known: readonly string[], where: string): Bad | null {
  // Without a list of names for each of ten thousand wires.
  for (const name in given)
    if (Object.hasOwn(given as object, name) && !known.includes(name))
      return { bad: `${where} has no setting “${name}”.${didYouMean(name, known)}` }
  return null
}

function complete(params: Params, given: AnyValues, where: string, unknown: UnknownNames): AnyValues | Bad {
  const stray = Object.keys(given).some(k => !Object.hasOwn(params, k))
  if (stray && unknown === 'refused') return unknownName(given, Object.keys(params), where) as Bad
  const out: Record<string, unknown> = {}
  for (const [name, p] of Object.entries(params)) {
    const v = given[name] ?? p.default
    const wrong = paramProblem(p, v)
    if (wrong) return { bad: `${where}: ${wrong.bad}` }
    out[name] = v
  }
  return out
}

type Declared = { readonly title: string; readonly params: Params }
function completeSteps(
  given: readonly DataStep[],
  declared: (kind: string) => Declared | null,
  where: string,
  unknown: UnknownNames,
): readonly DataStep[] | Bad {
  const out: DataStep[] = []
  for (const [i, { kind, params }] of given.entries()) {
    const decl = declared(kind)
    if (!decl) return { bad: `Step ${i + 1} of the ${where} is not known to this version: “${kind}”.` }
    const values = complete(decl.params, params, `Step ${i + 1} of the ${where} (${decl.title})`, unknown)
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
    excluded.every(n => isWholeNumber(n, 0, Number.MAX_SAFE_INTEGER))
    ? (excluded as readonly number[])
    : {
        bad:
          `Data: the samples that are left out must be a list of at most ${MOST_EXCLUDED} whole numbers, ` +
          'counted from 0.',
      }
}

/** What stands among the data settings besides those of `DATA`; the last is version 1's. */
const BESIDE_DATA = ['set', 'preparation', 'augmentation', 'excluded', 'normalisation']
export const DATA_NAMES: readonly string[] = [...Object.keys(DATA), ...BESIDE_DATA]

function settingsOf(d: z.infer<typeof DATA_ENVELOPE>, unknown: UnknownNames): DataSettings | Bad {
  const stray = unknown === 'refused' ? unknownName(d, DATA_NAMES, 'Data') : null
  if (stray) return stray
  const excluded = excludedOf(d)
  const values = complete(DATA, d, 'Data', 'dropped')
  const preparation = completeSteps(
    d.preparation ?? normalisationBefore(d),
    k => (isStepKind(k) ? STEPS[k] : null),
    'preparation',
    unknown,
  )
  const augmentation = completeSteps(
    d.augmentation ?? [],
    k => (isAugmentKind(k) ? AUGMENTATIONS[k] : null),
    'augmentation',
    unknown,
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
  const parsed = DATA_ENVELOPE.safeParse(value)
  return parsed.success
    ? settingsOf(parsed.data, 'refused')
    : { bad: `These are no data settings: ${parsed.error.issues[0]?.message ?? 'unknown content'}.` }
}

/**
 * A value read from a file, a database or another process as a Document, or the sentence that says why not.
 */
export function parseDocument(value: unknown, unknown: UnknownNames = 'refused'): Document | Bad {
  const newer = newerVersion(value)
  if (newer) return newer
  const parsed = ENVELOPE.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue?.path.length ? `at “${issue.path.join('.')}” ` : ''
    return { bad: `This is not a Receptive project: ${where}${issue?.message ?? 'unknown content'}.` }
  }
  const d = parsed.data
  const stray = unknown === 'refused' ? strayName(value as object) : null
  if (stray) return stray
  const nodes = parseNodes(d.nodes, unknown)
  if (isBad(nodes)) return nodes
  const ids = new Set(nodes.map(n => n.id))
  const lost = d.wires.find(w => !ids.has(w.from) || !ids.has(w.to))
  if (lost)
    return { bad: `The project holds a wire to a node that is not there (${lost.from} → ${lost.to}).` }
  const data = settingsOf(d.data, unknown)
  const training = complete(TRAINING, d.training, 'Training', unknown)
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

function newerVersion(value: unknown): Bad | null {
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version !== 'number' || version <= DOCUMENT_VERSION) return null
  return {
    bad:
      `This project was written by a newer Receptive (project format ${version}; this one reads up to ` +
      `${DOCUMENT_VERSION}). Update Receptive to open it; the file was not changed.`,
  }
}

/** Names around the settings: of the project, its nodes and its wires. */
function strayName(value: object): Bad | null {
  const { nodes, wires } = value as { readonly nodes: readonly object[]; readonly wires: readonly object[] }
  const [ofProject, ofNode, ofWire] = ENVELOPE_NAMES
  return (
    unknownName(value, ofProject, 'The project') ??
    firstBad(nodes, n => unknownName(n, ofNode, 'A node')) ??
    firstBad(wires, w => unknownName(w, ofWire, 'A wire'))
  )
}
function firstBad<T>(list: readonly T[], check: (one: T) => Bad | null): Bad | null {
  for (const one of list) {
    const wrong = check(one)
    if (wrong) return wrong
  }
  return null
}

/** Across the canvas, in pixels, where the file does not say. */
const STEP = 260

function parseNodes(
  given: z.infer<typeof ENVELOPE>['nodes'],
  unknown: UnknownNames,
): readonly GraphNode[] | Bad {
  const nodes: GraphNode[] = []
  const ids = new Set<NodeId>()
  for (const [i, n] of given.entries()) {
    if (!isLayerKind(n.kind))
      return { bad: `The project holds a layer that this version does not know: “${n.kind}” (node ${n.id}).` }
    if (ids.has(n.id)) return { bad: `The project holds two nodes named “${n.id}”.` }
    const where = `${layer(n.kind).title} (node ${n.id})`
    const params = complete(layer(n.kind).params, n.params, where, unknown)
    if (isBad(params)) return params
    nodes.push({ ...n, kind: n.kind, params, x: n.x ?? i * STEP, y: n.y ?? 0 })
    ids.add(n.id)
  }
  return nodes
}
