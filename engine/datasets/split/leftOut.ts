/**
 * Samples that are left out of everything. Pure.
 * They are named by position, so a list that was made for other data is told by a position that is not there.
 */
import type { Bad } from '../../spec'
import type { Splits } from './types'

/** Whether a sample is kept. */
export function keptIn(excluded: readonly number[] = []): (sample: number) => boolean {
  const left = new Set(excluded)
  return sample => !left.has(sample)
}

export function without({ training, validation, test }: Splits, excluded: readonly number[] = []): Splits {
  if (excluded.length === 0) return { training, validation, test }
  const kept = keptIn(excluded)
  return { training: training.filter(kept), validation: validation.filter(kept), test: test.filter(kept) }
}

/** Why samples cannot be left out of a set of so many, or null. */
export function excludedProblem(excluded: readonly number[] = [], samples: number): Bad | null {
  const last = excluded.at(-1) ?? -1
  return last < samples
    ? null
    : {
        bad:
          `Sample ${last + 1} is to be left out, but these data have only ${samples} samples, so the ` +
          'samples were chosen in other data: take all of them back, and leave out anew what should be.',
      }
}
