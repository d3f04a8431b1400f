/**
 * Everything before the first step: kernels, plan, memory, splits, prepared samples and first weights; or a
 * sentence.
 */
import { planArena, slotCount, usedThreads, type Arena, type SampleCounts } from '../runtime/arena'
import type { Dataset } from '../datasets/dataset'
import { sampleInfo } from '../library/describe'
import { targetNamed } from '../datasets/parts'
import { splitProblem } from '../datasets/split/problem'
import { splitDataset } from '../datasets/split/split'
import { type Splits } from '../datasets/split/types'
import { inputFeeds, sizeOf } from '../pipeline/inputs'
import { initialWeights } from '../plan/initialWeights'
import { fingerprintOf } from './fingerprint'
import type { Job, RunnableJob } from './job'
import { splitSizeProblem, stateProblem, weightsProblem } from './misfits'
import { loadKernels } from '../kernels/load'
import { classWeights } from '../training/losses'
import { stateCount } from '../training/optimiserPass'
import { importLearning, importWeights, planNetwork, type PlanSettings } from '../plan/planNetwork'
import { type NetworkPlan } from '../plan/types'
import { reserve, wasmMemory, type Memory } from '../runtime/memory'
import type { RunState, TrainOptions } from './types'
import { fillSamples, fitInputs, dataProblem } from '../pipeline/fill'
import { fitScales, scalesFor } from '../pipeline/targetScaling'
import { isBad, type Bad } from '../spec'

export type Prepared<J = Job> = { readonly job: J; readonly memory: Memory; readonly weights: Float32Array }
type Given = Pick<
  TrainOptions,
  'document' | 'dataset' | 'threads' | 'initialWeights' | 'from' | 'mostResidentBytes'
>

export async function prepare(options: TrainOptions): Promise<Prepared | Bad> {
  const kernels = await loadKernels(options.kernelFolder)
  if (isBad(kernels)) return kernels
  const reserved: { shared?: WebAssembly.Memory } = {}
  const prepared = prepareIn(options, arena => {
    const shared = reserve(arena)
    if (isBad(shared)) return shared
    reserved.shared = shared
    return wasmMemory(kernels.module, shared)
  })
  if (isBad(prepared)) return prepared
  return {
    ...prepared,
    job: { ...prepared.job, module: kernels.module, memory: reserved.shared as WebAssembly.Memory },
  }
}

/** Plans the run and fills the memory that `memoryFor` makes for it. */
export function prepareIn(
  options: Given,
  memoryFor: (arena: Arena) => Memory | Bad,
  planning: PlanSettings = {},
): Prepared<RunnableJob> | Bad {
  const { document, dataset, from } = options
  const { training: settings } = document
  const plan = planNetwork(document, sampleInfo(dataset, document.data.preparation), planning)
  if (isBad(plan)) return plan
  const splits = splitDataset(dataset, document.data)
  const counts = countsOf(splits)
  const fingerprint = fingerprintOf(document, dataset)
  const unfit = problemOf(options, plan, counts, fingerprint)
  if (unfit) return unfit
  const measured = measure(options, plan, splits.training, counts)
  if (isBad(measured)) return measured
  const { feeds, scales } = measured
  const slots = slotCount(settings.batchSize, plan.learning)
  const threads = usedThreads(options.threads, slots)
  const arena = planArena(plan, {
    counts,
    batchSize: settings.batchSize,
    threads,
    slots,
    optimiserStates: stateCount(settings),
    inputs: feeds.map(sizeOf),
  })
  if (isBad(arena)) return arena
  const memory = memoryFor(arena)
  if (isBad(memory)) return memory
  const weighted = plan.outputs.map(o => (o.isBalanced ? balanced(dataset, o.target, splits.training) : null))
  const state = from ? withoutTensors(from) : null
  const run = { plan, arena, counts, feeds, settings, threads, scales, fingerprint }
  const job: RunnableJob = { ...run, classWeights: weighted, from: state }
  return { job, memory, weights: fill(options, job, splits, memory) }
}

const countsOf = ({ training, validation, test }: Splits): SampleCounts => ({
  training: training.length,
  validation: validation.length,
  test: test.length,
})

function problemOf(
  { document: { data, training }, dataset, initialWeights: given, from }: Given,
  plan: NetworkPlan,
  counts: SampleCounts,
  fingerprint: string,
): Bad | null {
  return (
    splitProblem(dataset, data) ??
    splitSizeProblem(counts, training.batchSize, data.excluded?.length ?? 0) ??
    dataProblem(dataset, data.excluded) ??
    (given ? weightsProblem(given, plan) : null) ??
    (from ? stateProblem(from, plan, training, counts, fingerprint) : null)
  )
}

/** How inputs are prepared and numbers standardised, measured on the training split. */
function measure(
  { document: { data }, dataset, mostResidentBytes }: Given,
  plan: NetworkPlan,
  training: Int32Array,
  counts: SampleCounts,
): Pick<Job, 'feeds' | 'scales'> | Bad {
  const fitted = fitInputs(plan, dataset, training, data.preparation)
  if (isBad(fitted)) return fitted
  const feeds = inputFeeds(plan, dataset, fitted, counts, data.augmentation, mostResidentBytes)
  if (isBad(feeds)) return feeds
  const measured = fitScales(plan, dataset, training)
  const scales = isBad(measured) ? measured : scalesFor(plan, measured)
  return isBad(scales) ? scales : { feeds, scales }
}

function balanced(dataset: Dataset, name: string, training: Int32Array): readonly number[] | null {
  const target = targetNamed(dataset, name)
  if (!target || target.classes.length === 0) return null
  return Array.from(
    classWeights(
      training.map(i => target.labels[i] ?? 0),
      target.classes.length,
      'balanced',
    ),
  )
}

const withoutTensors = ({ weights: _weights, states: _states, ...rest }: RunState): Job['from'] => rest

/** Puts samples, targets and weights into memory; returns the weights as a flat array. */
function fill(
  { dataset, initialWeights: given, from }: Given,
  job: RunnableJob,
  splits: Splits,
  memory: Memory,
): Float32Array {
  const { plan, arena } = job
  const positions = [...splits.training, ...splits.validation, ...splits.test]
  fillSamples(job, dataset, positions, memory)
  const weights = from?.weights.slice() ?? given?.slice() ?? initialWeights(plan, job.settings.seed)
  importWeights(plan, weights, memory.values(arena.weights, plan.weightsLength))
  from?.states.forEach((state, i) =>
    importLearning(plan, state, memory.values(arena.states[i] ?? 0, plan.learning)),
  )
  return weights
}
