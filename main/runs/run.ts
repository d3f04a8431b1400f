/** A training going on, as main follows it. */
import type { UtilityProcess } from 'electron'
import { learnsStandardised } from '../../engine/graph/analyse'
import type { Document, EpochMetrics, ExperimentId, RunProgress } from '../../preload/contract'

export type LiveRun = {
  readonly experiment: ExperimentId
  readonly process: UtilityProcess
  progress: RunProgress
  readonly history: EpochMetrics[]
  isOver: boolean
}

export const newRun = (
  experiment: ExperimentId,
  process: UtilityProcess,
  document: Document,
  threads: number,
): LiveRun => ({
  experiment,
  process,
  history: [],
  isOver: false,
  progress: {
    experiment,
    status: 'preparing',
    isStandardised: learnsStandardised(document),
    threads,
    epoch: 1,
    epochs: document.training.epochs,
    batch: 0,
    batches: 0,
    loss: NaN,
    accuracy: NaN,
    losses: [],
    samplesPerSecond: 0,
    rate: document.training.learningRate,
    eta: null,
  },
})
