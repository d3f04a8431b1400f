/**
 * The trainer: a process of its own, so that a crash or running out of memory ends a run and not the studio.
 * It knows no database and no window; main tells it what to do and hears what came of it.
 */
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { sampleInfo } from '../../engine/library/describe'
import type { Dataset } from '../../engine/datasets/dataset'
import { openDataset, type Library } from '../../engine/library/library'
import { splitDataset } from '../../engine/datasets/split/split'
import type { Preparations } from '../../engine/preparation'
import { filterBanks } from '../../engine/inspect/filters'
import type { Document } from '../../engine/document/document'
import type { TestAnswers } from '../../preload/contract'
import type { EpochMetrics, TrainControl, Training, TrainProgress } from '../../engine/run/types'
import type { FilterBank } from '../../engine/inspect/types'
import type { NumberScales } from '../../engine/datasets/targetScale'
import { isBad, messageOf } from '../../engine/spec'
import { trainOnThreads } from '../../engine/run/train'

export type ToTrainer =
  | {
      readonly say: 'train'
      readonly document: Document
      readonly library: Library
      readonly threads: number
    }
  | { readonly say: 'pause' | 'resume' | 'stop' }
export type FromTrainer =
  | { readonly say: 'progress'; readonly progress: TrainProgress }
  | { readonly say: 'paused'; readonly isPaused: boolean }
  /** What the steps of the preparation measured, and how numbers are standardised: before epoch 0. */
  | { readonly say: 'prepared'; readonly preparations: Preparations; readonly scales: NumberScales }
  /** Epoch 0 comes before training and has no metrics. */
  | {
      readonly say: 'epoch'
      readonly epoch: number
      readonly metrics: EpochMetrics | null
      readonly weights: Float32Array
      readonly filters: readonly FilterBank[]
    }
  | {
      readonly say: 'ended'
      readonly status: 'finished' | 'stopped' | 'failed'
      readonly sentence: string
      readonly test: { readonly loss: number; readonly accuracy: number } | null
      readonly answers: TestAnswers | null
    }

const KERNELS = fileURLToPath(new URL('../kernels/', import.meta.url))
const WORKER = new URL('./worker.js', import.meta.url)
/** Below the window's own priority: all cores train, and the window still gets its turn at once. */
const BACKGROUND = 10

let control: TrainControl | null = null
/** What was asked for while the data were still being read; a stop is final. */
let wish: keyof TrainControl | null = null
const port = process.parentPort
const tell = (message: FromTrainer): void => port.postMessage(message)

/** Keeps nothing of the data set: the run has a copy of its own of all samples. */
function trainOn(document: Document, dataset: Dataset, threads: number): Training {
  const info = sampleInfo(dataset, document.data.preparation)
  const filters = (weights: Float32Array): readonly FilterBank[] => {
    const banks = filterBanks(document, info, weights)
    return isBad(banks) ? [] : banks
  }
  return trainOnThreads(
    { document, dataset, threads, workerUrl: WORKER, kernelFolder: KERNELS },
    {
      onStart: ({ weights, preparations, scales }) => {
        tell({ say: 'prepared', preparations, scales })
        tell({ say: 'epoch', epoch: 0, metrics: null, weights, filters: filters(weights) })
      },
      onProgress: progress => tell({ say: 'progress', progress }),
      onPaused: isPaused => tell({ say: 'paused', isPaused }),
      onEpoch: ({ metrics, weights }) =>
        tell({ say: 'epoch', epoch: metrics.epoch, metrics, weights, filters: filters(weights) }),
    },
  )
}

async function startTraining({ document, library, threads }: ToTrainer & { say: 'train' }): Promise<void> {
  setPriority(BACKGROUND)
  // Nothing here holds the data set while the run goes on: a function that waits keeps what it was given.
  const begun = await openDataset(document.data.set ?? '', library).then(set =>
    isBad(set) ? set : { targets: targetsOf(document, set), training: trainOn(document, set, threads) },
  )
  if (isBad(begun))
    return tell({ say: 'ended', status: 'failed', sentence: begun.bad, test: null, answers: null })
  const { training, targets } = begun
  control = training.control
  if (wish) control[wish]()
  const { status, sentence, testAccuracy, testLoss, test, predictions } = await training.finished
  const isMeasured = testAccuracy !== null && testLoss !== null
  tell({
    say: 'ended',
    status,
    sentence,
    test: isMeasured ? { loss: testLoss, accuracy: testAccuracy } : null,
    answers: isMeasured && predictions[0] ? { ...targets, figures: test, predictions: predictions[0] } : null,
  })
}

/** What should be answered to the test split: kept, as the data set itself is let go of. */
function targetsOf(document: Document, dataset: Dataset): Pick<TestAnswers, 'names' | 'positions' | 'truth'> {
  const positions = splitDataset(dataset, document.data).test
  const names = dataset.numbers?.names ?? []
  const truth = new Float32Array(positions.length * Math.max(1, names.length))
  positions.forEach((s, i) => {
    if (dataset.numbers)
      truth.set(dataset.numbers.values.subarray(s * names.length, (s + 1) * names.length), i * names.length)
    else truth[i] = dataset.labels[s] ?? 0
  })
  return { names, positions, truth }
}

port.on('message', ({ data }: { data: ToTrainer }) => {
  if (data.say === 'train')
    startTraining(data).catch((error: unknown) =>
      tell({ say: 'ended', status: 'failed', sentence: messageOf(error), test: null, answers: null }),
    )
  else steer(data.say)
})

function steer(order: keyof TrainControl): void {
  if (control) control[order]()
  else if (wish !== 'stop') wish = order
}
