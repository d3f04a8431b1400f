/**
 * What a worker is given when it starts, and what the leader says. Everything is plain data or
 * shared.
 */
import type { Arena, SampleCounts } from '../runtime/arena'
import type { NumberScale } from '../datasets/dataset'
import type { InputFeed } from '../pipeline/inputs'
import type { NetworkPlan } from '../plan/types'
import type { EpochMetrics, OutputMetrics, RunState } from './types'
import type { TrainingSettings } from '../settings/training'

export type Job = {
  readonly plan: NetworkPlan
  readonly arena: Arena
  readonly counts: SampleCounts
  /** For each of the plan's inputs. */
  readonly feeds: readonly InputFeed[]
  readonly settings: TrainingSettings
  readonly threads: number
  /** For each output: what a sample's loss is multiplied by, by its class; null where all count alike. */
  readonly classWeights: readonly (readonly number[] | null)[]
  /** For each output: how its numbers are standardised; null where they are taken as measured. */
  readonly scales: readonly (NumberScale | null)[]
  /** Where the run goes on; null at the beginning. Weights and optimiser states are in the arena already. */
  readonly from: Omit<RunState, 'weights' | 'states'> | null
  /** What a state must come from to go on here. */
  readonly fingerprint: string
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
}
/** Without the compiled module and its memory, which Memory stands for. */
export type RunnableJob = Omit<Job, 'module' | 'memory'>
/** A job is trained to its end, or asked again and again. */
type Task = 'train' | 'answer'
export type WorkerData = { readonly thread: number }
/** What sets a worker to work. */
export type Order = { readonly task: Task; readonly job: Job }

export type Message =
  | {
      readonly kind: 'epoch'
      readonly metrics: EpochMetrics
      readonly validation: readonly OutputMetrics[]
      readonly weights: Float32Array
    }
  | { readonly kind: 'paused'; readonly isPaused: boolean }
  | { readonly kind: 'state'; readonly state: RunState }
  | {
      readonly kind: 'finished'
      readonly weights: Float32Array
      readonly testLoss: number
      readonly testAccuracy: number
      readonly test: readonly OutputMetrics[]
      /** For each output `[test samples, scores]`. */
      readonly predictions: readonly Float32Array[]
      readonly best: RunState['best']
    }
  | { readonly kind: 'stopped'; readonly weights: Float32Array }
  /**
   * The loss was no number any more: in batch `batch` of the epoch, both from 1, or null after its batches.
   */
  | { readonly kind: 'notANumber'; readonly epoch: number; readonly batch: number | null }
  /** Sums over `count` samples from `first` on. */
  | {
      readonly kind: 'answered'
      readonly first: number
      readonly count: number
      readonly loss: number
      readonly correct: number
    }
  /** Every thread's last word: from here on its end is no accident. */
  | { readonly kind: 'left' }
