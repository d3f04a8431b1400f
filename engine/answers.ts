/** What a network answered to a split, measured: the predictions an evaluation left in memory against what was wanted. */
import { predictionLength } from './arena'
import type { RunnableJob } from './job'
import { classMetrics, valueMetrics } from './metrics'
import type { Room } from './rooms'
import type { OutputMetrics } from './run'

/** For each output, over `count` samples from `first` on: those that were evaluated last. */
export function answersOf({ plan, arena }: RunnableJob, room: Room, first: number, count: number): readonly OutputMetrics[] {
  const row = predictionLength(plan),
    all = room.values(arena.predictions, count * row)
  let column = 0
  return plan.outputs.map(({ node, info, prediction }, i): OutputMetrics => {
    const width = prediction.length,
      own = new Float32Array(count * width),
      at = arena.targets[i] ?? 0
    for (let s = 0; s < count; s++) own.set(all.subarray(s * row + column, s * row + column + width), s * width)
    column += width
    if (info.classes > 0) return { node, classes: classMetrics(own, room.ints(at, first + count).subarray(first), info.classes) }
    return { node, numbers: valueMetrics(own, room.values(at + first * info.numbers, count * info.numbers), info.numbers) }
  })
}
