/**
 * One thread's share of the weights: it adds up the slots' gradients there, and takes the optimiser's step.
 * Shares are ranges of whole blocks, and everything is done value by value or block by block, so it
 * does not matter who has which.
 */
import { NORM_BLOCK } from '../../runtime/arena'
import type { RunnableJob } from '../job'
import { clippedScale, OPTIMISERS } from '../../training/optimisers'
import type { Memory } from '../../runtime/memory'
import type { Tensor } from '../../spec'

/**
 * Ranges of weights begin at multiples of this: no two threads write to one cache line, and no norm block is
 * cut.
 */
const GRAIN = NORM_BLOCK

export function shareOf(
  { plan, arena, threads, settings, from: begun }: RunnableJob,
  thread: number,
  memory: Memory,
  gradients: readonly Tensor[],
) {
  const blocks = Math.ceil(plan.learning / GRAIN)
  const from = Math.min(Math.floor((blocks * thread) / threads) * GRAIN, plan.learning)
  const to = Math.min(Math.floor((blocks * (thread + 1)) / threads) * GRAIN, plan.learning)
  const middle = Math.min(Math.max(plan.decaying, from), to)
  const weights = memory.values(arena.weights, plan.learning)
  const states = arena.states.map(a => memory.values(a, plan.learning))
  const slots = gradients.map(g => g.subarray(from, to))
  const squares = memory.doubles(arena.squares, blocks)
  const parts = [
    { from, to: middle, decays: true },
    { from: middle, to, decays: false },
  ]
    .filter(p => p.to > p.from)
    .map(p => ({
      decays: p.decays,
      w: weights.subarray(p.from, p.to),
      g: (gradients[0] as Tensor).subarray(p.from, p.to),
      states: states.map(s => s.subarray(p.from, p.to)),
    }))
  const own = Array.from({ length: Math.ceil((to - from) / GRAIN) }, (_, i) =>
    (gradients[0] as Tensor).subarray(from + i * GRAIN, Math.min(from + (i + 1) * GRAIN, to)),
  )
  const { kernels } = memory
  const optimiser = OPTIMISERS[settings.optimiser].start(settings, begun?.step ?? 0)

  return {
    /**
     * The slots' gradients become one; where the norm is clipped, the squares of this share are left for all
     * to add up.
     */
    sumGradients(): void {
      if (from === to) return
      kernels.sumSlots(slots)
      if (settings.clipNorm > 0)
        own.forEach((g, i) => void (squares[from / GRAIN + i] = kernels.sumSquares(g)))
    },
    /** This thread's share of the weights takes its step. */
    update(count: number, rate: number): void {
      optimiser.beginStep(rate)
      const scale =
        settings.clipNorm > 0 ? clippedScale(total(squares), 1 / count, settings.clipNorm) : 1 / count
      for (let i = 0; i < parts.length; i++) {
        const p = parts[i] as (typeof parts)[number]
        optimiser.update(kernels, p.w, p.g, p.states, scale, p.decays)
      }
    },
  }
}

function total(squares: Float64Array): number {
  let sum = 0
  for (let i = 0; i < squares.length; i++) sum += squares[i] as number
  return sum
}
