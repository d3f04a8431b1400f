/**
 * One thread's part in a run: its network on the shared memory, the tasks it takes, the range of weights it updates.
 * The one thing to know: all views are made here, once, so that a training step allocates nothing.
 */
import { CHUNKS } from './arena'
import { Control } from './control'
import type { Job } from './job'
import { wasmKernels } from './kernels/wasm'
import { bindNetwork } from './network'
import { OPTIMISERS } from './optimisers'
import { SLOTS } from './plan'
import { keyOf, keyWith } from './random'
import { size } from './spec'

const STREAM = 12
/** Ranges of weights begin at multiples of 64 bytes: no two threads write to one cache line. */
const GRAIN = 16

export type Sums = { loss: number; correct: number }
export type Member = ReturnType<typeof joinRun>

export function joinRun(job: Job, thread: number) {
  const { plan, arena, memory, threads, settings } = job,
    buffer = memory.buffer
  const control = new Control(memory, arena, threads),
    kernels = wasmKernels(job.module, memory)
  const floats = (address: number, length: number) => new Float32Array(buffer, address, length)
  const weights = floats(arena.weights, plan.weightsLength),
    gradients = arena.slots.map(a => floats(a, plan.weightsLength))
  const network = bindNetwork(plan, kernels, { weights, gradients, work: floats(arena.work[thread] ?? 0, plan.workLength) })
  const order = new Int32Array(buffer, arena.order, job.counts.training)
  const samples = job.counts.training + job.counts.validation + job.counts.test,
    labels = new Int32Array(buffer, arena.labels, samples)
  const losses = new Float64Array(buffer, arena.sums, CHUNKS),
    corrects = new Float64Array(buffer, arena.sums + CHUNKS * 8, CHUNKS)
  const all = new Float32Array(buffer),
    inputAt = network.input.byteOffset / 4,
    valuesAt = arena.values / 4,
    length = size(plan.inputShape)
  const blocks = plan.weightsLength / GRAIN,
    from = Math.floor((blocks * thread) / threads) * GRAIN,
    to = Math.floor((blocks * (thread + 1)) / threads) * GRAIN
  const range = (t: Float32Array) => t.subarray(from, to)
  const ownWeights = range(weights),
    ownSlots = gradients.map(range),
    ownStates = arena.states.map(a => range(floats(a, plan.weightsLength)))
  const optimiser = OPTIMISERS[settings.optimiser].start(settings),
    seedKey = keyOf(STREAM, settings.seed)

  /** copyWithin and not a view of the sample: it allocates nothing. */
  const load = (sample: number): void => void all.copyWithin(inputAt, valuesAt + sample * length, valuesAt + (sample + 1) * length)

  return {
    control,
    weights,
    order,
    /** Samples order[first …] of a batch of `count`: those of slot `slot`, one after another. False if told to stop. */
    trainSlot(slot: number, step: number, first: number, count: number): boolean {
      const stepKey = keyWith(seedKey, step),
        end = Math.floor((count * (slot + 1)) / SLOTS)
      let loss = 0,
        correct = 0
      kernels.clear(gradients[slot] as Float32Array)
      for (let i = Math.floor((count * slot) / SLOTS); i < end; i++) {
        if (control.isStopWanted()) return false
        const sample = order[first + i] as number,
          label = labels[sample] as number
        load(sample)
        network.forward(true, keyWith(stepKey, i))
        loss += network.loss(label)
        if (network.isCorrect(label)) correct++
        network.backward(slot)
      }
      losses[slot] = loss
      corrects[slot] = correct
      return true
    },
    /** The same without learning, for chunk `chunk` of `count` samples from `first` on. */
    evaluateChunk(chunk: number, first: number, count: number): boolean {
      const end = Math.floor((count * (chunk + 1)) / CHUNKS)
      let loss = 0,
        correct = 0
      for (let i = Math.floor((count * chunk) / CHUNKS); i < end; i++) {
        if (control.isStopWanted()) return false
        const label = labels[first + i] as number
        load(first + i)
        network.forward(false, 0)
        loss += network.loss(label)
        if (network.isCorrect(label)) correct++
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
    /** This thread's share of the weights takes its step. */
    update(count: number): void {
      optimiser.beginStep(settings.learningRate)
      if (from === to) return
      kernels.sumSlots(ownSlots)
      optimiser.update(kernels, ownWeights, ownSlots[0] as Float32Array, ownStates, 1 / count, true)
    },
  }
}
