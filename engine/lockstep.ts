/**
 * The run itself, as every thread runs it: the same loop, in step, meeting at barriers.
 * The one thing to know: shares of work, orders of sums and random numbers follow from the plan and the seed alone, so
 * the weights are the same bits for any number of threads.
 */
import { CHUNKS, LOSS_RING } from './arena'
import { DECISION } from './control'
import type { Job, Message } from './job'
import { joinRun, type Member, type Sums } from './member'
import { exportWeights, SLOTS } from './plan'
import { keyOf, shuffle } from './random'

type Say = (message: Message) => void
type Turn = 'goOn' | 'stopped' | 'notANumber'
type Epoch = { readonly number: number; loss: number; correct: number; batch: number; seen: number; startedAt: number; batches: number }
const ORDER_STREAM = 13

export function runJob(job: Job, thread: number, say: Say): void {
  const me = joinRun(job, thread),
    isLeader = thread === 0,
    { epochs } = job.settings
  const losses = new Float32Array(job.memory.buffer, job.arena.losses, LOSS_RING),
    sums: Sums = { loss: 0, correct: 0 }
  const batches = Math.ceil(job.counts.training / job.settings.batchSize)
  for (let number = 1; number <= epochs; number++) {
    const epoch: Epoch = { number, loss: 0, correct: 0, batch: 0, seen: 0, startedAt: performance.now(), batches }
    const turn = trainEpoch(job, me, epoch, isLeader, losses, sums, say)
    if (turn !== 'goOn') return isLeader ? leave(job, me, turn, epoch, say) : undefined
    const trained = performance.now()
    const watched = evaluate(me, job.counts.training, job.counts.validation, isLeader, sums)
    if (watched !== 'goOn') return isLeader ? leave(job, me, watched, epoch, say) : undefined
    if (isLeader) say(epochMessage(job, me, epoch, trained, sums))
    me.control.meet() // nobody may begin the next epoch while the leader copies the weights
  }
  const turn = evaluate(me, job.counts.training + job.counts.validation, job.counts.test, isLeader, sums)
  if (!isLeader) return
  if (turn === 'stopped') return say({ kind: 'stopped', weights: exportWeights(job.plan, me.weights) })
  say({
    kind: 'finished',
    weights: exportWeights(job.plan, me.weights),
    testLoss: sums.loss / job.counts.test,
    testAccuracy: sums.correct / job.counts.test,
  })
}

function trainEpoch(job: Job, me: Member, epoch: Epoch, isLeader: boolean, losses: Float32Array, sums: Sums, say: Say): Turn {
  const {
    settings: { batchSize, seed },
    counts,
  } = job
  if (isLeader)
    shuffle(
      me.order.map((_, i) => i),
      keyOf(ORDER_STREAM, seed, epoch.number),
    ).forEach((sample, i) => {
      me.order[i] = sample
    })
  me.control.meet()
  for (let batch = 0; batch < epoch.batches; batch++) {
    const first = batch * batchSize,
      count = Math.min(batchSize, counts.training - first),
      step = (epoch.number - 1) * epoch.batches + batch
    for (let slot = me.control.takeTask(); slot < SLOTS; slot = me.control.takeTask())
      if (!me.trainSlot(slot, step, first, count)) me.control.abandon()
    me.control.meet()
    if (me.control.isAbandoned()) return 'stopped'
    me.collect(SLOTS, sums)
    if (!Number.isFinite(sums.loss)) return 'notANumber'
    me.update(count)
    if (isLeader) closeBatch(me, epoch, count, step, losses, sums, say)
    me.control.meet()
    if (me.control.decision() === DECISION.stop) return 'stopped'
  }
  return 'goOn'
}

/** The leader's work between the two barriers of a step: numbers for the reader, the next tasks, the caller's wishes. */
function closeBatch(me: Member, epoch: Epoch, count: number, step: number, losses: Float32Array, sums: Sums, say: Say): void {
  epoch.batch++
  epoch.seen += count
  epoch.loss += sums.loss
  epoch.correct += sums.correct
  losses[step % LOSS_RING] = sums.loss / count
  me.control.countLoss()
  me.control.report({
    epoch: epoch.number,
    batch: epoch.batch,
    loss: epoch.loss / epoch.seen,
    accuracy: epoch.correct / epoch.seen,
    seconds: (performance.now() - epoch.startedAt) / 1000,
    total: epoch.seen,
  })
  me.control.resetTasks()
  epoch.startedAt += me.control.decide(isPaused => say({ kind: 'paused', isPaused }))
}

/** Leaves the sums over `count` samples from `first` on in `sums`. */
function evaluate(me: Member, first: number, count: number, isLeader: boolean, sums: Sums): Turn {
  for (let chunk = me.control.takeTask(); chunk < CHUNKS; chunk = me.control.takeTask())
    if (!me.evaluateChunk(chunk, first, count)) me.control.abandon()
  me.control.meet()
  if (me.control.isAbandoned()) return 'stopped'
  me.collect(CHUNKS, sums)
  if (isLeader) me.control.resetTasks()
  me.control.meet()
  return Number.isFinite(sums.loss) ? 'goOn' : 'notANumber'
}

function epochMessage(job: Job, me: Member, epoch: Epoch, trained: number, watched: Sums): Message {
  const { counts } = job,
    trainingSeconds = (trained - epoch.startedAt) / 1000
  return {
    kind: 'epoch',
    metrics: {
      epoch: epoch.number,
      trainingLoss: epoch.loss / counts.training,
      trainingAccuracy: epoch.correct / counts.training,
      validationLoss: watched.loss / counts.validation,
      validationAccuracy: watched.correct / counts.validation,
      seconds: (performance.now() - epoch.startedAt) / 1000,
      samplesPerSecond: counts.training / trainingSeconds,
    },
    weights: exportWeights(job.plan, me.weights),
  }
}

function leave(job: Job, me: Member, turn: Turn, epoch: Epoch, say: Say): void {
  if (turn === 'stopped') return say({ kind: 'stopped', weights: exportWeights(job.plan, me.weights) })
  const { learningRate } = job.settings,
    where = epoch.batch < epoch.batches ? `in batch ${epoch.batch + 1} of epoch ${epoch.number}` : `after epoch ${epoch.number}`
  const kept = epoch.number === 1 ? 'The first weights are kept' : `The weights of epoch ${epoch.number - 1} are kept`
  say({
    kind: 'failed',
    sentence: `The loss was no longer a number ${where}: the weights have run away. ${kept}. Lower the learning rate (now ${learningRate}) or normalise the data, and train again.`,
  })
}
