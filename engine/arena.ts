/**
 * Where everything lies in the one memory that all threads share. Pure.
 * The one thing to know: it is reserved once, as large as the run needs, and never grows while threads run.
 */
import { MOST_BYTES } from './footprint'
import { FIRST_FREE_BYTE } from './kernels/wasm'
import { aligned, SLOTS, type NetworkPlan } from './plan'
import { size, type Bad } from './spec'

const FLOAT = 4,
  PAGE = 65_536
/** What the compiled kernels declare as the least memory they accept. */
const LEAST_PAGES = 16
/** Chunks of an evaluation: fixed, like the slots, so that its sums do not depend on the threads. */
export const CHUNKS = 64
/** Batch losses that wait for the progress message; older ones are lost if nobody fetches them. */
export const LOSS_RING = 4096
export const CONTROL_CELLS = 64

/** Addresses in bytes, all multiples of 64. */
export type Arena = {
  /** `CONTROL_CELLS` int32, then as many float64. */
  readonly control: number
  /** `[CHUNKS]` sums of losses and `[CHUNKS]` numbers of correct answers, float64. */
  readonly sums: number
  readonly losses: number
  readonly weights: number
  readonly states: readonly number[]
  readonly slots: readonly number[]
  /** `[training]` int32, the epoch's order. */
  readonly order: number
  /** `[samples]` int32 and `[samples, ...shape]` float32: training, then validation, then test. */
  readonly labels: number
  readonly values: number
  readonly work: readonly number[]
  readonly pages: number
}
export type SampleCounts = { readonly training: number; readonly validation: number; readonly test: number }

export function planArena(plan: NetworkPlan, counts: SampleCounts, threads: number, optimiserStates: number): Arena | Bad {
  let end = FIRST_FREE_BYTE
  const take = (values: number): number => {
    const at = end
    end += aligned(values) * FLOAT
    return at
  }
  const many = (n: number, values: number) => Array.from({ length: n }, () => take(values))
  const samples = counts.training + counts.validation + counts.test
  const arena = {
    control: take(CONTROL_CELLS * 3),
    sums: take(CHUNKS * 4),
    losses: take(LOSS_RING),
    weights: take(plan.weightsLength),
    states: many(optimiserStates, plan.weightsLength),
    slots: many(SLOTS, plan.weightsLength),
    order: take(counts.training),
    labels: take(samples),
    values: take(samples * size(plan.inputShape)),
    work: many(threads, plan.workLength),
  }
  if (end > MOST_BYTES)
    return {
      bad: `This run needs ${(end / 2 ** 30).toFixed(1)} GB of memory and 4 GB is the most it can have: use fewer filters, smaller maps or fewer threads.`,
    }
  return { ...arena, pages: Math.max(Math.ceil(end / PAGE), LEAST_PAGES) }
}
