/**
 * The training loop, as every thread runs it: in step with the others, meeting at barriers. Shares of work,
 * orders of sums and random numbers follow from the plan and the seed alone, so the weights are the same bits
 * for any number of threads.
 */
import { keyOf, shuffle } from '../../random'
import type { Memory } from '../../runtime/memory'
import { Requests } from '../../runtime/requests'
import { rateAt } from '../../training/schedules'
import type { Message, RunnableJob } from '../job'
import { evaluateSamples } from './evaluate'
import { Leader } from './leader'
import { trainStep } from './step'
import { bindThread, packWeights } from './threadContext'
import type { ThreadContext, Batch, StepStatus, Sums } from './types'

type Say = (message: Message) => void
/** Keeps the keys of the samples' order apart from those of random layers, augmentation and first weights. */
const ORDER_STREAM = 13

/** A predictor's thread: it answers request after request until it is told to stop. */
export function answerRequests(job: RunnableJob, thread: number, memory: Memory, say: Say): void {
  const t = bindThread(job, thread, memory)
  const requests = new Requests(memory, job.arena)
  const sums: Sums = { loss: 0, correct: 0 }
  packWeights(t)
  t.control.meet()
  for (let known = requests.await(0); !t.control.isStopWanted(); known = requests.await(known)) {
    const first = requests.first()
    const count = requests.count()
    if (evaluateSamples(t, first, count, sums) === 'stopped') return
    if (thread === 0) say({ kind: 'answered', first, count, loss: sums.loss, correct: sums.correct })
  }
}

export function runJob(job: RunnableJob, thread: number, memory: Memory, say: Say): void {
  const t = bindThread(job, thread, memory)
  const leader = thread === 0 ? new Leader(t, say) : null
  const sums: Sums = { loss: 0, correct: 0 }
  const batch: Batch = { epoch: 0, index: 0, step: 0, first: 0, count: 0, rate: 0 }
  const { counts, settings, from } = job
  packWeights(t)
  t.control.meet()
  for (let epoch = from?.epoch ?? 1; epoch <= settings.epochs; epoch++) {
    leader?.beginEpoch(epoch)
    batch.epoch = epoch
    batch.index = epoch === from?.epoch ? from.batch : 0
    const trained = trainEpoch(t, batch, leader, sums)
    if (trained !== 'goOn') return leader?.leave(trained, epoch, batch.index + 1)
    const validated = evaluateSamples(t, counts.training, counts.validation, sums)
    if (validated !== 'goOn') return leader?.leave(validated, epoch, null)
    leader?.endEpoch(epoch, sums)
    t.control.meet() // nobody may begin the next epoch while the leader copies the weights
  }
  const tested = evaluateSamples(t, counts.training + counts.validation, counts.test, sums)
  leader?.finish(tested, sums)
}

/** From batch `batch.index` on. */
function trainEpoch(t: ThreadContext, batch: Batch, leader: Leader | null, sums: Sums): StepStatus {
  const { settings, counts } = t.job
  const batches = Math.ceil(counts.training / settings.batchSize)
  if (leader) setOrder(t.order, settings.shuffle ? keyOf(ORDER_STREAM, settings.seed, batch.epoch) : null)
  t.control.meet()
  for (; batch.index < batches; batch.index++) {
    batch.first = batch.index * settings.batchSize
    batch.count = Math.min(settings.batchSize, counts.training - batch.first)
    batch.step = (batch.epoch - 1) * batches + batch.index
    batch.rate = rateAt(settings, batch.step, batches, t.control.plateauFactor())
    const status = trainStep(t, batch, sums, leader)
    if (status !== 'goOn') return status
  }
  return 'goOn'
}

/** The samples' order in an epoch: shuffled by `key`, or as they are. */
function setOrder(order: Int32Array, key: number | null): void {
  for (let i = 0; i < order.length; i++) order[i] = i
  if (key !== null) shuffle(order, key)
}
