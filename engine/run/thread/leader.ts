/**
 * What thread 0 does besides its share: numbers for the reader, the caller's wishes, the state, the news.
 * It acts while the others wait at a barrier or only read, so what it copies is all of one step.
 */
import { LOSS_RING } from '../../runtime/arena'
import type { Message, RunnableJob } from '../job'
import type { Epoch, StepStatus, Sums } from './types'
import type { Member } from './threadContext'
import { exportLearning, exportWeights } from '../../plan/planNetwork'
import { answersOf, fitOf, predictionsOf } from '../answers'
import type { OutputMetrics, RunState } from '../types'
import { isClassifying } from '../../training/losses'
import { standardises } from '../../pipeline/targetScaling'
import { PLATEAU_START, plateauAfter } from '../../training/schedules'

type Say = (message: Message) => void
export type Leader = ReturnType<typeof leaderOf>

export function leaderOf(job: RunnableJob, me: Member, say: Say) {
  const { plan, counts, settings, from } = job
  const { control, memory } = me
  const ring = memory.values(job.arena.losses, LOSS_RING)
  /** Sums over the epoch so far. */
  const running = { loss: 0, correct: 0, seen: 0, startedAt: 0 }
  let plateau = from?.plateau ?? PLATEAU_START
  let best: RunState['best'] = from?.best ?? null
  let trainedAt = 0
  // Two arrays take turns, as V8 would be long in collecting those of all epochs.
  let spare: Float32Array = new Float32Array(plan.parameters)
  control.setPlateauFactor(plateau.factor)
  const weights = (): Float32Array => exportWeights(plan, me.weights)

  function capture(epoch: Epoch, step: number): void {
    const { loss, correct, seen, startedAt } = running
    say({
      kind: 'state',
      state: {
        fingerprint: job.fingerprint,
        epoch: epoch.number,
        batch: epoch.batch,
        step,
        running: { loss, correct, seen, milliseconds: performance.now() - startedAt },
        plateau,
        best,
        weights: weights(),
        states: job.arena.states.map(at => exportLearning(plan, memory.values(at, plan.learning))),
      },
    })
  }

  // Made once: a step makes no functions.
  const now = { epoch: null as Epoch | null, step: 0 }
  const tell = (isPaused: boolean): void => say({ kind: 'paused', isPaused })
  const captureNow = (): void => void (now.epoch && capture(now.epoch, now.step))

  /** Of what the last evaluation answered about `count` samples from `first` on. */
  const measured = (first: number, count: number): readonly OutputMetrics[] =>
    answersOf(job, memory, first, count)

  return {
    beginEpoch(epoch: Epoch): void {
      const resumed = epoch.number === from?.epoch ? from.running : null
      running.loss = resumed?.loss ?? 0
      running.correct = resumed?.correct ?? 0
      running.seen = resumed?.seen ?? 0
      running.startedAt = performance.now() - (resumed?.milliseconds ?? 0)
    },
    /** Between the update and the barrier behind it. */
    closeBatch(epoch: Epoch, count: number, step: number, rate: number, sums: Sums): void {
      me.settle(count)
      running.seen += count
      running.loss += sums.loss
      running.correct += sums.correct
      ring[step % LOSS_RING] = sums.loss / count
      control.countLoss()
      control.report({
        epoch: epoch.number,
        batch: epoch.batch,
        loss: running.loss / running.seen,
        accuracy: running.correct / running.seen,
        seconds: (performance.now() - running.startedAt) / 1000,
        total: running.seen,
        rate,
      })
      control.resetTasks()
      now.epoch = epoch
      now.step = step + 1
      running.startedAt += control.decide(tell, captureNow)
      trainedAt = performance.now()
    },
    /** After the validation split was looked at. */
    endEpoch(epoch: Epoch, watched: Sums): void {
      const validationLoss = watched.loss / counts.validation
      plateau = settings.schedule === 'plateau' ? plateauAfter(plateau, validationLoss, settings) : plateau
      control.setPlateauFactor(plateau.factor)
      const copy = exportWeights(plan, me.weights, spare)
      if (!best || validationLoss < best.validationLoss) {
        spare = best?.weights ?? new Float32Array(plan.parameters)
        best = { epoch: epoch.number, validationLoss, weights: copy }
      }
      const validation = measured(counts.training, counts.validation)
      say({
        kind: 'epoch',
        metrics: {
          epoch: epoch.number,
          trainingLoss: running.loss / counts.training,
          trainingAccuracy: running.correct / counts.training,
          validationLoss,
          validationAccuracy: watched.correct / counts.validation,
          validationFit: fitOf(validation),
          seconds: (performance.now() - running.startedAt) / 1000,
          samplesPerSecond: counts.training / ((trainedAt - running.startedAt) / 1000),
        },
        validation,
        weights: copy,
      })
    },
    finish(turn: StepStatus, sums: Sums): void {
      if (turn === 'stopped') return say({ kind: 'stopped', weights: weights() })
      say({
        kind: 'finished',
        weights: weights(),
        testLoss: sums.loss / counts.test,
        testAccuracy: sums.correct / counts.test,
        test: turn === 'goOn' ? measured(counts.training + counts.validation, counts.test) : [],
        predictions: turn === 'goOn' ? predictionsOf(job, memory, counts.test) : [],
        best,
      })
    },
    leave(turn: StepStatus, epoch: Epoch): void {
      if (turn === 'stopped') return say({ kind: 'stopped', weights: weights() })
      const where =
        epoch.batch < epoch.batches
          ? `in batch ${epoch.batch + 1} of epoch ${epoch.number}`
          : `after epoch ${epoch.number}`
      const takesMeasured = plan.outputs.some(
        o => o.info.classes === 0 && !isClassifying(o.loss.kind) && !standardises(o),
      )
      const kept =
        epoch.number === 1
          ? 'The first weights are kept'
          : `The weights of epoch ${epoch.number - 1} are kept`
      say({
        kind: 'failed',
        sentence:
          `The loss was no longer a number ${where}: the weights have run away. ${kept}. Lower the ` +
          'learning rate (now ' +
          `${settings.learningRate})${takesMeasured ? ', standardise the targets in Output' : ''} or ` +
          'normalise the data, and train again.',
      })
    },
  }
}
