/**
 * Everything before the first step: kernels, plan, memory, splits, prepared samples and first weights; or a
 * sentence.
 */
import { createHash } from 'node:crypto'
import { pagesOf, planArena, slotCount, threadCount, type Arena, type SampleCounts } from '../runtime/arena'
import type { Dataset } from '../datasets/dataset'
import { sampleInfo } from '../library/describe'
import { targetNamed } from '../datasets/parts'
import { splitProblem } from '../datasets/split/problem'
import { splitDataset } from '../datasets/split/split'
import { type Splits } from '../datasets/split/types'
import type { Document } from '../document/document'
import { inputFeeds, sizeOf } from '../pipeline/inputs'
import { initialWeights } from '../plan/initialWeights'
import type { Job, RunnableJob } from './job'
import { loadKernels } from '../kernels/load'
import { layer } from '../layers'
import { classWeights } from '../training/losses'
import { stateCount } from '../training/optimiserPass'
import { importLearning, importWeights, planNetwork, type PlanSettings } from '../plan/planNetwork'
import { type NetworkPlan } from '../plan/types'
import { wasmMemory, type Memory } from '../runtime/memory'
import type { RunState, TrainOptions } from './types'
import { fillSamples, fitInputs, dataProblem } from '../pipeline/fill'
import { fitScales, scalesFor } from '../pipeline/targetScaling'
import { isBad, settledValues, type Bad } from '../spec'
import { TRAINING, type TrainingSettings } from '../settings/training'
import { settledData } from '../settings/data'

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
  const { document, dataset, initialWeights: given, from } = options
  const { training: settings } = document
  const { preparation, augmentation } = document.data
  const plan = planNetwork(document, sampleInfo(dataset, preparation), planning)
  if (isBad(plan)) return plan
  const splits = splitDataset(dataset, document.data)
  const counts: SampleCounts = {
    training: splits.training.length,
    validation: splits.validation.length,
    test: splits.test.length,
  }
  const fingerprint = fingerprintOf(document, dataset)
  const unfit =
    splitProblem(dataset, document.data)?.bad ??
    splitSizeProblem(counts, settings.batchSize, document.data.excluded?.length ?? 0) ??
    dataProblem(dataset, document.data.excluded)?.bad ??
    (given && weightsProblem(given, plan)) ??
    (from && stateProblem(from, plan, settings, counts, fingerprint))
  if (unfit) return { bad: unfit }
  const fitted = fitInputs(plan, dataset, splits.training, preparation)
  const feeds = isBad(fitted)
    ? fitted
    : inputFeeds(plan, dataset, fitted, counts, augmentation, options.mostResidentBytes)
  if (isBad(feeds)) return feeds
  const measured = fitScales(plan, dataset, splits.training)
  const scales = isBad(measured) ? measured : scalesFor(plan, measured)
  if (isBad(scales)) return scales
  const slots = slotCount(settings.batchSize, plan.learning)
  const threads = threadCount(options.threads, slots)
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
  const job: RunnableJob = {
    plan,
    arena,
    counts,
    feeds,
    settings,
    threads,
    classWeights: plan.outputs.map(o => (o.isBalanced ? balanced(dataset, o.target, splits.training) : null)),
    scales,
    from: from ? withoutTensors(from) : null,
    fingerprint,
  }
  return { job, memory, weights: fill(options, job, splits, memory) }
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

function splitSizeProblem(counts: SampleCounts, batchSize: number, excluded: number): string | null {
  if (batchSize > counts.training)
    return (
      `A batch of ${batchSize} is larger than the training split of ${counts.training} samples: use at ` +
      `most ${counts.training}.`
    )
  const empty = (['validation', 'test'] as const).find(name => counts[name] === 0)
  if (!empty) return null
  return (
    `The ${empty} split is empty: ` +
    `${excluded > 0 ? `${excluded} samples are left out; take some of them back, or split otherwise` : 'there are too few samples for three splits'}.`
  )
}

/** What is wrong with weights handed in, or null. */
export function weightsProblem(weights: Float32Array, plan: NetworkPlan): string | null {
  if (weights.length !== plan.parameters)
    return (
      `The weights to begin with are ${weights.length} numbers, but this network has ` +
      `${plan.parameters}: they belong to another network.`
    )
  return weights.every(Number.isFinite) ? null : 'Some of the weights to begin with are not numbers.'
}

function stateProblem(
  state: RunState,
  plan: NetworkPlan,
  settings: TrainingSettings,
  counts: SampleCounts,
  fingerprint: string,
): string | null {
  if (state.fingerprint !== fingerprint || state.weights.length !== plan.parameters)
    return (
      'The saved state belongs to another run: its network, settings or data differ. Begin anew, or ' +
      'open the project it was saved with.'
    )
  const states = stateCount(settings)
  const batches = Math.ceil(counts.training / settings.batchSize)
  const isWhole =
    state.states.length === states &&
    [...state.states, ...(state.best ? [state.best.weights] : [])].every(s => s.length === plan.parameters) &&
    state.batch <= batches &&
    state.step === (state.epoch - 1) * batches + state.batch
  return isWhole
    ? null
    : 'The saved state is damaged: it does not say of one run where it stands. Begin anew.'
}

/** SHA-256 over what a run is made of. Epochs are left out: a run may be given more of them. */
function fingerprintOf({ nodes, wires, data, training }: Document, dataset: Dataset): string {
  const { epochs: _epochs, ...settings } = training
  const network = nodes.map(({ id, kind, params }) => ({
    id,
    kind,
    params: settledValues(layer(kind).params, params),
  }))
  return createHash('sha256')
    .update(
      JSON.stringify([
        network,
        wires,
        settledData(data),
        settledValues(TRAINING, settings),
        dataset.fingerprint,
      ]),
    )
    .digest('hex')
}

export function reserve(arena: Arena): WebAssembly.Memory | Bad {
  const pages = pagesOf(arena)
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return {
      bad:
        `This run needs ${Math.ceil(pages / 16)} MB of memory, which this machine does not give: close ` +
        'other programs, or use a smaller network.',
    }
  }
}
