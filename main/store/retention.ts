/**
 * Which epochs' weights are worth their space: the first, the last, the best, and an even spread within a
 * budget. Pure.
 */
import type { EpochMetrics } from '../../preload/contract'

/**
 * Per experiment. A 50,000-parameter network keeps 300 epochs in it; a ten-million one keeps its three plus
 * one.
 */
const BUDGET_BYTES = 64 * 1024 * 1024

export function keptEpochs(
  saved: readonly number[],
  history: readonly EpochMetrics[],
  bytesEach: number,
): readonly number[] {
  const room = Math.max(1, Math.floor(BUDGET_BYTES / Math.max(bytesEach, 1)))
  if (saved.length <= room) return saved
  const best = history.reduce<EpochMetrics | null>(
    (b, m) => (!b || m.validationLoss < b.validationLoss ? m : b),
    null,
  )
  const must = new Set([saved[0], saved.at(-1), best?.epoch])
  const last = saved.at(-1) ?? 0
  // The smallest power-of-two step that fits, so that what is dropped now would have been dropped later
  // anyway.
  let step = 1
  while (last / step > room) step *= 2
  return saved.filter(e => must.has(e) || e % step === 0)
}
