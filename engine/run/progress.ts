/** How far a run is, as the shared cells say it. */
import { LOSS_RING } from '../runtime/arena'
import type { Control } from '../runtime/control'
import type { Memory } from '../runtime/memory'
import type { Job } from './job'
import type { TrainEvents, TrainProgress } from './types'

const REPORT_EVERY_MS = 100
/** Who pressed Train waits for the first batch. */
const FIRST_REPORT_MS = 15

/**
 * Reads the shared cells about ten times a second, more often until the first batch is there, and passes on
 * what is new; returns how to stop.
 */
export function watch(job: Job, memory: Memory, control: Control, events: TrainEvents): () => void {
  const ring = memory.values(job.arena.losses, LOSS_RING)
  let read = 0
  const look = (): void => {
    const written = control.lossesWritten()
    if (written === read) return
    const losses = Array.from(
      { length: Math.min(written - read, LOSS_RING) },
      (_, i) => ring[(Math.max(read, written - LOSS_RING) + i) % LOSS_RING] ?? 0,
    )
    read = written
    events.onProgress?.(progressOf(job, control, losses))
  }
  const timer = setInterval(look, REPORT_EVERY_MS)
  const first = setInterval(() => {
    look()
    if (read > 0) clearInterval(first)
  }, FIRST_REPORT_MS)
  return () => {
    clearInterval(timer)
    clearInterval(first)
    look()
  }
}

function progressOf(
  { settings, counts, threads }: Job,
  control: Control,
  losses: readonly number[],
): TrainProgress {
  const p = control.progress()
  const samplesPerSecond = p.seconds > 0 ? p.total / p.seconds : 0
  const left = counts.training * (settings.epochs - p.epoch + 1) - p.total
  return {
    threads,
    epoch: p.epoch,
    epochs: settings.epochs,
    batch: p.batch,
    batches: Math.ceil(counts.training / settings.batchSize),
    loss: p.loss,
    accuracy: p.accuracy,
    losses,
    samplesPerSecond,
    rate: p.rate,
    // Evaluation goes forward only: about a third of the time of a training sample.
    eta:
      samplesPerSecond > 0
        ? (left + (counts.validation * (settings.epochs - p.epoch + 1) + counts.test) / 3) / samplesPerSecond
        : null,
  }
}
