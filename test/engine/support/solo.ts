/** A run of one thread in this process, taken step by step: on the truth in float64, or on a compiled build. */
import { joinRun, type Sums } from '../../../engine/member'
import { trainBatch } from '../../../engine/lockstep'
import { prepareIn } from '../../../engine/prepare'
import { float64Room, roomOver } from '../../../engine/rooms'
import { pagesOf } from '../../../engine/arena'
import type { TrainOptions } from '../../../engine/run'
import { isBad, type Tensor } from '../../../engine/spec'
import type { KernelBuild } from './studio'

/** Null is the truth in float64. */
export type Where = KernelBuild | null
export type Solo = ReturnType<typeof solo>

export function solo(options: Pick<TrainOptions, 'document' | 'dataset' | 'initialWeights'>, where: Where) {
  const prepared = prepareIn({ ...options, threads: 1 }, arena => {
    if (!where) return float64Room(arena.end)
    const memory = new WebAssembly.Memory({ initial: pagesOf(arena), maximum: pagesOf(arena), shared: true })
    return roomOver(where.make(memory), new Float32Array(memory.buffer))
  })
  if (isBad(prepared)) throw new Error(prepared.bad)
  const { job, room } = prepared,
    me = joinRun(job, 0, room),
    sums: Sums = { loss: 0, correct: 0 },
    { plan } = job
  let step = 0
  me.order.forEach((_, i) => {
    me.order[i] = i
  })
  me.pack()
  return {
    job,
    room,
    me,
    plan,
    weights: me.weights,
    /** Puts these in the place of the training samples, in their order. */
    show(values: ArrayLike<number>, labels: ArrayLike<number>): void {
      room.values(job.arena.inputs[0] ?? 0, values.length).set(values)
      room.ints(job.arena.targets[0] ?? 0, labels.length).set(labels)
    },
    /** One step on `count` training samples from `first` on, in their order; returns the mean loss. */
    step(first: number, count = job.settings.batchSize): number {
      trainBatch(job, me, { step: step++, first, count, rate: job.settings.learningRate }, sums)
      me.settle(count)
      me.control.resetTasks()
      me.pack()
      return sums.loss / count
    },
    /** Loss and the summed gradient of the first `count` samples, as step `at`; changes no weight. */
    slope(count: number, at = 0): { loss: number; gradient: Tensor } {
      me.pack()
      for (let phase = 0; phase < plan.phases.length; phase++) {
        me.combine(phase, count)
        for (let slot = 0; slot < job.arena.slots.length; slot++) me.trainSlot(phase, slot, at, 0, count)
      }
      const loss = me.collect(job.arena.slots.length, sums).loss
      me.sumGradients()
      return { loss, gradient: room.values(job.arena.slots[0] ?? 0, plan.learning) }
    },
  }
}
