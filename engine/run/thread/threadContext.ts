/**
 * All that one thread of a run works with: its network on the shared memory, its samples, its range of the
 * weights. Views are made here, once, so that a training step allocates nothing, not even a boxed number:
 * numbers passed between functions lie in typed arrays.
 */
import type { Action } from '../../plan/types'
import { keyOf } from '../../random'
import { CHUNKS, placesOf } from '../../runtime/arena'
import { Control } from '../../runtime/control'
import type { Memory } from '../../runtime/memory'
import { bindNetwork, type Network } from '../../runtime/network'
import type { RunnableJob } from '../job'
import { SampleFeed } from './sampleFeed'
import type { Summary, Sums, ThreadContext } from './types'
import { bindWeightUpdate } from './weightUpdate'

/** Keeps the keys of random layers apart from those of shuffling, augmentation and first weights. */
const STREAM = 12

export function bindThread(job: RunnableJob, thread: number, memory: Memory): ThreadContext {
  const { plan, arena, settings, counts } = job
  const network = bindThreadNetwork(job, thread, memory)
  const gradients = arena.slots.map(a => memory.values(a, plan.learning))
  const isOfBatch = plan.phases.length > 1
  return {
    job,
    thread,
    control: new Control(memory, arena, job.threads, plan.phases.length),
    memory,
    network,
    feed: new SampleFeed(job, thread, memory, network),
    update: bindWeightUpdate(job, thread, memory, gradients),
    weights: memory.values(arena.weights, plan.weightsLength),
    gradients,
    order: memory.ints(arena.order, counts.training),
    losses: memory.doubles(arena.sums, CHUNKS),
    corrects: memory.doubles(arena.sums + 2 * CHUNKS, CHUNKS),
    summaries: summariesOf(job, thread, memory),
    lossActions: plan.outputs.map((_, output): Action => ({ do: 'loss', output })),
    batchSteps: plan.steps.flatMap((s, i) => (s.seesBatch ? [i] : [])),
    moment: { run: keyOf(STREAM, settings.seed), step: 0, position: 0 },
    isOfBatch,
    firstPlace: isOfBatch ? 0 : thread * placesOf(settings.batchSize, arena.slots.length),
    selectSample: place => memory.selectSample(arena.stash, plan.stashLength, place),
    wholeSlot: { count: 0, apart: plan.stashLength },
    oneSample: { count: 1, apart: 0 },
  }
}

function bindThreadNetwork({ plan, arena }: RunnableJob, thread: number, memory: Memory): Network {
  return bindNetwork(plan, memory.kernels, {
    weights: memory.values(arena.weights, plan.weightsLength),
    packed: memory.values(arena.packed, plan.packedLength),
    gradients: arena.slots.map(a => memory.values(a, plan.learning)),
    work: memory.values(arena.work[thread] ?? 0, plan.workLength - plan.stashLength),
    stash: memory.values(arena.stash, plan.stashLength),
  })
}

function summariesOf({ plan, arena, settings }: RunnableJob, thread: number, memory: Memory): Summary[] {
  return plan.steps.map((s, i) => {
    const at = arena.summaries[i] ?? 0
    const { length } = s.summary
    const all = settings.batchSize * length
    return {
      from: (arena.work[thread] ?? 0) + s.summary.offset,
      at,
      length,
      all: memory.values(at, all),
      allBack: memory.values(at + all, all),
    }
  })
}

/** The sums of the first `tasks` tasks, always added in the same order. */
export function collectSums({ losses, corrects }: ThreadContext, tasks: number, sums: Sums): Sums {
  sums.loss = 0
  sums.correct = 0
  for (let i = 0; i < tasks; i++) {
    sums.loss += losses[i] as number
    sums.correct += corrects[i] as number
  }
  return sums
}

/** Of layers that see the batch, such as batch normalisation: by one thread, after the update. */
export function updateRunningStatistics({ network, batchSteps }: ThreadContext, count: number): void {
  for (let i = 0; i < batchSteps.length; i++) network.updateRunningStatistics(batchSteps[i] as number, count)
}

/** This thread's share of laying the weights out as the kernels read them, and the others' too. */
export function packWeights({ job, network, control, thread }: ThreadContext): void {
  if (job.plan.packedLength === 0) return
  network.packWeights(thread, job.threads)
  control.meet()
}
