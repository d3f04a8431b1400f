/** What the threads of a run hand one another. */

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
