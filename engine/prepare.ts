/** Everything before the first step: kernels, plan, memory, splits, normalised samples and first weights; or a sentence. */
import { planArena, type Arena, type SampleCounts } from './arena'
import { sampleInfo } from './datasets/describe'
import { fitNormalisation, normaliseInto } from './datasets/normalise'
import { splitDataset } from './datasets/split'
import { initialWeights } from './initialise'
import type { Job } from './job'
import { loadKernels } from './kernels/load'
import { OPTIMISERS } from './optimisers'
import { importWeights, planNetwork, SLOTS, type NetworkPlan } from './plan'
import type { TrainOptions } from './run'
import { isBad, size, type Bad } from './spec'

export type Prepared = { readonly job: Job; readonly weights: Float32Array }

export async function prepare(options: TrainOptions): Promise<Prepared | Bad> {
  const {
    document: { data, training: settings },
    dataset,
  } = options
  const plan = planNetwork(options.document, sampleInfo(dataset))
  if (isBad(plan)) return plan
  const splits = splitDataset(dataset, data)
  const counts: SampleCounts = { training: splits.training.length, validation: splits.validation.length, test: splits.test.length }
  const unfit = misfit(counts, settings.batchSize) ?? (options.initialWeights && strange(options.initialWeights, plan))
  if (unfit) return { bad: unfit }
  // More threads than slots would have nothing to do.
  const threads = Math.min(Math.max(Math.floor(options.threads), 1), SLOTS)
  const arena = planArena(plan, counts, threads, OPTIMISERS[settings.optimiser].states)
  if (isBad(arena)) return arena
  const kernels = await loadKernels(options.kernelFolder)
  if (isBad(kernels)) return kernels
  const memory = reserve(arena)
  if (isBad(memory)) return memory
  const weights = options.initialWeights?.slice() ?? initialWeights(plan, settings.seed)
  importWeights(plan, weights, new Float32Array(memory.buffer, arena.weights, plan.weightsLength))
  const normalisation = fitNormalisation(dataset, splits.training, data.normalisation),
    positions = [...splits.training, ...splits.validation, ...splits.test]
  normaliseInto(new Float32Array(memory.buffer, arena.values, positions.length * size(dataset.shape)), dataset, positions, normalisation)
  new Int32Array(memory.buffer, arena.labels, positions.length).set(positions.map(i => dataset.labels[i] ?? 0))
  return { job: { plan, arena, counts, settings, threads, module: kernels.module, memory }, weights }
}

function misfit(counts: SampleCounts, batchSize: number): string | null {
  if (batchSize > counts.training)
    return `A batch of ${batchSize} is larger than the training split of ${counts.training} samples: use at most ${counts.training}.`
  const empty = (['validation', 'test'] as const).find(name => counts[name] === 0)
  return empty ? `The ${empty} split is empty: there are too few samples for three splits.` : null
}

function strange(weights: Float32Array, plan: NetworkPlan): string | null {
  if (weights.length !== plan.parameters)
    return `The weights to begin with are ${weights.length} numbers, but this network has ${plan.parameters}: they belong to another network.`
  return weights.every(Number.isFinite) ? null : 'Some of the weights to begin with are not numbers.'
}

function reserve({ pages }: Arena): WebAssembly.Memory | Bad {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return {
      bad: `This run needs ${Math.ceil(pages / 16)} MB of memory, which this machine does not give: close other programs, or use a smaller network.`,
    }
  }
}
