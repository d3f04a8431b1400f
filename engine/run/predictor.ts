/** What a predictor is given, and what it answers. Types only. */
import type { Dataset } from '../datasets/dataset'
import type { NumberScales } from '../datasets/targetScale'
import type { Document } from '../document/document'
import type { NetworkPlan } from '../plan/types'
import type { Preparations } from '../preparation'
import type { Bad } from '../spec'
import type { OutputMetrics, WorkerUrl } from './types'

export type PredictOptions = {
  readonly document: Document
  readonly dataset: Dataset
  /** Flat, in the order of `weightLayout`. */
  readonly weights: Float32Array
  /** Which samples of the data set, in this order; all of them if left out. */
  readonly positions?: ArrayLike<number> | undefined
  /**
   * How the inputs were prepared for these weights; measured on the training split of `dataset` if left out.
   */
  readonly preparations?: Preparations | undefined
  /** How numbers were standardised for these weights; measured likewise if left out. */
  readonly scales?: NumberScales | undefined
  readonly threads: number
  /**
   * The compiled engine/run/thread/worker.ts, and the folder that holds kernels.wasm and kernels-plain.wasm.
   */
  readonly workerUrl: WorkerUrl
  readonly kernelFolder: string
}

/** Of the samples that were asked about, in their order. */
export type Answers = {
  /**
   * Mean over the samples; of those that count more than others, a larger share. Of standardised numbers
   * where the Output says so.
   */
  readonly loss: number
  /** Of the first output; 0 where that predicts numbers. */
  readonly accuracy: number
  /**
   * For each output `[count, scores]`: probabilities of classes, or the numbers themselves in the unit of the
   * data.
   */
  readonly predictions: readonly Float32Array[]
}
/** Threads and memory that are kept from call to call. */
export type Predictor = {
  readonly plan: NetworkPlan
  readonly samples: number
  readonly threads: number
  readonly preparations: Preparations
  readonly scales: NumberScales
  /**
   * For each input of the plan `[samples, ...shape]`, prepared, in the threads' memory: may be written to
   * between calls. Empty where samples stay in their file.
   */
  readonly inputs: readonly Float32Array[]
  /** Samples `first` to `first + count`; all of them if left out. Calls wait for one another. */
  predict(first?: number, count?: number): Promise<Answers | Bad>
  /** The same, measured against the targets of these samples. */
  evaluate(
    first?: number,
    count?: number,
  ): Promise<(Answers & { readonly metrics: readonly OutputMetrics[] }) | Bad>
  close(): Promise<void>
}
