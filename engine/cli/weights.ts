/**
 * Weights and what is kept beside them in their file's metadata.
 * A file from elsewhere has none of that: then it is measured on the data at hand.
 */
import type { Dataset, NumberScale } from '../datasets/dataset'
import { targetNames, type TargetNames } from '../datasets/targets'
import { readSafetensors } from '../formats/arrays/safetensors'
import { weightsFromSafetensors } from '../run/weightsFile'
import { weightLayout } from '../plan/planNetwork'
import { type NetworkPlan } from '../plan/types'
import { isStepKind, type Fitted, type Preparations } from '../preparation'
import type { NumberScales } from '../datasets/targetScale'
import { trainedOn, type TrainedOn } from '../library/conform'
import { isBad, size } from '../spec'
import { failed } from './exit'
import { readBytes } from './files'

const PREPARATION = 'receptive.preparation'
/** Before there were steps: a mean and a deviation for each channel or position. */
const NORMALISATION = 'receptive.normalisation'
const TARGETS = 'receptive.targets'
const SCALES = 'receptive.scales'
const DATA = 'receptive.data'
const TRAINED_ON = 'receptive.input'
export const metadataOf = (
  fitted: Preparations,
  scales: NumberScales,
  dataset: Dataset,
  training: Int32Array,
): Readonly<Record<string, string>> => ({
  [PREPARATION]: JSON.stringify(fitted),
  [TARGETS]: JSON.stringify(targetNames(dataset)),
  [SCALES]: JSON.stringify(scales),
  [DATA]: dataset.fingerprint,
  [TRAINED_ON]: JSON.stringify(trainedOn(dataset, training)),
})

/** What the file says of the data it was trained on; undefined where it does not. */
export type LearnedWeights = {
  /** Which this network has. */
  weightsOf(plan: NetworkPlan): Float32Array
  preparationsOf(plan: NetworkPlan): Preparations | undefined
  readonly targets: readonly TargetNames[] | undefined
  /**
   * How numbers were standardised. Of a file that says what it predicts and not this, none were: it is from
   * before they could be.
   */
  readonly scales: NumberScales | undefined
  readonly fingerprint: string | undefined
  /** What the first input was measured as; undefined where the file does not say. */
  readonly trainedOn: TrainedOn | undefined
}

export async function readWeights(path: string): Promise<LearnedWeights> {
  const bytes = await readBytes(path)
  const file = readSafetensors(bytes)
  const damaged = (what: string) => failed(`${path} is damaged: ${what} cannot be read from it.`)
  if (isBad(file)) throw failed(`${path}: ${file.bad}`)
  const preparations = parsed(file.metadata[PREPARATION])
  const normalisations = parsed(file.metadata[NORMALISATION])
  const targets = parsed(file.metadata[TARGETS])
  const scales =
    targets !== undefined && file.metadata[SCALES] === undefined ? {} : parsed(file.metadata[SCALES])
  const input = parsed(file.metadata[TRAINED_ON])
  if (input !== undefined && !isTrainedOn(input)) throw damaged('what it was trained on')
  if (targets !== undefined && !areTargets(targets)) throw damaged('what it learned to predict')
  if (scales !== undefined && !areScales(scales))
    throw damaged('how the numbers to predict were standardised')
  return {
    weightsOf(plan) {
      const weights = weightsFromSafetensors(weightLayout(plan), bytes)
      if (isBad(weights)) throw failed(`${path}: ${weights.bad}`)
      return weights
    },
    preparationsOf(plan) {
      if (arePreparations(preparations, plan)) return preparations
      if (preparations === undefined && normalisations === undefined) return undefined
      if (preparations === undefined && areNormalisations(normalisations, plan))
        return fromNormalisations(normalisations, plan)
      throw damaged('how the inputs were prepared')
    },
    targets,
    scales,
    fingerprint: file.metadata[DATA],
    trainedOn: input,
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

const isShape = (v: unknown): boolean =>
  Array.isArray(v) && v.length >= 1 && v.every(n => Number.isInteger(n) && (n as number) >= 1)
function arePreparations(value: unknown, plan: NetworkPlan): value is Preparations {
  const all = value as Record<string, Partial<Fitted> | undefined> | null | undefined
  return plan.inputs.every(({ source, shape }) => {
    const one = all?.[source]
    return (
      isShape(one?.from?.shape) &&
      JSON.stringify(one?.to?.shape) === JSON.stringify(shape) &&
      Array.isArray(one?.steps) &&
      one.steps.every(
        s =>
          isStepKind(s.kind) && Array.isArray(s.fitted) && s.fitted.every((n: unknown) => Number.isFinite(n)),
      )
    )
  })
}

type Normalisation = {
  readonly kind: 'none' | 'channel' | 'feature'
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}
type Normalisations = Readonly<Record<string, Normalisation>>
const fromNormalisations = (all: Normalisations, plan: NetworkPlan): Preparations =>
  Object.fromEntries(
    plan.inputs.map(({ source, shape }) => {
      const layout = { shape, axis: null }
      const { kind, mean, deviation } = all[source] as Normalisation
      const step = {
        kind: 'standardise',
        params: { per: kind === 'channel' ? 'channel' : 'position' },
        fitted: [...mean, ...deviation],
      }
      return [source, { from: layout, to: layout, steps: kind === 'none' ? [] : [step] }]
    }),
  )

const isList = (v: unknown, length: number): v is number[] =>
  Array.isArray(v) && v.length === length && v.every(n => Number.isFinite(n))
function areNormalisations(value: unknown, plan: NetworkPlan): value is Normalisations {
  const all = value as Record<string, Partial<Normalisation> | undefined> | null
  return plan.inputs.every(({ source, shape }) => {
    const one = all?.[source]
    const pairs = { none: 0, channel: shape.at(-1) ?? 1, feature: size(shape) }[one?.kind ?? 'none']
    return (
      one?.kind !== undefined &&
      pairs !== undefined &&
      isList(one.mean, pairs) &&
      isList(one.deviation, pairs) &&
      !one.deviation.includes(0)
    )
  })
}

const isMeasured = (v: unknown): boolean => {
  const one = v as { label?: unknown; unit?: unknown } | null
  return one === null || (typeof one.label === 'string' && typeof one.unit === 'string')
}
function isTrainedOn(value: unknown): value is TrainedOn {
  const one = value as Partial<TrainedOn> | null
  const values = one?.axis?.values
  return (
    (one?.kind === 'images' || one?.kind === 'spectra') &&
    isShape(one.shape) &&
    Number.isFinite(one.low) &&
    Number.isFinite(one.high) &&
    isMeasured(one.measure) &&
    isMeasured(one.axis) &&
    (one.axis === null || (Array.isArray(values) && values.every(n => Number.isFinite(n))))
  )
}

const isScale = (v: Partial<NumberScale> | null): boolean =>
  Array.isArray(v?.mean) &&
  isList(v.mean, v.mean.length) &&
  isList(v.deviation, v.mean.length) &&
  v.deviation.every(d => d > 0)
const areScales = (value: unknown): value is NumberScales =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value as Record<string, Partial<NumberScale> | null>).every(isScale)
const areNames = (v: unknown): boolean => Array.isArray(v) && v.every(n => typeof n === 'string')
const areTargets = (value: unknown): value is readonly TargetNames[] =>
  Array.isArray(value) &&
  value.every(
    (t: Partial<TargetNames> | null) =>
      typeof t?.name === 'string' && areNames(t.classes) && (t.numbers === null || areNames(t.numbers)),
  )
