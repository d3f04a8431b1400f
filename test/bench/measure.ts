/** One measurement of training, in a process of its own: speed, time to the first step and the most memory it ever had. */
import type { Document } from '../../engine/document'
import { train } from '../../engine/train'
import { subject } from './networks'
import { median } from './report'

export type Task = { readonly name: string; readonly threads: number; readonly seconds: number }
export type Measured = {
  /** Training samples in a second of training, median over epochs but the first. */
  readonly samplesPerSecond: number
  /** From being asked to train to the end of the first step: reading kernels, planning, memory, threads, one batch. The pause that tells it does not count. */
  readonly firstStepMilliseconds: number
  readonly peakMegabytes: number
}

/** The built studio's own files, so that what is measured is what is shipped. */
const OUT = `${process.cwd()}/out`
const LEAST_EPOCHS = 3
const built = { workerUrl: `${OUT}/main/worker.js`, kernelFolder: `${OUT}/kernels` }

export async function measure({ name, threads, seconds }: Task): Promise<Measured> {
  const { document, dataset } = await subject(name, `${OUT}/datasets`)
  const endless: Document = { ...document, training: { ...document.training, epochs: 10_000 } }
  const rates: number[] = [],
    begun = performance.now()
  let firstStep = NaN
  const training = train(
    { document: endless, dataset, threads, ...built },
    {
      onPaused(isPaused) {
        if (!isPaused) return
        firstStep = performance.now() - begun
        training.control.resume()
      },
      onEpoch({ metrics }) {
        rates.push(metrics.samplesPerSecond)
        if (rates.length >= LEAST_EPOCHS && performance.now() - begun > 1000 * seconds) training.control.stop()
      },
    },
  )
  training.control.pause() // which takes effect, and is told, when the first step is done
  const result = await training.finished
  if (result.status !== 'stopped') throw new Error(`${name}: the run ${result.status}. ${result.sentence}`)
  return { samplesPerSecond: median(rates.slice(1)), firstStepMilliseconds: firstStep, peakMegabytes: process.resourceUsage().maxRSS / 1024 }
}
