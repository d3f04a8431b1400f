/** How many threads a training uses. */
import { availableParallelism } from 'node:os'
import { MOST_SLOTS } from '../engine/runtime/arena'

/** All cores, unless the environment names a whole number of threads; no more than a run can use. */
export function threadCount(asked = process.env['RECEPTIVE_THREADS']): number {
  const threads = Number(asked)
  return Math.min(Number.isInteger(threads) && threads >= 1 ? threads : availableParallelism(), MOST_SLOTS)
}
