/** How a run ended, in sentences. */
import type { EpochMetrics } from '../../preload/contract'
import type { FromTrainer } from '../processes/trainer'

export function outcomeInWords(
  { status, sentence, test, answers }: FromTrainer & { say: 'ended' },
  history: readonly EpochMetrics[],
): string {
  if (status === 'failed') return sentence
  if (status === 'stopped') return `Stopped after ${epochs(history)}.`
  const first = answers?.figures[0]
  if (first && 'numbers' in first)
    return (
      `Finished ${epochs(history)}: on the test split R² is ` +
      `${first.numbers.r2?.toFixed(3) ?? 'not defined'}, and the usual error ` +
      `${Number(first.numbers.rmse.toPrecision(3))}.`
    )
  const share = test ? `: ${(test.accuracy * 100).toFixed(1)} % of the test samples are right` : ''
  return `Finished ${epochs(history)}${share}.`
}

export const unanswered = (history: readonly EpochMetrics[]): string =>
  `Stopped after ${epochs(history)}; the trainer did not answer and was ended.`

export const trainerGone = (code: number, epoch: number, { length }: readonly EpochMetrics[]): string =>
  `The trainer process ended by itself (code ${code}) in epoch ${epoch}; the ${length} finished epochs are ` +
  'kept, and the studio goes on.'

export const epochNotKept = (epoch: number, why: string): string =>
  `The training was stopped in epoch ${epoch}; everything up to epoch ${Math.max(0, epoch - 1)} ` +
  `is kept. ${why}`

export const STUDIO_CLOSED = 'The studio was closed during this training; the epochs before that are kept.'

const epochs = ({ length }: readonly EpochMetrics[]): string =>
  `${length} ${length === 1 ? 'epoch' : 'epochs'}`
