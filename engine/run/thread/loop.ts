/**
 * The run itself, as every thread runs it: the same loop, in step, meeting at barriers.
 * Shares of work, orders of sums and random numbers follow from the plan and the seed alone, so
 * the weights are the same bits for any number of threads.
 */
import { CHUNKS } from '../../runtime/arena'
import { Requests } from '../../runtime/requests'
import { DECISION } from '../../runtime/control'
import type { Message, RunnableJob } from '../job'
import { leaderOf, type Leader } from './leader'
import { joinRun, type Member } from './threadContext'
import type { Sums, Epoch, StepStatus } from './types'
import { keyOf, shuffle } from '../../random'
import type { Memory } from '../../runtime/memory'
import { rateAt } from '../../training/schedules'

type Say = (message: Message) => void
const ORDER_STREAM = 13

/** A predictor's thread: it answers call after call until it is told to stop. */
export function answerCalls(job: RunnableJob, thread: number, memory: Memory, say: Say): void {
  const me = joinRun(job, thread, memory)
  const calls = new Requests(memory, job.arena)
  const sums: Sums = { loss: 0, correct: 0 }
  me.pack()
  me.control.meet()
  for (let call = calls.await(0); !me.control.isStopWanted(); call = calls.await(call)) {
    const first = calls.first()
    const count = calls.count()
    const turn = evaluate(me, job, first, count, thread === 0, sums)
    if (turn === 'stopped') return
    if (thread === 0) say({ kind: 'answered', first, count, loss: sums.loss, correct: sums.correct })
  }
}

export function runJob(job: RunnableJob, thread: number, memory: Memory, say: Say): void {
  const me = joinRun(job, thread, memory)
  const leader = thread === 0 ? leaderOf(job, me, say) : null
  const sums: Sums = { loss: 0, correct: 0 }
  const { counts, settings, from } = job
  const batches = Math.ceil(counts.training / settings.batchSize)
  me.pack()
  me.control.meet()
  for (let number = from?.epoch ?? 1; number <= settings.epochs; number++) {
    const epoch: Epoch = { number, batch: number === from?.epoch ? from.batch : 0, batches }
    leader?.beginEpoch(epoch)
    const turn = trainEpoch(job, me, epoch, leader, sums)
    if (turn !== 'goOn') return leader?.leave(turn, epoch)
    const watched = evaluate(me, job, counts.training, counts.validation, leader !== null, sums)
    if (watched !== 'goOn') return leader?.leave(watched, epoch)
    leader?.endEpoch(epoch, sums)
    me.control.meet() // nobody may begin the next epoch while the leader copies the weights
  }
  const turn = evaluate(me, job, counts.training + counts.validation, counts.test, leader !== null, sums)
  leader?.finish(turn, sums)
}

function trainEpoch(
  job: RunnableJob,
  me: Member,
  epoch: Epoch,
  leader: Leader | null,
  sums: Sums,
): StepStatus {
  const { settings, counts } = job
  if (leader) orderOf(me.order, settings.shuffle ? keyOf(ORDER_STREAM, settings.seed, epoch.number) : null)
  me.control.meet()
  while (epoch.batch < epoch.batches) {
    const first = epoch.batch * settings.batchSize
    const count = Math.min(settings.batchSize, counts.training - first)
    const step = (epoch.number - 1) * epoch.batches + epoch.batch
    const rate = rateAt(settings, step, epoch.batches, me.control.plateauFactor())
    const turn = trainBatch(job, me, { step, first, count, rate }, sums)
    if (turn !== 'goOn') return turn
    epoch.batch++
    leader?.closeBatch(epoch, count, step, rate, sums)
    me.control.meet()
    if (me.control.decision() === DECISION.stop) return 'stopped'
    if (job.plan.packedLength === 0) continue
    me.pack()
    me.control.meet()
  }
  return 'goOn'
}

export type Batch = {
  readonly step: number
  readonly first: number
  readonly count: number
  readonly rate: number
}

/** One step, up to this thread's share of the update. Leaves the batch's sums in `sums`. */
export function trainBatch(
  { plan, arena, settings }: RunnableJob,
  me: Member,
  { step, first, count, rate }: Batch,
  sums: Sums,
): StepStatus {
  const slots = arena.slots.length
  for (let phase = 0; phase < plan.phases.length; phase++) {
    me.combine(phase, count)
    for (let slot = me.control.takeTask(phase); slot < slots; slot = me.control.takeTask(phase))
      if (!me.trainSlot(phase, slot, step, first, count)) me.control.abandon()
    me.control.meet()
    if (me.control.isAbandoned()) return 'stopped'
  }
  me.collect(slots, sums)
  if (!Number.isFinite(sums.loss)) return 'notANumber'
  me.sumGradients()
  if (settings.clipNorm > 0) me.control.meet()
  me.update(count, rate)
  return 'goOn'
}

/** The samples' order in an epoch: shuffled by `key`, or as they are. */
function orderOf(order: Int32Array, key: number | null): void {
  for (let i = 0; i < order.length; i++) order[i] = i
  if (key !== null) shuffle(order, key)
}

/** Leaves the sums over `count` samples from `first` on in `sums`. */
function evaluate(
  me: Member,
  { plan }: RunnableJob,
  first: number,
  count: number,
  isLeader: boolean,
  sums: Sums,
): StepStatus {
  const counter = plan.phases.length
  for (let chunk = me.control.takeTask(counter); chunk < CHUNKS; chunk = me.control.takeTask(counter))
    if (!me.evaluateChunk(chunk, first, count)) me.control.abandon()
  me.control.meet()
  if (me.control.isAbandoned()) return 'stopped'
  me.collect(CHUNKS, sums)
  if (isLeader) me.control.resetTasks()
  me.control.meet()
  return Number.isFinite(sums.loss) ? 'goOn' : 'notANumber'
}
