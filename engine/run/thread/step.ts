/** One training step, as every thread of a run takes it: the others are met at barriers. */
import { DECISION } from '../../runtime/control'
import { accumulateGradients } from './accumulate'
import type { Leader } from './leader'
import { packWeights, updateRunningStatistics } from './threadContext'
import type { ThreadContext, Batch, StepStatus, Sums } from './types'
import { optimiserStep, reduceGradients } from './weightUpdate'

/**
 * From the samples of a batch to weights that the kernels can read again. Leaves the batch's sums in `sums`.
 * Thread 0 has the leader, which reports the step and reads the caller's commands before any thread goes on.
 */
export function trainStep(t: ThreadContext, batch: Batch, sums: Sums, leader: Leader | null): StepStatus {
  const status = accumulateGradients(t, batch, sums)
  if (status !== 'goOn') return status
  reduceGradients(t)
  optimiserStep(t, batch)
  if (t.thread === 0) {
    updateRunningStatistics(t, batch.count)
    t.control.resetTasks()
    leader?.closeStep(batch, sums)
  }
  t.control.meet()
  if (t.control.decision() === DECISION.stop) return 'stopped'
  packWeights(t)
  return 'goOn'
}
