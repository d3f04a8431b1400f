/**
 * Weights and what is kept beside them in their file's metadata.
 * The one thing to know: a file from elsewhere has none of that, and then it is measured on the data at hand.
 */
import type { Dataset, Normalisation } from '../datasets/dataset'
import { targetNames, type TargetNames } from '../datasets/targets'
import { readSafetensors, weightsFromSafetensors } from '../formats/safetensors'
import { weightLayout, type NetworkPlan } from '../plan'
import type { Normalisations } from '../samples'
import { isBad, size } from '../spec'
import { failed } from './ending'
import { read } from './files'

const NORMALISATION = 'receptive.normalisation',
  TARGETS = 'receptive.targets',
  DATA = 'receptive.data'
export const metadataOf = (fitted: Normalisations, dataset: Dataset): Readonly<Record<string, string>> => ({
  [NORMALISATION]: JSON.stringify(fitted),
  [TARGETS]: JSON.stringify(targetNames(dataset)),
  [DATA]: dataset.fingerprint,
})

/** What the file says of the data it was trained on; undefined where it does not. */
export type Learned = {
  /** Which this network has. */
  weightsOf(plan: NetworkPlan): Float32Array
  normalisationsOf(plan: NetworkPlan): Normalisations | undefined
  readonly targets: readonly TargetNames[] | undefined
  readonly fingerprint: string | undefined
}

export async function readWeights(path: string): Promise<Learned> {
  const bytes = await read(path),
    file = readSafetensors(bytes),
    damaged = (what: string) => failed(`${path} is damaged: ${what} cannot be read from it.`)
  if (isBad(file)) throw failed(`${path}: ${file.bad}`)
  const normalisations = parsed(file.metadata[NORMALISATION]),
    targets = parsed(file.metadata[TARGETS])
  if (targets !== undefined && !areTargets(targets)) throw damaged('what it learned to predict')
  return {
    weightsOf(plan) {
      const weights = weightsFromSafetensors(weightLayout(plan), bytes)
      if (isBad(weights)) throw failed(`${path}: ${weights.bad}`)
      return weights
    },
    normalisationsOf(plan) {
      if (normalisations === undefined || areNormalisations(normalisations, plan)) return normalisations
      throw damaged('how the inputs were normalised')
    },
    targets,
    fingerprint: file.metadata[DATA],
  }
}

/** Null if it is there and no JSON. */
function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}

const isList = (v: unknown, length: number): v is number[] => Array.isArray(v) && v.length === length && v.every(n => Number.isFinite(n))
function areNormalisations(value: unknown, plan: NetworkPlan): value is Normalisations {
  const all = value as Record<string, Partial<Normalisation> | undefined> | null
  return plan.inputs.every(({ source, shape }) => {
    const one = all?.[source],
      pairs = { none: 0, channel: shape.at(-1) ?? 1, feature: size(shape) }[one?.kind ?? 'none']
    return one?.kind !== undefined && pairs !== undefined && isList(one.mean, pairs) && isList(one.deviation, pairs) && !one.deviation.includes(0)
  })
}

const areNames = (v: unknown): boolean => Array.isArray(v) && v.every(n => typeof n === 'string')
const areTargets = (value: unknown): value is readonly TargetNames[] =>
  Array.isArray(value) &&
  value.every((t: Partial<TargetNames> | null) => typeof t?.name === 'string' && areNames(t.classes) && (t.numbers === null || areNames(t.numbers)))
