/**
 * Where everything lies in the one memory that all threads share. Pure.
 * Addresses count values; it is reserved once, as large as the run needs, and never grows while
 * threads run.
 */
import { MOST_BYTES } from '../graph/footprint'
import { FIRST_FREE_BYTE } from '../kernels/types'
import type { NetworkPlan } from '../plan/types'
import { allocator } from '../plan/allocator'
import type { Bad } from '../spec'

const FLOAT = 4
const PAGE = 65_536
/** What the compiled kernels declare as the least memory they accept. */
const LEAST_PAGES = 16
/** Chunks of an evaluation: fixed, like the slots, so that its sums do not depend on the threads. */
export const CHUNKS = 64
/** Batch losses that wait for the progress message; older ones are lost if nobody fetches them. */
export const LOSS_RING = 4096
export const CONTROL_CELLS = 64
/**
 * Values whose squares are summed together, for the norm of a gradient: fixed, so that the sum does not
 * depend on the threads.
 */
export const NORM_BLOCK = 1024

/** Nor are there more threads: they would have nothing to do. */
export const MOST_SLOTS = 64
const LEAST_SLOTS = 8
const SAMPLES_PER_SLOT = 8
/** All slots together shall not take more than this, if fewer than `LEAST_SLOTS` are not enough. */
const MOST_SLOT_VALUES = 2 ** 27

/**
 * A batch is shared out over so many slots, each with a gradient of its own. It follows from the batch and
 * the network and never from the machine, so sums are always the same; it grows with the batch, so that many
 * cores have something to do.
 */
export function slotCount(batchSize: number, learning: number): number {
  const wanted = Math.min(
    batchSize,
    Math.max(LEAST_SLOTS, Math.min(MOST_SLOTS, Math.floor(batchSize / SAMPLES_PER_SLOT))),
  )
  const affordable = Math.max(
    Math.floor(MOST_SLOT_VALUES / Math.max(learning, 1)),
    Math.min(LEAST_SLOTS, wanted),
  )
  return Math.min(wanted, affordable)
}

/** The most samples that one slot has. */
export const placesOf = (batchSize: number, slots: number): number => Math.ceil(batchSize / slots)
/**
 * How often the stash is there: for each sample of a batch that phases come back to, or for each of the slot
 * a thread works on.
 */
export function stashPlaces(
  { phases, stashLength }: NetworkPlan,
  { batchSize, slots, threads }: Pick<RunSize, 'batchSize' | 'slots' | 'threads'>,
): number {
  if (stashLength === 0) return 0
  return phases.length > 1 ? Math.max(batchSize, threads) : threads * placesOf(batchSize, slots)
}

/** As many threads as are wished for and have something to do. */
export const usedThreads = (wished: number, slots: number): number =>
  Math.min(Math.max(Math.floor(wished), 1), slots)

/** Addresses in values, all multiples of 16. */
export type Arena = {
  /** `CONTROL_CELLS` int32, then as many float64. */
  readonly control: number
  /** `[phases + 1]` int32: the next task of each phase, and of an evaluation. */
  readonly tasks: number
  /** `[CHUNKS]` sums of losses and `[CHUNKS]` numbers of correct answers, float64. */
  readonly sums: number
  readonly losses: number
  /** `[learning / NORM_BLOCK]` float64. */
  readonly squares: number
  readonly weights: number
  readonly packed: number
  readonly states: readonly number[]
  readonly slots: readonly number[]
  /** `[training]` int32, the epoch's order. */
  readonly order: number
  /** For each of the plan's inputs `[samples, length of its feed]`: training, then validation, then test. */
  readonly inputs: readonly number[]
  /**
   * For each of them `[samples]` int32, whether a sample was prepared where it lies; of inputs that are
   * prepared once they are needed.
   */
  readonly arePrepared: readonly number[]
  /** `[samples]` int32, where each stands in the data set. */
  readonly positions: number
  /** For each of the plan's outputs: `[samples]` int32 of a class, or `[samples, numbers]`. */
  readonly targets: readonly number[]
  /** `[samples]`. */
  readonly sampleWeights: number
  /** `[validation or test, prediction]`, what the last evaluation answered. */
  readonly predictions: number
  /**
   * `[batch or threads × placesOf, stash]`: what waits between sweeps of each sample; an evaluation takes one
   * place for each thread.
   */
  readonly stash: number
  /**
   * For each step `[forward and backward, batch, summary]`: one thread may summarise back while another still
   * combines.
   */
  readonly summaries: readonly number[]
  readonly work: readonly number[]
  readonly end: number
}
export type SampleCounts = { readonly training: number; readonly validation: number; readonly test: number }
type RunSize = {
  readonly counts: SampleCounts
  readonly batchSize: number
  readonly threads: number
  readonly slots: number
  readonly optimiserStates: number
  /**
   * Values that are kept of a sample, for each of the plan's inputs, and whether they are prepared once they
   * are needed.
   */
  readonly inputs: readonly { readonly length: number; readonly isLazy: boolean }[]
}

/** Values of one answer: those of all outputs, one after another. */
export const predictionLength = (plan: NetworkPlan): number =>
  plan.outputs.reduce((n, o) => n + o.prediction.length, 0)

export function planArena(
  plan: NetworkPlan,
  { counts, batchSize, threads, slots, optimiserStates, inputs }: RunSize,
): Arena | Bad {
  const all = allocator(FIRST_FREE_BYTE / FLOAT)
  const take = (values: number): number => all.take(values).offset
  const many = (n: number, values: number) => Array.from({ length: n }, () => take(values))
  const samples = counts.training + counts.validation + counts.test
  const bySource = new Map(plan.inputs.map(({ source }, i) => [source, inputs[i]] as const))
  const places = new Map(
    [...bySource].map(([source, input]) => [source, take(samples * (input?.length ?? 0))]),
  )
  const flags = new Map([...bySource].map(([source, input]) => [source, take(input?.isLazy ? samples : 0)]))
  const arena = {
    control: take(CONTROL_CELLS * 3),
    tasks: take(plan.phases.length + 1),
    sums: take(CHUNKS * 4),
    losses: take(LOSS_RING),
    squares: take(2 * Math.ceil(plan.learning / NORM_BLOCK)),
    weights: take(plan.weightsLength),
    packed: take(plan.packedLength),
    states: many(optimiserStates, plan.learning),
    slots: many(slots, plan.learning),
    order: take(counts.training),
    inputs: plan.inputs.map(i => places.get(i.source) ?? 0),
    arePrepared: plan.inputs.map(i => flags.get(i.source) ?? 0),
    positions: take(samples),
    targets: plan.outputs.map(o => take(samples * (o.info.classes > 0 ? 1 : o.info.numbers))),
    sampleWeights: take(samples),
    predictions: take(Math.max(counts.validation, counts.test) * predictionLength(plan)),
    stash: take(stashPlaces(plan, { batchSize, slots, threads }) * plan.stashLength),
    summaries: plan.steps.map(s => take(2 * batchSize * s.summary.length)),
    work: many(threads, plan.workLength - plan.stashLength),
  }
  return all.end * FLOAT <= MOST_BYTES ? { ...arena, end: all.end } : tooLarge(plan, all.end)
}

function tooLarge({ stashLength }: NetworkPlan, values: number): Bad {
  const gigabytes = ((values * FLOAT) / 2 ** 30).toFixed(1)
  return {
    bad:
      `This run needs ${gigabytes} GB of memory and 4 GB is the most it can have: use ` +
      `${stashLength > 0 ? 'a smaller batch, ' : ''}fewer filters, smaller maps or fewer threads.`,
  }
}

export const pagesOf = ({ end }: Arena): number => Math.max(Math.ceil((end * FLOAT) / PAGE), LEAST_PAGES)
