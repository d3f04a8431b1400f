/**
 * The run going on, or the last one: figures for React ten times a second, and every batch loss in a buffer
 * outside it.
 * Charts read `batchLosses` on animation frames; nothing re-renders for a batch.
 */
import { create } from 'zustand'
import type { EpochMetrics, ExperimentId, RunEnd, RunProgress } from '../../preload/contract'
import { call, listen } from '../bridge'
import { rememberSpeed } from './estimate'
import { decimals, percent } from '../ui/format'
import { LossBuffer } from './lossBuffer'

export type LogLine = { readonly at: number; readonly sentence: string; readonly level: 'info' | 'error' }
type Run = {
  /** Between pressing Train and the first sign of life. */
  readonly isStarting: boolean
  readonly experiment: ExperimentId | null
  readonly progress: RunProgress | null
  readonly history: readonly EpochMetrics[]
  readonly end: RunEnd | null
  readonly log: readonly LogLine[]
}

export const useRun = create<Run>(() => ({
  isStarting: false,
  experiment: null,
  progress: null,
  history: [],
  end: null,
  log: [],
}))
export const batchLosses = new LossBuffer(4096)

export const isRunning = (r: Run): boolean => r.isStarting || (r.progress !== null && r.end === null)

const log = (sentence: string, level: LogLine['level'] = 'info') =>
  useRun.setState(s => ({ log: [...s.log.slice(-199), { at: Date.now(), sentence, level }] }))

/** A small network may finish a hundred epochs a second; they are shown together, ten times a second. */
const SHOW_MS = 100
let finished: EpochMetrics[] = []
/** What is to grow: R² where numbers are predicted. */
const scoreOf = (m: EpochMetrics): number =>
  m.validationFit ? (m.validationFit.r2 ?? -Infinity) : m.validationAccuracy
/** The epochs have a table of their own: the log keeps to what changed. */
function showEpochs(): void {
  if (finished.length === 0) return
  const epochs = finished
  const { history } = useRun.getState()
  finished = []
  const bestBefore = history.reduce((best, m) => Math.max(best, scoreOf(m)), -Infinity)
  const best = epochs.reduce<EpochMetrics | null>(
    (b, m) => (scoreOf(m) > (b ? scoreOf(b) : bestBefore) ? m : b),
    null,
  )
  useRun.setState({ history: [...history, ...epochs] })
  if (best)
    log(
      best.validationFit
        ? `Best so far: R² ${decimals(best.validationFit.r2, 3)} on the validation split after epoch ` +
            `${best.epoch}.`
        : `Best so far: ${percent(best.validationAccuracy)} of the validation samples right after epoch ` +
            `${best.epoch}.`,
    )
}

/** Of one sample of the network being trained; null for a run begun before a reload. */
let multiplyAdds: number | null = null

/** Clears what the last run left and marks the moment between the click and the first message. */
export function beginRun(cost: number): void {
  multiplyAdds = cost
  batchLosses.clear()
  finished = []
  useRun.setState({ isStarting: true, experiment: null, progress: null, history: [], end: null, log: [] })
  log('Starting: reading the data, planning the network, starting the threads.')
}
export function runStarted(experiment: ExperimentId): void {
  useRun.setState(s => ({ isStarting: s.progress === null && s.end === null, experiment }))
}
export function runRefused(sentence: string): void {
  useRun.setState({ isStarting: false })
  log(sentence, 'error')
}

/** Called once, when the window opens; picks up a run that was going on before a reload. */
export async function followRuns(): Promise<void> {
  listen('run:progress', progress => {
    const before = useRun.getState().progress
    batchLosses.add(progress.losses)
    useRun.setState({ progress, experiment: progress.experiment, isStarting: false })
    if (before?.status !== progress.status && progress.status === 'running')
      log(
        before?.status === 'paused'
          ? 'Training goes on.'
          : `Training on ${progress.threads} ${progress.threads === 1 ? 'thread' : 'threads'}.`,
      )
    if (before?.status !== progress.status && progress.status === 'paused')
      log(`Paused in epoch ${progress.epoch}, after batch ${progress.batch}.`)
  })
  listen('run:epoch', ({ metrics }) => {
    if (finished.push(metrics) === 1) setTimeout(showEpochs, SHOW_MS)
  })
  listen('run:ended', end => {
    showEpochs()
    const { history } = useRun.getState()
    // The mean of the run: a single epoch of a small network lasts milliseconds, and its speed says little.
    if (multiplyAdds !== null && history.length > 0)
      rememberSpeed(multiplyAdds, history.reduce((n, m) => n + m.samplesPerSecond, 0) / history.length)
    useRun.setState({ end, isStarting: false })
    log(end.sentence, end.status === 'failed' || end.status === 'interrupted' ? 'error' : 'info')
  })
  const current = await call('run:current')
  if (current)
    useRun.setState({
      progress: current.progress,
      history: current.history,
      experiment: current.progress.experiment,
      end: null,
    })
}
