/**
 * What thread 0 does besides its share: figures, the caller's commands, the run's state, progress messages.
 * It acts while the others wait at a barrier or only read, so what it copies is all of one step. It reports
 * facts; the sentences about them are written in run/train.ts.
 */
import { exportLearning, exportWeights } from '../../plan/planNetwork'
import { LOSS_RING } from '../../runtime/arena'
import type { Tensor } from '../../spec'
import { PLATEAU_START, plateauAfter } from '../../training/schedules'
import { answersOf, fitOf, predictionsOf } from '../answers'
import type { Message } from '../job'
import type { OutputMetrics, RunState } from '../types'
import type { ThreadContext, Batch, StepStatus, Sums } from './types'

type Say = (message: Message) => void

export class Leader {
  private readonly ring: Tensor
  /** Sums over the epoch so far. */
  private readonly running = { loss: 0, correct: 0, seen: 0, startedAt: 0 }
  /** Where the next step begins. */
  private readonly next = { epoch: 1, batch: 0, step: 0 }
  private plateau = PLATEAU_START
  private best: RunState['best'] = null
  private trainedAt = 0
  /** Two arrays alternate, because V8 would be slow to collect one for each epoch. */
  private spare: Float32Array

  constructor(
    private readonly t: ThreadContext,
    private readonly say: Say,
  ) {
    const { plan, arena, from } = t.job
    this.ring = t.memory.values(arena.losses, LOSS_RING)
    this.spare = new Float32Array(plan.parameters)
    this.plateau = from?.plateau ?? PLATEAU_START
    this.best = from?.best ?? null
    t.control.setPlateauFactor(this.plateau.factor)
  }

  beginEpoch(epoch: number): void {
    const { from } = this.t.job
    const resumed = epoch === from?.epoch ? from.running : null
    this.running.loss = resumed?.loss ?? 0
    this.running.correct = resumed?.correct ?? 0
    this.running.seen = resumed?.seen ?? 0
    this.running.startedAt = performance.now() - (resumed?.milliseconds ?? 0)
  }

  /** Between the update and the barrier behind it: waits here while the run is paused. */
  closeStep(batch: Batch, sums: Sums): void {
    const { control } = this.t
    const { running, next } = this
    running.seen += batch.count
    running.loss += sums.loss
    running.correct += sums.correct
    next.epoch = batch.epoch
    next.batch = batch.index + 1
    next.step = batch.step + 1
    this.ring[batch.step % LOSS_RING] = sums.loss / batch.count
    control.countLoss()
    control.report({
      epoch: batch.epoch,
      batch: next.batch,
      loss: running.loss / running.seen,
      accuracy: running.correct / running.seen,
      seconds: (performance.now() - running.startedAt) / 1000,
      total: running.seen,
      rate: batch.rate,
    })
    running.startedAt += control.decide(this.tellPaused, this.capture)
    this.trainedAt = performance.now()
  }
  // Made once: a step makes no functions.
  private readonly tellPaused = (isPaused: boolean): void => this.say({ kind: 'paused', isPaused })
  private readonly capture = (): void => {
    const { job, memory } = this.t
    const { loss, correct, seen, startedAt } = this.running
    this.say({
      kind: 'state',
      state: {
        fingerprint: job.fingerprint,
        ...this.next,
        running: { loss, correct, seen, milliseconds: performance.now() - startedAt },
        plateau: this.plateau,
        best: this.best,
        weights: this.weights(),
        states: job.arena.states.map(at => exportLearning(job.plan, memory.values(at, job.plan.learning))),
      },
    })
  }

  /** After the validation split was looked at; `sums` are over it. */
  endEpoch(epoch: number, sums: Sums): void {
    const { counts, settings } = this.t.job
    const { running } = this
    const validationLoss = sums.loss / counts.validation
    if (settings.schedule === 'plateau') this.plateau = plateauAfter(this.plateau, validationLoss, settings)
    this.t.control.setPlateauFactor(this.plateau.factor)
    const weights = this.keepBest(epoch, validationLoss)
    const validation = this.measured(counts.training, counts.validation)
    this.say({
      kind: 'epoch',
      metrics: {
        epoch,
        trainingLoss: running.loss / counts.training,
        trainingAccuracy: running.correct / counts.training,
        validationLoss,
        validationAccuracy: sums.correct / counts.validation,
        validationFit: fitOf(validation),
        seconds: (performance.now() - running.startedAt) / 1000,
        samplesPerSecond: counts.training / ((this.trainedAt - running.startedAt) / 1000),
      },
      validation,
      weights,
    })
  }
  /** Returns a copy of the weights of now. */
  private keepBest(epoch: number, validationLoss: number): Float32Array {
    const { plan } = this.t.job
    const weights = exportWeights(plan, this.t.weights, this.spare)
    if (!this.best || validationLoss < this.best.validationLoss) {
      this.spare = this.best?.weights ?? new Float32Array(plan.parameters)
      this.best = { epoch, validationLoss, weights }
    }
    return weights
  }

  /** After the test split was looked at. */
  finish(status: StepStatus, sums: Sums): void {
    const { job, memory } = this.t
    const { counts } = job
    if (status === 'stopped') return this.say({ kind: 'stopped', weights: this.weights() })
    const isKnown = status === 'goOn'
    this.say({
      kind: 'finished',
      weights: this.weights(),
      testLoss: sums.loss / counts.test,
      testAccuracy: sums.correct / counts.test,
      test: isKnown ? this.measured(counts.training + counts.validation, counts.test) : [],
      predictions: isKnown ? predictionsOf(job, memory, counts.test) : [],
      best: this.best,
    })
  }

  /** Before the end: in batch `batch` of epoch `epoch`, both from 1, or after the epoch's batches. */
  leave(status: StepStatus, epoch: number, batch: number | null): void {
    if (status === 'stopped') this.say({ kind: 'stopped', weights: this.weights() })
    else this.say({ kind: 'notANumber', epoch, batch })
  }

  private weights(): Float32Array {
    return exportWeights(this.t.job.plan, this.t.weights)
  }
  /** Of what the last evaluation answered about `count` samples from `first` on. */
  private measured(first: number, count: number): readonly OutputMetrics[] {
    return answersOf(this.t.job, this.t.memory, first, count)
  }
}
