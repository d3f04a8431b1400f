/** How many of the gradients at the convolutions' outputs are not zero: what a sparse way back can save. */
import { loadKernels } from '../../engine/kernels/load'
import { accumulateSlot } from '../../engine/run/thread/accumulate'
import { bindThread, packWeights } from '../../engine/run/thread/threadContext'
import { prepareIn } from '../../engine/run/prepare'
import { pagesOf } from '../../engine/runtime/arena'
import { wasmMemory } from '../../engine/runtime/memory'
import { isBad, size, type Tensor } from '../../engine/spec'
import type { Subject } from './networks'

const SAMPLES = 24

/** Mean over samples and blocks, weighted by the blocks' sizes; null for a network without blocks. */
export async function density(
  { document, dataset }: Subject,
  weights: Float32Array,
  kernelFolder: string,
): Promise<number | null> {
  const kernels = await loadKernels(kernelFolder)
  if (isBad(kernels)) return null
  const one = { ...document, training: { ...document.training, batchSize: 1 } }
  const prepared = prepareIn(
    { document: one, dataset, threads: 1, initialWeights: weights },
    arena => {
      const memory = new WebAssembly.Memory({
        initial: pagesOf(arena),
        maximum: pagesOf(arena),
        shared: true,
      })
      return wasmMemory(kernels.module, memory)
    },
    { isShared: false, fewWeights: Infinity },
  ) // what is counted after a sample must still be there, and in one place
  if (isBad(prepared) || prepared.job.plan.phases.length > 1) return null
  const { job, memory } = prepared
  const thread = bindThread(job, 0, memory)
  const blocks = job.plan.steps.filter(s => s.kind === 'block')
  if (blocks.length === 0) return null
  packWeights(thread)
  let alive = 0
  let all = 0
  for (let i = 0; i < Math.min(SAMPLES, thread.order.length); i++) {
    thread.order[0] = i
    accumulateSlot(thread, 0, 0, { epoch: 1, index: 0, step: i, first: 0, count: 1, rate: 0 })
    for (const s of blocks) {
      const at = job.arena.work[0] ?? 0
      const y: Tensor = memory.values(at + s.y.offset, s.y.length)
      const dy: Tensor = memory.values(at + s.dy.offset, s.dy.length)
      for (let v = 0; v < y.length; v++) if ((dy[v] ?? 0) !== 0 && (y[v] ?? 0) > 0) alive++
      all += size(s.window?.out ?? [])
    }
  }
  return alive / all
}
