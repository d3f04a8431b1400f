/** Everything before a trained network is asked: plan, memory, prepared samples, weights; or a sentence. */
import type { Dataset } from '../datasets/dataset'
import { keptIn } from '../datasets/split/leftOut'
import { splitDataset } from '../datasets/split/split'
import type { Document } from '../document/document'
import { sampleInfo } from '../library/describe'
import { dataProblem, fillSamples, fitInputs } from '../pipeline/fill'
import { inputFeeds, sizeOf } from '../pipeline/inputs'
import { fitScales, namedScales, scalesFor } from '../pipeline/targetScaling'
import { importWeights, planNetwork } from '../plan/planNetwork'
import type { NetworkPlan } from '../plan/types'
import type { Preparations } from '../preparation'
import { MOST_SLOTS, planArena } from '../runtime/arena'
import { reserve, wasmMemory } from '../runtime/memory'
import { isBad, type Bad } from '../spec'
import type { Job } from './job'
import { weightsProblem } from './misfits'
import type { PredictOptions } from './predictor'

/** A run that learns nothing: the samples take the place of its test split. */
export function prepareAnswers(options: PredictOptions, module: WebAssembly.Module) {
  const { document, dataset, weights } = options
  const plan = planNetwork(document, sampleInfo(dataset, document.data.preparation), { isAnswer: true })
  if (isBad(plan)) return plan
  const positions = Array.from(options.positions ?? dataset.labels.keys())
  const wrong = problemOf(options, plan, positions)
  if (wrong) return wrong
  const prepared = fitted(options, plan)
  if (isBad(prepared)) return prepared
  const { preparations, scales } = prepared
  const counts = { training: 0, validation: 0, test: positions.length }
  const feeds = inputFeeds(plan, dataset, preparations, counts, [])
  if (isBad(feeds)) return feeds
  const threads = Math.min(Math.max(Math.floor(options.threads), 1), MOST_SLOTS)
  const size = { counts, batchSize: 1, threads, slots: 1, optimiserStates: 0, inputs: feeds.map(sizeOf) }
  const arena = planArena(plan, size)
  if (isBad(arena)) return arena
  const shared = reserve(arena)
  if (isBad(shared)) return shared
  const memory = wasmMemory(module, shared)
  fillSamples({ plan, arena, feeds }, dataset, positions, memory)
  importWeights(plan, weights, memory.values(arena.weights, plan.weightsLength))
  const settings = { ...document.training, batchSize: 1 }
  const unlearned = { classWeights: plan.outputs.map(() => null), from: null, fingerprint: '' }
  const run = { plan, arena, counts, feeds, settings, threads, scales, module, memory: shared }
  const job: Job = { ...run, ...unlearned }
  return { job, memory, samples: positions.length, preparations, scales: namedScales(plan, scales) }
}

const problemOf = (
  { document, dataset, weights }: PredictOptions,
  plan: NetworkPlan,
  positions: readonly number[],
): Bad | null =>
  weightsProblem(weights, plan) ??
  dataProblem(dataset, unasked(document, positions)) ??
  outside(positions, dataset)

/** How inputs are prepared and numbers standardised: as handed in, or measured on the training split. */
function fitted(
  { document: { data }, dataset, preparations: given, scales: givenScales }: PredictOptions,
  plan: NetworkPlan,
): { readonly preparations: Preparations; readonly scales: Job['scales'] } | Bad {
  const training = given && givenScales ? new Int32Array(0) : splitDataset(dataset, data).training
  const preparations = given ?? fitInputs(plan, dataset, training, data.preparation)
  if (isBad(preparations)) return preparations
  const named = givenScales ?? fitScales(plan, dataset, training)
  const scales = isBad(named) ? named : scalesFor(plan, named)
  return isBad(scales) ? scales : { preparations, scales }
}

/** Samples that are left out, unless they are asked for by name. */
const unasked = ({ data: { excluded = [] } }: Document, positions: readonly number[]): readonly number[] =>
  excluded.length > 0 ? excluded.filter(keptIn(positions)) : []

function outside(positions: readonly number[], { labels, title }: Dataset): Bad | null {
  if (positions.length === 0) return { bad: `None of the samples of ${title} was asked for.` }
  const stray = positions.find(p => !(Number.isInteger(p) && p >= 0 && p < labels.length))
  return stray === undefined
    ? null
    : { bad: `${title} has samples 0 to ${labels.length - 1}; there is no sample ${stray}.` }
}
