/**
 * One thread's part in a run: its network on the shared memory, the tasks it takes, the range of weights it
 * updates.
 * All views are made here, once, so that a training step makes no object, not even of a number: those that
 * would have to be handed over lie in typed arrays, and loops count, where `for … of` would make an iterator.
 */
import { CHUNKS, placesOf } from '../../runtime/arena'
import { Control } from '../../runtime/control'
import { feedOf } from './sampleFeed'
import type { RunnableJob } from '../job'
import { bindNetwork, type BoundOutput, type Moment } from '../../runtime/network'
import type { Action, Phase, Sweep, SlotGradient } from '../../plan/types'
import { keyOf } from '../../random'
import type { Memory } from '../../runtime/memory'
import { shareOf } from './weightUpdate'
import type { Tensor } from '../../spec'
import type { Sums } from './types'

const STREAM = 12

export type Member = ReturnType<typeof joinRun>

export function joinRun(job: RunnableJob, thread: number, memory: Memory) {
  const { plan, arena, threads, settings, counts } = job
  const control = new Control(memory, arena, threads, plan.phases.length)
  const { kernels } = memory
  const weights = memory.values(arena.weights, plan.weightsLength)
  const gradients = arena.slots.map(a => memory.values(a, plan.learning))
  const workAt = arena.work[thread] ?? 0
  const network = bindNetwork(plan, kernels, {
    weights,
    packed: memory.values(arena.packed, plan.packedLength),
    gradients,
    work: memory.values(workAt, plan.workLength - plan.stashLength),
    stash: memory.values(arena.stash, plan.stashLength),
  })
  const order = memory.ints(arena.order, counts.training)
  const losses = memory.doubles(arena.sums, CHUNKS)
  const corrects = memory.doubles(arena.sums + 2 * CHUNKS, CHUNKS)
  const feed = feedOf(job, thread, memory, network)
  const summaries = plan.steps.map((s, i) => ({
    at: arena.summaries[i] ?? 0,
    from: workAt + s.summary.offset,
    length: s.summary.length,
    all: memory.values(arena.summaries[i] ?? 0, settings.batchSize * s.summary.length),
    allBack: memory.values(
      (arena.summaries[i] ?? 0) + settings.batchSize * s.summary.length,
      settings.batchSize * s.summary.length,
    ),
  }))
  const lossActions = plan.outputs.map((_, output): Action => ({ do: 'loss', output }))
  const batchSteps = plan.steps.flatMap((s, i) => (s.seesBatch ? [i] : []))
  const share = shareOf(job, thread, memory, gradients)
  const batches = Math.ceil(counts.training / settings.batchSize)
  const moment: Moment = { run: keyOf(STREAM, settings.seed), step: 0, position: 0 }

  /** What waits between sweeps of the sample at this place is what the network now works on. */
  const turnTo = (place: number): void => memory.selectSample(arena.stash, plan.stashLength, place)
  /**
   * Between phases any thread may come back to a sample, so each of the batch has a place; otherwise each of
   * the slot.
   */
  const isOfBatch = plan.phases.length > 1
  const firstPlace = isOfBatch ? 0 : thread * placesOf(settings.batchSize, arena.slots.length)

  /** One sample through one sweep; `position` is its place in the batch. */
  function trainSample(sweep: Sweep, slot: number, position: number, sample: number, epoch: number): void {
    let loss = 0
    if (sweep.readsInput) feed.load(sample, epoch)
    for (let i = 0; i < sweep.actions.length; i++) {
      const action = sweep.actions[i] as Action
      if (action.do === 'loss') feed.want(action.output, sample, true)
      network.run(action, slot)
      if (action.do === 'loss') loss += (network.outputs[action.output] as BoundOutput).loss[0] as number
      if (action.do !== 'summarise' && action.do !== 'summariseBack') continue
      const s = summaries[action.step] as (typeof summaries)[number]
      memory.move(
        s.from,
        s.at + (position + (action.do === 'summarise' ? 0 : settings.batchSize)) * s.length,
        s.length,
      )
    }
    losses[slot] = (losses[slot] as number) + loss
    if (sweep.hasAnswer) corrects[slot] = (corrects[slot] as number) + feed.rightOf(sample)
  }

  const whole = { count: 0, apart: plan.stashLength }
  const single = { count: 1, apart: 0 }
  /** What is learned from all samples of a slot at once, `count` from this place on. */
  function learnFrom({ together }: Sweep, slot: number, place: number, count: number): void {
    for (let i = 0; i < together.length; i++) {
      const { step } = together[i] as SlotGradient
      whole.count = count
      turnTo(place)
      if (memory.reachesFurther) network.gradWeightsOfSlot(step, slot, whole)
      else
        for (let sample = 0; sample < count; sample++) {
          turnTo(place + sample)
          network.gradWeightsOfSlot(step, slot, single)
        }
    }
  }

  return {
    control,
    memory,
    weights,
    order,
    network,
    /**
     * Samples order[first …] of a batch of `count`: those of slot `slot`, one after another. False if told to
     * stop.
     */
    trainSlot(phase: number, slot: number, step: number, first: number, count: number): boolean {
      const slots = arena.slots.length
      const begin = Math.floor((count * slot) / slots)
      const end = Math.floor((count * (slot + 1)) / slots)
      const place = isOfBatch ? begin : firstPlace
      const { sweeps } = plan.phases[phase] as Phase
      moment.step = step
      if (phase === 0) {
        kernels.clear(gradients[slot] as Tensor)
        losses[slot] = 0
        corrects[slot] = 0
      }
      for (let at = 0; at < sweeps.length; at++) {
        const sweep = sweeps[at] as Sweep
        for (let i = begin; i < end; i++) {
          if (control.isStopWanted()) return false
          const sample = order[first + i] as number
          turnTo(place + i - begin)
          moment.position = i
          network.setMoment(moment)
          trainSample(sweep, slot, i, sample, Math.floor(step / batches))
        }
        learnFrom(sweep, slot, place, end - begin)
      }
      return true
    },
    /** Before the samples of a phase: what layers that see the batch make of all summaries. */
    combine(phase: number, count: number): void {
      const { combine, combineBack } = plan.phases[phase] as Phase
      for (let i = 0; i < combine.length; i++) {
        const step = combine[i] as number
        network.combine(step, (summaries[step] as (typeof summaries)[number]).all, count)
      }
      for (let i = 0; i < combineBack.length; i++) {
        const step = combineBack[i] as number
        network.combineBack(step, (summaries[step] as (typeof summaries)[number]).allBack, count)
      }
    },
    /** Without learning: chunk `chunk` of `count` samples from `first` on. */
    evaluateChunk(chunk: number, first: number, count: number): boolean {
      const end = Math.floor((count * (chunk + 1)) / CHUNKS)
      let loss = 0
      let correct = 0
      network.setMoment(null)
      turnTo(isOfBatch ? thread : firstPlace)
      for (let i = Math.floor((count * chunk) / CHUNKS); i < end; i++) {
        if (control.isStopWanted()) return false
        feed.load(first + i, -1)
        network.predict()
        for (let o = 0; o < lossActions.length; o++) {
          feed.want(o, first + i, false)
          network.run(lossActions[o] as Action, 0)
          loss += (network.outputs[o] as BoundOutput).loss[0] as number
        }
        correct += feed.rightOf(first + i)
        feed.keepAnswer(i)
      }
      losses[chunk] = loss
      corrects[chunk] = correct
      return true
    },
    /** The sums of the first `tasks` tasks, always added in the same order. */
    collect(tasks: number, sums: Sums): Sums {
      sums.loss = 0
      sums.correct = 0
      for (let i = 0; i < tasks; i++) {
        sums.loss += losses[i] as number
        sums.correct += corrects[i] as number
      }
      return sums
    },
    ...share,
    /** Running figures of layers that see the batch: by one thread, after the update. */
    settle(count: number): void {
      for (let i = 0; i < batchSteps.length; i++)
        network.updateRunningStatistics(batchSteps[i] as number, count)
    },
    /** This thread's share of laying the weights out for the kernels. */
    pack: (): void => network.packWeights(thread, threads),
  }
}
