/**
 * What a training run says while it goes on and when it ends. Pure types: the contract hands them to the window.
 * The one thing to know: weights leave and enter as one flat Float32Array in the order of `weightLayout` (plan.ts).
 */
import type { Document } from './document'
import type { Dataset } from './datasets/dataset'
import type { Shape } from './spec'

export type EpochMetrics = {
  readonly epoch: number
  /** Means over the epoch's batches as they were trained on, so with dropout on and weights on the move. */
  readonly trainingLoss: number
  readonly trainingAccuracy: number
  /** Over the whole validation split after the epoch, without dropout. */
  readonly validationLoss: number
  readonly validationAccuracy: number
  /** Of training and validation together, without the time spent paused. */
  readonly seconds: number
  /** Training samples per second of training alone. */
  readonly samplesPerSecond: number
}

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
  /** Seconds left, or null while unknown. */
  readonly eta: number | null
}

export type TrainOptions = {
  readonly document: Document
  readonly dataset: Dataset
  /** How many workers; the result does not depend on it. */
  readonly threads: number
  /** The compiled engine/worker.ts. */
  readonly workerUrl: string | URL
  /** The folder that holds kernels.wasm and kernels-plain.wasm. */
  readonly kernelFolder: string
  readonly initialWeights?: Float32Array | undefined
}

export type TrainEvents = {
  /** Once, before the first step: the weights of epoch 0. */
  onStart?(start: { readonly weights: Float32Array; readonly batches: number; readonly parameters: number }): void
  onProgress?(progress: TrainProgress): void
  /** After every epoch; the receiver may keep `weights`. */
  onEpoch?(epoch: { readonly metrics: EpochMetrics; readonly weights: Float32Array }): void
  /** The run waits now / goes on. */
  onPaused?(isPaused: boolean): void
}

export type TrainResult = {
  readonly status: 'finished' | 'stopped' | 'failed'
  /** Why it failed; empty otherwise. */
  readonly sentence: string
  /** Of the last completed step; after a failure, of the last good epoch. Null if the run never started. */
  readonly weights: Float32Array | null
  /** Null unless the run finished. */
  readonly testAccuracy: number | null
  readonly testLoss: number | null
}

export type TrainControl = { pause(): void; resume(): void; stop(): void }
export type Training = { readonly control: TrainControl; readonly finished: Promise<TrainResult> }

/** One convolution's kernels, `[height, width, in, filters]` (height 1 in 1-D), with the largest absolute value. */
export type FilterBank = {
  readonly node: string
  readonly title: string
  readonly shape: readonly [number, number, number, number]
  readonly values: Float32Array
  readonly largest: number
}
/** What one node puts out for one sample, `shape` as on the node. */
export type NodeMaps = { readonly node: string; readonly title: string; readonly kind: string; readonly shape: Shape; readonly values: Float32Array }
