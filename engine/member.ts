/**
 * One thread's part in a run: its network on the shared memory, the tasks it takes, the range of weights it updates.
 * The one thing to know: all views are made here, once, so that a training step makes no object, not even of a number:
 * those that would have to be handed over lie in typed arrays, and loops count, where `for … of` would make an iterator.
 */
import { CHUNKS, NORM_BLOCK, placesOf, predictionLength } from './arena'
import { Control } from './control'
import type { RunnableJob } from './job'
import { fillTarget, isRight } from './losses'
import { bindNetwork, type BoundOutput, type Moment } from './network'
import { clippedScale, OPTIMISERS } from './optimisers'
import type { Action, Phase, Sweep, Together } from './plan/phases'
import { keyOf } from './random'
import type { Room } from './rooms'
import { size, type Tensor } from './spec'

const STREAM = 12
/** Ranges of weights begin at multiples of this: no two threads write to one cache line, and no norm block is cut. */
const GRAIN = NORM_BLOCK

export type Sums = { loss: number; correct: number }
export type Member = ReturnType<typeof joinRun>

export function joinRun(job: RunnableJob, thread: number, room: Room) {
  const { plan, arena, threads, settings, counts } = job,
    control = new Control(room, arena, threads, plan.phases.length),
    { kernels } = room
  const weights = room.values(arena.weights, plan.weightsLength),
    gradients = arena.slots.map(a => room.values(a, plan.learning)),
    workAt = arena.work[thread] ?? 0
  const network = bindNetwork(plan, kernels, {
    weights,
    packed: room.values(arena.packed, plan.packedLength),
    gradients,
    work: room.values(workAt, plan.workLength - plan.stashLength),
    stash: room.values(arena.stash, plan.stashLength),
  })
  const samples = counts.training + counts.validation + counts.test,
    order = room.ints(arena.order, counts.training),
    sampleWeights = room.values(arena.sampleWeights, samples),
    losses = room.doubles(arena.sums, CHUNKS),
    corrects = room.doubles(arena.sums + 2 * CHUNKS, CHUNKS)
  const inputs = plan.inputs.map((input, i) => ({ at: arena.inputs[i] ?? 0, to: workAt + input.place.offset, length: size(input.shape) }))
  const targets = plan.outputs.map((o, i) => {
    const at = arena.targets[i] ?? 0,
      width = o.info.numbers
    return {
      loss: { do: 'loss', output: i } satisfies Action,
      labels: o.info.classes > 0 ? room.ints(at, samples) : null,
      at,
      width,
      to: workAt + o.wanted.offset,
      classWeights: job.classWeights[i] ?? null,
    }
  })
  const length = predictionLength(plan),
    answers = predictionPlaces(job, workAt)
  const summaries = plan.steps.map((s, i) => ({
    at: arena.summaries[i] ?? 0,
    from: workAt + s.summary.offset,
    length: s.summary.length,
    all: room.values(arena.summaries[i] ?? 0, settings.batchSize * s.summary.length),
    allBack: room.values((arena.summaries[i] ?? 0) + settings.batchSize * s.summary.length, settings.batchSize * s.summary.length),
  }))
  const batchSteps = plan.steps.flatMap((s, i) => (s.seesBatch ? [i] : []))
  const update = updater(job, thread, room, gradients)
  const moment: Moment = { run: keyOf(STREAM, settings.seed), step: 0, position: 0 }

  /** What waits between sweeps of the sample at this place is what the network now works on. */
  const turnTo = (place: number): void => room.turnTo(arena.stash, plan.stashLength, place)
  /** Between phases any thread may come back to a sample, so each of the batch has a place; otherwise each of the slot. */
  const firstPlace = plan.phases.length > 1 ? 0 : thread * placesOf(settings.batchSize, arena.slots.length)
  /** Copies of the sample, not views of it: nothing is allocated. */
  const load = (sample: number): void => {
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i] as (typeof inputs)[number]
      room.move(input.at + sample * input.length, input.to, input.length)
    }
  }
  /** Fills in what output `i` should say about a sample, and what its loss counts; `isTraining` brings in the weights of classes. */
  const want = (i: number, sample: number, isTraining: boolean): void => {
    const target = targets[i] as (typeof targets)[number],
      { output, wanted, weight } = network.outputs[i] as BoundOutput,
      own = (plan.outputs[i]?.weight ?? 1) * (sampleWeights[sample] as number)
    if (target.labels) fillTarget(output.loss, wanted, target.labels[sample] as number)
    else room.move(target.at + sample * target.width, target.to, target.width)
    weight[0] = isTraining && target.classWeights && target.labels ? own * (target.classWeights[target.labels[sample] as number] as number) : own
  }
  const rightOf = (sample: number): number => {
    const labels = targets[0]?.labels,
      output = network.outputs[0]
    return labels && output && isRight(output.prediction, labels[sample] as number) ? 1 : 0
  }

  /** One sample through one sweep; `position` is its place in the batch. */
  function trainSample(sweep: Sweep, slot: number, position: number, sample: number): void {
    let loss = 0
    if (sweep.readsInput) load(sample)
    for (let i = 0; i < sweep.actions.length; i++) {
      const action = sweep.actions[i] as Action
      if (action.do === 'loss') want(action.output, sample, true)
      network.act(action, slot)
      if (action.do === 'loss') loss += (network.outputs[action.output] as BoundOutput).loss[0] as number
      if (action.do !== 'summarise' && action.do !== 'summariseBack') continue
      const s = summaries[action.step] as (typeof summaries)[number]
      room.move(s.from, s.at + (position + (action.do === 'summarise' ? 0 : settings.batchSize)) * s.length, s.length)
    }
    losses[slot] = (losses[slot] as number) + loss
    if (sweep.hasAnswer) corrects[slot] = (corrects[slot] as number) + rightOf(sample)
  }

  const whole = { count: 0, apart: plan.stashLength },
    single = { count: 1, apart: 0 }
  /** What is learned from all samples of a slot at once, `count` from this place on. */
  function learnFrom({ together }: Sweep, slot: number, place: number, count: number): void {
    for (let i = 0; i < together.length; i++) {
      const { step } = together[i] as Together
      whole.count = count
      turnTo(place)
      if (room.reachesFurther) network.learn(step, slot, whole)
      else
        for (let sample = 0; sample < count; sample++) {
          turnTo(place + sample)
          network.learn(step, slot, single)
        }
    }
  }

  return {
    control,
    room,
    weights,
    order,
    network,
    /** Samples order[first …] of a batch of `count`: those of slot `slot`, one after another. False if told to stop. */
    trainSlot(phase: number, slot: number, step: number, first: number, count: number): boolean {
      const slots = arena.slots.length,
        begin = Math.floor((count * slot) / slots),
        end = Math.floor((count * (slot + 1)) / slots),
        place = plan.phases.length > 1 ? begin : firstPlace,
        { sweeps } = plan.phases[phase] as Phase
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
          network.begin(moment)
          trainSample(sweep, slot, i, sample)
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
      let loss = 0,
        correct = 0
      network.begin(null)
      turnTo(plan.phases.length > 1 ? thread : firstPlace)
      for (let i = Math.floor((count * chunk) / CHUNKS); i < end; i++) {
        if (control.isStopWanted()) return false
        load(first + i)
        network.answer()
        for (let o = 0; o < targets.length; o++) {
          want(o, first + i, false)
          network.act((targets[o] as (typeof targets)[number]).loss, 0)
          loss += (network.outputs[o] as BoundOutput).loss[0] as number
        }
        correct += rightOf(first + i)
        for (let o = 0; o < answers.length; o++) {
          const answer = answers[o] as (typeof answers)[number]
          room.move(answer.from, arena.predictions + i * length + answer.at, answer.length)
        }
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
    ...update,
    /** Running figures of layers that see the batch: by one thread, after the update. */
    settle(count: number): void {
      for (let i = 0; i < batchSteps.length; i++) network.settle(batchSteps[i] as number, count)
    },
    /** This thread's share of laying the weights out for the kernels. */
    pack: (): void => network.pack(thread, threads),
  }
}

/** Where each output's answer lies in this thread's workspace, and within a row of predictions. */
function predictionPlaces({ plan }: RunnableJob, workAt: number) {
  let at = 0
  return plan.outputs.map(o => {
    const place = { from: workAt + o.prediction.offset, at, length: o.prediction.length }
    at += o.prediction.length
    return place
  })
}

/** This thread's share of the weights, and how it takes its step. */
function updater({ plan, arena, threads, settings, from: begun }: RunnableJob, thread: number, room: Room, gradients: readonly Tensor[]) {
  const blocks = Math.ceil(plan.learning / GRAIN),
    from = Math.min(Math.floor((blocks * thread) / threads) * GRAIN, plan.learning),
    to = Math.min(Math.floor((blocks * (thread + 1)) / threads) * GRAIN, plan.learning),
    middle = Math.min(Math.max(plan.decaying, from), to)
  const weights = room.values(arena.weights, plan.learning),
    states = arena.states.map(a => room.values(a, plan.learning)),
    slots = gradients.map(g => g.subarray(from, to)),
    squares = room.doubles(arena.squares, blocks)
  const parts = [
    { from, to: middle, decays: true },
    { from: middle, to, decays: false },
  ]
    .filter(p => p.to > p.from)
    .map(p => ({
      decays: p.decays,
      w: weights.subarray(p.from, p.to),
      g: (gradients[0] as Tensor).subarray(p.from, p.to),
      states: states.map(s => s.subarray(p.from, p.to)),
    }))
  const own = Array.from({ length: Math.ceil((to - from) / GRAIN) }, (_, i) =>
    (gradients[0] as Tensor).subarray(from + i * GRAIN, Math.min(from + (i + 1) * GRAIN, to)),
  )
  const { kernels } = room,
    optimiser = OPTIMISERS[settings.optimiser].start(settings, begun?.step ?? 0)

  return {
    /** The slots' gradients become one; where the norm is clipped, the squares of this share are left for all to add up. */
    sumGradients(): void {
      if (from === to) return
      kernels.sumSlots(slots)
      if (settings.clipNorm > 0) own.forEach((g, i) => void (squares[from / GRAIN + i] = kernels.sumSquares(g)))
    },
    /** This thread's share of the weights takes its step. */
    update(count: number, rate: number): void {
      optimiser.beginStep(rate)
      const scale = settings.clipNorm > 0 ? clippedScale(total(squares), 1 / count, settings.clipNorm) : 1 / count
      for (let i = 0; i < parts.length; i++) {
        const p = parts[i] as (typeof parts)[number]
        optimiser.update(kernels, p.w, p.g, p.states, scale, p.decays)
      }
    },
  }
}

function total(squares: Float64Array): number {
  let sum = 0
  for (let i = 0; i < squares.length; i++) sum += squares[i] as number
  return sum
}
