/**
 * What a training run says while it goes on and when it ends. Pure types: the contract hands them to the
 * window.
 * Weights leave and enter as one flat Float32Array in the order of `weightLayout` (plan/weights.ts).
 */
import type { Document, NodeId } from '../document/document'
import type { ClassMetrics } from '../training/classMetrics'
import type { ValueMetrics } from '../training/valueMetrics'
import type { PlateauState } from '../training/schedules'
import type { Dataset } from '../datasets/dataset'
import type { Preparations } from '../preparation'
import type { NumberScales } from '../datasets/targetScale'

/** R² (1 is perfect, 0 is no better than the mean), and the errors in the unit of what is predicted. */
export type RegressionFit = { readonly r2: number | null; readonly rmse: number; readonly mae: number }

/** The figures of one epoch, counted from 1. Losses include no penalty of L1, L2 or decay. */
export type EpochMetrics = {
  readonly epoch: number
  /** Means over the epoch's batches as they were trained on, so with dropout on and weights on the move. */
  readonly trainingLoss: number
  readonly trainingAccuracy: number
  /** Over the whole validation split after the epoch, without dropout. */
  readonly validationLoss: number
  readonly validationAccuracy: number
  /**
   * Where the first output predicts numbers: what its answers on the validation split are worth; accuracies
   * are 0 then.
   */
  readonly validationFit: RegressionFit | null
  /** Of training and validation together, without the time spent paused. */
  readonly seconds: number
  /** Training samples per second of training alone. */
  readonly samplesPerSecond: number
}

/** What one output's answers to a whole split are worth. */
export type OutputMetrics = { readonly node: NodeId } & (
  { readonly classes: ClassMetrics } | { readonly numbers: ValueMetrics }
)

/**
 * A run between two steps, whole: whoever begins from it goes on with the same bits, in another process and
 * on another number of threads. Random streams need no place here: they are counters, and follow from the
 * seed and `step`.
 */
export type RunState = {
  /**
   * Of the network, the settings (epochs left out) and the data: what it is of, and nothing else may go on
   * from it.
   */
  readonly fingerprint: string
  /** Finished batches `batch` of epoch `epoch`, and steps in all. */
  readonly epoch: number
  readonly batch: number
  readonly step: number
  /** Sums over the epoch so far, and the time it took. */
  readonly running: {
    readonly loss: number
    readonly correct: number
    readonly seen: number
    readonly milliseconds: number
  }
  readonly plateau: PlateauState
  readonly best: {
    readonly epoch: number
    readonly validationLoss: number
    readonly weights: Float32Array
  } | null
  /** In the order of `weightLayout`; so is each of the optimiser's states. */
  readonly weights: Float32Array
  readonly states: readonly Float32Array[]
}

/** About ten times a second. */
export type TrainProgress = {
  readonly threads: number
  /** From 1; `batch` counts finished batches of this epoch. */
  readonly epoch: number
  readonly epochs: number
  readonly batch: number
  readonly batches: number
  /** Running means over this epoch. */
  readonly loss: number
  readonly accuracy: number
  /** The batch losses since the last message, oldest first. */
  readonly losses: readonly number[]
  readonly samplesPerSecond: number
  /** The learning rate of the last step. */
  readonly rate: number
  /** Seconds left, or null while unknown. */
  readonly eta: number | null
}

/** Of a worker's first file: a path, or a URL. */
export type WorkerUrl = string | { readonly href: string }

export type TrainOptions = {
  readonly document: Document
  readonly dataset: Dataset
  /** How many workers; the result does not depend on it. */
  readonly threads: number
  /** The compiled engine/run/thread/worker.ts. */
  readonly workerUrl: WorkerUrl
  /** The folder that holds kernels.wasm and kernels-plain.wasm. */
  readonly kernelFolder: string
  readonly initialWeights?: Float32Array | undefined
  /**
   * Prepared samples of more than this are read from their file whenever they are needed; 256 MB if left out.
   */
  readonly mostResidentBytes?: number | undefined
  /** Goes on where this state was taken, instead of at the beginning. */
  readonly from?: RunState | undefined
}

/** What a run tells while it goes on; all may be left out. */
export type TrainEvents = {
  /**
   * Once, before the first step: the weights of epoch 0. `preparations` by the names of inputs: what their
   * steps measured on the training split; `scales` by the nodes of outputs: how numbers are standardised for
   * the loss.
   */
  onStart?(start: {
    readonly weights: Float32Array
    readonly batches: number
    readonly parameters: number
    readonly preparations: Preparations
    readonly scales: NumberScales
  }): void
  onProgress?(progress: TrainProgress): void
  /** After every epoch; the receiver may keep `weights`. */
  onEpoch?(epoch: {
    readonly metrics: EpochMetrics
    readonly validation: readonly OutputMetrics[]
    readonly weights: Float32Array
  }): void
  /** The run waits now / goes on. */
  onPaused?(isPaused: boolean): void
}

/** How a run ended, and what is left of it. */
export type TrainResult = {
  readonly status: 'finished' | 'stopped' | 'failed'
  /** Why it failed; empty otherwise. */
  readonly sentence: string
  /** Of the last completed step; after a failure, of the last good epoch. Null if the run never started. */
  readonly weights: Float32Array | null
  /** Null unless the run finished. */
  readonly testAccuracy: number | null
  readonly testLoss: number | null
  /** Of each output on the test split; empty unless the run finished. */
  readonly test: readonly OutputMetrics[]
  /**
   * For each output `[test samples, scores]`, in the order of the test split; empty unless the run finished.
   */
  readonly predictions: readonly Float32Array[]
  /** The epoch with the lowest validation loss; null unless the run finished. */
  readonly best: RunState['best']
}

/** Takes effect between two steps; each may be called at any time, also when it is too late. */
export type TrainControl = {
  pause(): void
  resume(): void
  stop(): void
  /** The whole state between this step and the next, also while paused; null if the run ends before. */
  capture(): Promise<RunState | null>
}
/** A run going on; `finished` always resolves. */
export type Training = { readonly control: TrainControl; readonly finished: Promise<TrainResult> }
