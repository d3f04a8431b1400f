/**
 * One thread's range of the weights: it adds up the slots' gradients there, and takes the optimiser's step.
 * Ranges are whole blocks, and everything is done value by value or block by block, so it does not matter
 * which thread has which.
 */
import { NORM_BLOCK } from '../../runtime/arena'
import type { Memory } from '../../runtime/memory'
import type { Tensor } from '../../spec'
import { clippedScale, startOptimiser } from '../../training/optimiserPass'
import type { RunnableJob } from '../job'
import type { ThreadContext, Batch, WeightPart, WeightUpdate } from './types'

/** Ranges of weights begin at multiples of this: no two threads write to one cache line or one norm block. */
const GRAIN = NORM_BLOCK

type Range = { readonly from: number; readonly to: number }
export function bindWeightUpdate(
  job: RunnableJob,
  thread: number,
  memory: Memory,
  gradients: readonly Tensor[],
): WeightUpdate {
  const { plan, arena, settings, from: resumed } = job
  const range = rangeOfThread(plan.learning, thread, job.threads)
  const sum = gradients[0] as Tensor
  const blocks = Array.from({ length: Math.ceil((range.to - range.from) / GRAIN) }, (_, i) =>
    sum.subarray(range.from + i * GRAIN, Math.min(range.from + (i + 1) * GRAIN, range.to)),
  )
  return {
    slots: gradients.map(g => g.subarray(range.from, range.to)),
    parts: partsOf(job, range, memory, sum),
    blocks,
    firstBlock: range.from / GRAIN,
    squares: memory.doubles(arena.squares, Math.ceil(plan.learning / GRAIN)),
    optimiser: startOptimiser(settings, resumed?.step ?? 0),
  }
}

function rangeOfThread(learning: number, thread: number, threads: number): Range {
  const blocks = Math.ceil(learning / GRAIN)
  const edge = (t: number): number => Math.min(Math.floor((blocks * t) / threads) * GRAIN, learning)
  return { from: edge(thread), to: edge(thread + 1) }
}

/** Weights that decay lie before those that do not. */
function partsOf(
  { plan, arena }: RunnableJob,
  { from, to }: Range,
  memory: Memory,
  sum: Tensor,
): WeightPart[] {
  const weights = memory.values(arena.weights, plan.learning)
  const states = arena.states.map(a => memory.values(a, plan.learning))
  const middle = Math.min(Math.max(plan.decaying, from), to)
  const ranges = [
    { from, to: middle, decays: true },
    { from: middle, to, decays: false },
  ]
  return ranges
    .filter(r => r.to > r.from)
    .map(r => ({
      decays: r.decays,
      w: weights.subarray(r.from, r.to),
      g: sum.subarray(r.from, r.to),
      states: states.map(s => s.subarray(r.from, r.to)),
    }))
}

/**
 * The first slot becomes the sum of all, in this thread's range. Where the norm is clipped, the squares of
 * the range are left for all to add up, and all are waited for.
 */
export function reduceGradients({ job, memory, control, update }: ThreadContext): void {
  const { slots, blocks, firstBlock, squares } = update
  const isClipped = job.settings.clipNorm > 0
  if (blocks.length > 0) memory.kernels.sumSlots(slots)
  if (!isClipped) return
  for (let i = 0; i < blocks.length; i++)
    squares[firstBlock + i] = memory.kernels.sumSquares(blocks[i] as Tensor)
  control.meet()
}

/** This thread's range of the weights takes its step; gradients are sums over the batch. */
export function optimiserStep({ job, memory, update }: ThreadContext, { count, rate }: Batch): void {
  const { optimiser, parts, squares } = update
  const { clipNorm } = job.settings
  optimiser.beginStep(rate)
  const scale = clipNorm > 0 ? clippedScale(total(squares), 1 / count, clipNorm) : 1 / count
  for (let i = 0; i < parts.length; i++) {
    const { w, g, states, decays } = parts[i] as WeightPart
    optimiser.update(memory.kernels, w, g, states, scale, decays)
  }
}

function total(squares: Float64Array): number {
  let sum = 0
  for (let i = 0; i < squares.length; i++) sum += squares[i] as number
  return sum
}
