/** What one thread of a run works with, and what the threads hand one another. */
import type { SampleRun, Tensor } from '../../spec'
import type { OptimiserPass } from '../../training/optimiserPass'
import type { Action } from '../../plan/types'
import type { Control } from '../../runtime/control'
import type { Memory } from '../../runtime/memory'
import type { Network, Moment } from '../../runtime/network'
import type { RunnableJob } from '../job'
import type { SampleFeed } from './sampleFeed'

/** How a step or an evaluation ended: told to stop, or with a loss that is no number. */
export type StepStatus = 'goOn' | 'stopped' | 'notANumber'

/** Over samples: of their losses, each times its weight, and how many of the first output are right. */
export type Sums = { loss: number; correct: number }

/**
 * The batch of one step: samples `order[first … first + count)`. One record for the whole run, since a step
 * makes no objects.
 */
export type Batch = {
  /** From 1. */
  epoch: number
  /** How many batches of the epoch are done before it. */
  index: number
  /** Steps of the whole run before it. */
  step: number
  first: number
  count: number
  /** The learning rate of this step. */
  rate: number
}
/** Of a step that sees the batch: where one sample's summary is made, and where those of all samples lie. */
export type Summary = {
  readonly from: number
  readonly at: number
  readonly length: number
  /** `[batch, length]`, forward and backward. */
  readonly all: Tensor
  readonly allBack: Tensor
}
/** A part of the range that decays as a whole, or not at all. */
export type WeightPart = {
  readonly decays: boolean
  readonly w: Tensor
  readonly g: Tensor
  readonly states: readonly Tensor[]
}
export type WeightUpdate = {
  /** The slots' gradients in this range, one view for each slot. */
  readonly slots: readonly Tensor[]
  readonly parts: readonly WeightPart[]
  /** The range in norm blocks, the first of which is block `firstBlock` of all. */
  readonly blocks: readonly Tensor[]
  readonly firstBlock: number
  /** By norm block of all weights: the sum of the squares of its gradients. */
  readonly squares: Float64Array
  readonly optimiser: OptimiserPass
}
export type ThreadContext = {
  readonly job: RunnableJob
  readonly thread: number
  readonly control: Control
  readonly memory: Memory
  readonly network: Network
  readonly feed: SampleFeed
  readonly update: WeightUpdate
  readonly weights: Tensor
  /** One for each slot. */
  readonly gradients: readonly Tensor[]
  /** The order of the training samples in this epoch. */
  readonly order: Int32Array
  /** By task: a slot of a batch, or a chunk of an evaluation. */
  readonly losses: Float64Array
  readonly corrects: Float64Array
  readonly summaries: readonly Summary[]
  readonly lossActions: readonly Action[]
  /** Steps that keep running statistics. */
  readonly batchSteps: readonly number[]
  readonly moment: Moment
  /** Between phases any thread may come back to a sample, so each of the batch has a place of its own. */
  readonly isOfBatch: boolean
  /** The first place that is this thread's alone, where each sample of a slot has one. */
  readonly firstPlace: number
  /** What waits between sweeps of the sample at this place is what the network works on from now on. */
  selectSample(place: number): void
  readonly wholeSlot: { count: number; readonly apart: number }
  readonly oneSample: SampleRun
}
