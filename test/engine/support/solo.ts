/**
 * A run of one thread in this process, taken step by step: on the reference kernels in float64, or on a
 * compiled build.
 */
import { accumulateSlot, combineSummaries } from '../../../engine/run/thread/accumulate'
import { trainStep } from '../../../engine/run/thread/step'
import { bindThread, collectSums, packWeights } from '../../../engine/run/thread/threadContext'
import type { Batch, Sums } from '../../../engine/run/thread/types'
import { reduceGradients } from '../../../engine/run/thread/weightUpdate'
import { prepareIn } from '../../../engine/run/prepare'
import { reference } from '../../../engine/kernels/reference'
import { float64Memory, memoryOver, type Memory } from '../../../engine/runtime/memory'
import { pagesOf, stashPlaces, type Arena } from '../../../engine/runtime/arena'
import type { TrainOptions } from '../../../engine/run/types'
import { isBad, size, type Tensor } from '../../../engine/spec'
import type { RunnableJob } from '../../../engine/run/job'
import type { Region, PlanSettings } from '../../../engine/plan/planNetwork'
import type { KernelBuild } from './studio'

const SENTINEL = 12345.6875

/** Null is the reference kernels in float64, and 'float32' the same kernels on values of float32. */
export type Where = KernelBuild | 'float32' | null
export type Solo = ReturnType<typeof solo>

export function solo(
  options: Pick<TrainOptions, 'document' | 'dataset' | 'initialWeights'>,
  where: Where,
  planning: PlanSettings = {},
) {
  const memoryFor = (arena: Arena): Memory => {
    if (!where) return float64Memory(arena.end)
    if (where === 'float32')
      return memoryOver(reference, new Float32Array(new SharedArrayBuffer(4 * arena.end)))
    const memory = new WebAssembly.Memory({ initial: pagesOf(arena), maximum: pagesOf(arena), shared: true })
    return memoryOver(where.make(memory), new Float32Array(memory.buffer))
  }
  const prepared = prepareIn({ ...options, threads: 1 }, memoryFor, planning)
  if (isBad(prepared)) throw new Error(prepared.bad)
  const { job, memory } = prepared
  const thread = bindThread(job, 0, memory)
  const sums: Sums = { loss: 0, correct: 0 }
  const { plan } = job
  const batch: Batch = { epoch: 1, index: 0, step: 0, first: 0, count: 0, rate: job.settings.learningRate }
  thread.order.forEach((_, i) => {
    thread.order[i] = i
  })
  packWeights(thread)
  return {
    job,
    memory,
    thread,
    plan,
    weights: thread.weights,
    /** Marks everything that belongs to nobody, so that `trespassed` can tell whether it was written to. */
    watch(): void {
      for (const gap of gapsOf(job)) memory.values(gap.offset, gap.length).fill(SENTINEL)
    },
    trespassed: (): number[] =>
      gapsOf(job).flatMap(gap =>
        memory.values(gap.offset, gap.length).every((v: number) => v === SENTINEL) ? [] : [gap.offset],
      ),
    /** Puts these in the place of the training samples, in their order. */
    show(values: ArrayLike<number>, labels: ArrayLike<number>): void {
      memory.values(job.arena.inputs[0] ?? 0, values.length).set(values)
      // As the network is to see them.
      if (job.feeds[0]?.storage === 'lazy') memory.ints(job.arena.arePrepared[0] ?? 0, labels.length).fill(1)
      memory.ints(job.arena.targets[0] ?? 0, labels.length).set(labels)
    },
    /** One step on `count` training samples from `first` on, in their order; returns the mean loss. */
    step(first: number, count = job.settings.batchSize): number {
      trainStep(thread, Object.assign(batch, { first, count }), sums, null)
      batch.step++
      return sums.loss / count
    },
    /** Loss and the summed gradient of the first `count` samples, as step `at`; changes no weight. */
    lossAndGradient(count: number, at = 0): { loss: number; gradient: Tensor } {
      packWeights(thread)
      for (let phase = 0; phase < plan.phases.length; phase++) {
        combineSummaries(thread, phase, count)
        for (let slot = 0; slot < job.arena.slots.length; slot++)
          accumulateSlot(thread, phase, slot, { ...batch, step: at, first: 0, count })
      }
      const loss = collectSums(thread, job.arena.slots.length, sums).loss
      reduceGradients(thread)
      return { loss, gradient: memory.values(job.arena.slots[0] ?? 0, plan.learning) }
    },
  }
}

/** The rests between places, which are there for alignment, and what lies behind the last. */
function gapsOf({ plan, arena, counts, settings }: RunnableJob): Region[] {
  const work = arena.work[0] ?? 0
  const own = plan.workLength - plan.stashLength
  const at = (offset: number, length: number): Region => ({ offset, length })
  const samples = counts.training + counts.validation + counts.test
  const places = stashPlaces(plan, { batchSize: settings.batchSize, slots: arena.slots.length, threads: 1 })
  const inWork = [
    ...plan.inputs.map(i => i.place),
    ...plan.outputs.flatMap(o => [o.gradient, o.targetValues, o.prediction]),
    ...plan.steps.flatMap(s => [s.y, s.saved, s.dy, s.shared, s.summary, ...s.gathers]),
    plan.scratch,
  ].flatMap(p =>
    p.offset < own
      ? [at(work + p.offset, p.length)]
      : Array.from({ length: places }, (_, position) =>
          at(arena.stash + position * plan.stashLength + p.offset - own, p.length),
        ),
  )
  const taken = [
    ...inWork,
    // An optimiser goes over whole ranges, the rests between weights included.
    at(arena.weights, plan.weightsLength),
    ...[...arena.slots, ...arena.states].map(a => at(a, plan.learning)),
    ...plan.steps.map(s => at(arena.packed + s.packed.offset, s.packed.length)),
    ...plan.inputs.map((input, i) => at(arena.inputs[i] ?? 0, samples * size(input.shape))),
  ].filter(p => p.length > 0)
  const gaps: Region[] = []
  let end = Infinity // of what is taken so far: places may share memory
  for (const p of taken.sort((a, b) => a.offset - b.offset)) {
    const next = Math.min(p.offset, Math.ceil(end / 16) * 16)
    if (next > end) gaps.push(at(end, next - end))
    end = Math.max(end === Infinity ? 0 : end, p.offset + p.length)
  }
  return [...gaps, at(end, Math.ceil(end / 16) * 16 - end)]
}
