/**
 * The lines of the two live charts, from the run's buffers. x is in epochs, so that batches and epochs share
 * an axis.
 */
import type { PlotLine } from '../charts/lines'
import { batchLosses, useRun } from '../runs/run'
import { smoothed } from './smooth'

/** Changes whenever there is something new to draw. */
export const runVersion = (): string => `${batchLosses.version} ${useRun.getState().history.length}`

const training = 'var(--accent)'
const validation = 'var(--family-activation)'

/**
 * Both charts show the same epochs. While training, the axis grows in steps, so that the lines do not crawl.
 */
export function epochRange(): readonly [number, number] {
  const { history, progress, end } = useRun.getState()
  const done = history.at(-1)?.epoch ?? 0
  if (end || !progress) return [0, Math.max(1, done)]
  const reached = Math.max(1, progress.epoch - 1 + progress.batch / (progress.batches || 1))
  const step = 10 ** Math.floor(Math.log10(reached))
  const room = [1, 1.5, 2, 3, 5, 7, 10].map(n => n * step).find(n => n >= reached) ?? reached
  return [0, Math.max(1, Math.min(Math.ceil(room), progress.epochs))]
}

export function lossLines(smoothing: number): readonly PlotLine[] {
  const { history, progress } = useRun.getState()
  const { x, y } = batchLosses.points()
  const batches = progress?.batches || 1
  const epochs = history.map(m => m.epoch)
  return [
    {
      label: 'batches',
      x: x.map(b => b / batches),
      y: smoothed(y, smoothing),
      colour: 'var(--line-strong)',
      width: 1,
    },
    { label: 'training', x: epochs, y: history.map(m => m.trainingLoss), colour: training },
    {
      label: 'validation',
      x: epochs,
      y: history.map(m => m.validationLoss),
      colour: validation,
      dash: [6, 3],
    },
  ]
}

export function accuracyLines(): readonly PlotLine[] {
  const { history } = useRun.getState()
  const epochs = history.map(m => m.epoch)
  return [
    { label: 'training', x: epochs, y: history.map(m => m.trainingAccuracy), colour: training },
    {
      label: 'validation',
      x: epochs,
      y: history.map(m => m.validationAccuracy),
      colour: validation,
      dash: [6, 3],
    },
  ]
}

export function fitLines(): readonly PlotLine[] {
  const { history } = useRun.getState()
  return [
    {
      label: 'validation',
      x: history.map(m => m.epoch),
      y: history.map(m => m.validationFit?.r2 ?? null),
      colour: validation,
    },
  ]
}
