/**
 * The gradients of a batch: each slot is the sum over its share of the samples, and slots are tasks that
 * threads take. Which samples lie in which slot follows from the batch alone, so the sums are the same bits
 * for any number of threads. Loops use an index, as `for … of` would allocate an iterator: a step allocates
 * nothing.
 */
import type { Action, Phase, SlotGradient, Sweep } from '../../plan/types'
import type { BoundOutput } from '../../runtime/network'
import type { Tensor } from '../../spec'
import { collectSums } from './threadContext'
import type { ThreadContext, Summary, Batch, StepStatus, Sums } from './types'

/** All slots of a batch, phase by phase; leaves the batch's sums in `sums`. */
export function accumulateGradients(t: ThreadContext, batch: Batch, sums: Sums): StepStatus {
  const { control, job } = t
  const slots = job.arena.slots.length
  for (let phase = 0; phase < job.plan.phases.length; phase++) {
    combineSummaries(t, phase, batch.count)
    for (let slot = control.takeTask(phase); slot < slots; slot = control.takeTask(phase))
      if (!accumulateSlot(t, phase, slot, batch)) control.abandon()
    control.meet()
    if (control.isAbandoned()) return 'stopped'
  }
  collectSums(t, slots, sums)
  return Number.isFinite(sums.loss) ? 'goOn' : 'notANumber'
}

/** Before the samples of a phase: what layers that see the batch make of the summaries of all samples. */
export function combineSummaries(
  { job, network, summaries }: ThreadContext,
  phase: number,
  count: number,
): void {
  const { combine, combineBack } = job.plan.phases[phase] as Phase
  for (let i = 0; i < combine.length; i++) {
    const step = combine[i] as number
    network.combine(step, (summaries[step] as Summary).all, count)
  }
  for (let i = 0; i < combineBack.length; i++) {
    const step = combineBack[i] as number
    network.combineBack(step, (summaries[step] as Summary).allBack, count)
  }
}

/** The samples of one slot through one phase; false if told to stop. */
export function accumulateSlot(t: ThreadContext, phase: number, slot: number, batch: Batch): boolean {
  const slots = t.job.arena.slots.length
  const begin = Math.floor((batch.count * slot) / slots)
  const end = Math.floor((batch.count * (slot + 1)) / slots)
  const place = t.isOfBatch ? begin : t.firstPlace
  const { sweeps } = t.job.plan.phases[phase] as Phase
  t.moment.step = batch.step
  if (phase === 0) clearSlot(t, slot)
  for (let at = 0; at < sweeps.length; at++) {
    const sweep = sweeps[at] as Sweep
    for (let i = begin; i < end; i++) {
      if (t.control.isStopWanted()) return false
      t.selectSample(place + i - begin)
      t.moment.position = i
      t.network.setMoment(t.moment)
      accumulateSample(t, sweep, slot, i, t.order[batch.first + i] as number, batch.epoch)
    }
    gradWeightsOfSlot(t, sweep, slot, place, end - begin)
  }
  return true
}

function clearSlot({ memory, gradients, losses, corrects }: ThreadContext, slot: number): void {
  memory.kernels.clear(gradients[slot] as Tensor)
  losses[slot] = 0
  corrects[slot] = 0
}

/** One sample through one sweep; `position` is its place in the batch. */
function accumulateSample(
  t: ThreadContext,
  sweep: Sweep,
  slot: number,
  position: number,
  sample: number,
  epoch: number,
): void {
  const { feed, network, losses, corrects } = t
  let loss = 0
  if (sweep.readsInput) feed.load(sample, epoch)
  for (let i = 0; i < sweep.actions.length; i++) {
    const action = sweep.actions[i] as Action
    if (action.do === 'loss') feed.loadTarget(action.output, sample, true)
    network.run(action, slot)
    if (action.do === 'loss') loss += (network.outputs[action.output] as BoundOutput).loss[0] as number
    if (action.do === 'summarise') keepSummary(t, action.step, position)
    else if (action.do === 'summariseBack') keepSummary(t, action.step, position + t.job.settings.batchSize)
  }
  losses[slot] = (losses[slot] as number) + loss
  if (sweep.hasAnswer) corrects[slot] = (corrects[slot] as number) + feed.rightOf(sample)
}

/** Forward summaries of all samples lie first, backward ones behind them. */
function keepSummary({ memory, summaries }: ThreadContext, step: number, row: number): void {
  const s = summaries[step] as Summary
  memory.move(s.from, s.at + row * s.length, s.length)
}

/** What is learned from all samples of a slot at once, `count` from this place on. */
function gradWeightsOfSlot(
  t: ThreadContext,
  { together }: Sweep,
  slot: number,
  place: number,
  count: number,
): void {
  const { network, wholeSlot, oneSample } = t
  for (let i = 0; i < together.length; i++) {
    const { step } = together[i] as SlotGradient
    wholeSlot.count = count
    t.selectSample(place)
    if (t.memory.reachesFurther) network.gradWeightsOfSlot(step, slot, wholeSlot)
    else
      for (let sample = 0; sample < count; sample++) {
        t.selectSample(place + sample)
        network.gradWeightsOfSlot(step, slot, oneSample)
      }
  }
}
