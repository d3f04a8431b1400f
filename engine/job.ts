/** What a worker is given when it starts, and what the leader says. Pure types; everything is plain data or shared. */
import type { Arena, SampleCounts } from './arena'
import type { NetworkPlan } from './plan'
import type { EpochMetrics } from './run'
import type { TrainingSettings } from './training'

export type Job = {
  readonly plan: NetworkPlan
  readonly arena: Arena
  readonly counts: SampleCounts
  readonly settings: TrainingSettings
  readonly threads: number
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
}
export type WorkerData = { readonly job: Job; readonly thread: number }

export type Message =
  | { readonly kind: 'epoch'; readonly metrics: EpochMetrics; readonly weights: Float32Array }
  | { readonly kind: 'paused'; readonly isPaused: boolean }
  | { readonly kind: 'finished'; readonly weights: Float32Array; readonly testLoss: number; readonly testAccuracy: number }
  | { readonly kind: 'stopped'; readonly weights: Float32Array }
  | { readonly kind: 'failed'; readonly sentence: string }
  /** Every thread's last word: from here on its end is no accident. */
  | { readonly kind: 'left' }
