/** The lines of the two live charts, from the run's buffers. x is in epochs, so that batches and epochs share an axis. */
import type { Line } from '../charts/LineChart'
import { batchLosses, useRun } from '../runs/run'
import { smoothed } from './smooth'

/** Changes whenever there is something new to draw. */
export const runVersion = (): string => `${batchLosses.version} ${useRun.getState().history.length}`

const training = 'var(--accent)', validation = 'var(--family-activation)'

export function lossLines(smoothing: number): readonly Line[] {
  const { history, progress } = useRun.getState(), { x, y } = batchLosses.points()
  const batches = progress?.batches || 1
  const epochs = history.map(m => m.epoch)
  return [
    { label: 'batches', x: x.map(b => b / batches), y: smoothed(y, smoothing), colour: 'var(--line-strong)', width: 1 },
    { label: 'training', x: epochs, y: history.map(m => m.trainingLoss), colour: training },
    { label: 'validation', x: epochs, y: history.map(m => m.validationLoss), colour: validation, dash: [6, 3] },
  ]
}

export function accuracyLines(): readonly Line[] {
  const { history } = useRun.getState(), epochs = history.map(m => m.epoch)
  return [
    { label: 'training', x: epochs, y: history.map(m => m.trainingAccuracy), colour: training },
    { label: 'validation', x: epochs, y: history.map(m => m.validationAccuracy), colour: validation, dash: [6, 3] },
  ]
}
