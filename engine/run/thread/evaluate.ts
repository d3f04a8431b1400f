/** Samples without learning: chunks of them are tasks that threads take. */
import { CHUNKS } from '../../runtime/arena'
import type { BoundOutput } from '../../runtime/network'
import { collectSums } from './threadContext'
import type { ThreadContext, StepStatus, Sums } from './types'

/** Leaves the sums over `count` samples from `first` on in `sums`. */
export function evaluateSamples(t: ThreadContext, first: number, count: number, sums: Sums): StepStatus {
  const { control } = t
  const counter = t.job.plan.phases.length
  for (let chunk = control.takeTask(counter); chunk < CHUNKS; chunk = control.takeTask(counter))
    if (!evaluateChunk(t, chunk, first, count)) control.abandon()
  control.meet()
  if (control.isAbandoned()) return 'stopped'
  collectSums(t, CHUNKS, sums)
  if (t.thread === 0) control.resetTasks()
  control.meet()
  return Number.isFinite(sums.loss) ? 'goOn' : 'notANumber'
}

/** Chunk `chunk` of `count` samples from `first` on; false if told to stop. */
function evaluateChunk(t: ThreadContext, chunk: number, first: number, count: number): boolean {
  const end = Math.floor((count * (chunk + 1)) / CHUNKS)
  let loss = 0
  let correct = 0
  t.network.setMoment(null)
  t.selectSample(t.isOfBatch ? t.thread : t.firstPlace)
  for (let i = Math.floor((count * chunk) / CHUNKS); i < end; i++) {
    if (t.control.isStopWanted()) return false
    t.feed.load(first + i, 0)
    t.network.predict()
    loss += lossOfSample(t, first + i)
    correct += t.feed.rightOf(first + i)
    t.feed.keepPrediction(i)
  }
  t.losses[chunk] = loss
  t.corrects[chunk] = correct
  return true
}

/** The sum over all outputs. */
function lossOfSample({ feed, network, lossActions }: ThreadContext, sample: number): number {
  let loss = 0
  for (let o = 0; o < lossActions.length; o++) {
    feed.loadTarget(o, sample, false)
    network.run(lossActions[o] as (typeof lossActions)[number], 0)
    loss += (network.outputs[o] as BoundOutput).loss[0] as number
  }
  return loss
}
