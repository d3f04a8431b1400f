/**
 * What a network answered to a split: the predictions an evaluation left in memory, and what they are worth.
 * Numbers leave in the unit of the data, also where the loss is taken of standardised ones.
 */
import { predictionLength } from '../runtime/arena'
import type { RunnableJob } from './job'
import { classMetrics } from '../training/classMetrics'
import { valueMetrics } from '../training/valueMetrics'
import type { Memory } from '../runtime/memory'
import type { RegressionFit, OutputMetrics } from './types'
import { toUnit } from '../pipeline/targetScaling'
import type { Tensor } from '../spec'

/** For each output `[count, scores]`, a copy: of the `count` samples that were evaluated last. */
export function predictionsOf(
  { plan, arena, scales }: RunnableJob,
  memory: Memory,
  count: number,
): readonly Float32Array[] {
  const row = predictionLength(plan)
  const all = memory.values(arena.predictions, count * row)
  let column = 0
  return plan.outputs.map(({ prediction: { length } }, i) => {
    const own = columns(all, row, column, length)
    const scale = scales[i]
    column += length
    return scale ? toUnit(own, scale) : own
  })
}

function columns(all: Tensor, row: number, from: number, width: number): Float32Array {
  if (width === row) return Float32Array.from(all)
  const own = new Float32Array((all.length / row) * width)
  for (let at = from, to = 0; to < own.length; at += row)
    for (let i = 0; i < width; i++) own[to++] = all[at + i] as number
  return own
}

/** Of the first output, where that predicts numbers. */
export function fitOf([first]: readonly OutputMetrics[]): RegressionFit | null {
  if (!first || !('numbers' in first)) return null
  const { r2, rmse, mae } = first.numbers
  return { r2, rmse, mae }
}

/** For each output, over `count` samples from `first` on: those that were evaluated last. */
export function answersOf(
  job: RunnableJob,
  memory: Memory,
  first: number,
  count: number,
): readonly OutputMetrics[] {
  const predictions = predictionsOf(job, memory, count)
  return job.plan.outputs.map(({ node, info }, i): OutputMetrics => {
    const own = predictions[i] ?? new Float32Array(0)
    const at = job.arena.targets[i] ?? 0
    if (info.classes > 0)
      return {
        node,
        classes: classMetrics(own, memory.ints(at, first + count).subarray(first), info.classes),
      }
    return {
      node,
      numbers: valueMetrics(
        own,
        memory.values(at + first * info.numbers, count * info.numbers),
        info.numbers,
      ),
    }
  })
}
