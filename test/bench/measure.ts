/**
 * One measurement of the engine, in a process of its own: speed, time to the first step, memory, and how
 * dense gradients were.
 */
import type { Document } from '../../engine/document/document'
import { initialWeights } from '../../engine/plan/initialWeights'
import { isBad } from '../../engine/spec'
import { planNetwork } from '../../engine/plan/planNetwork'
import { openPredictorOnThreads } from '../../engine/run/predict'
import { sampleInfo } from '../../engine/library/describe'
import { trainOnThreads } from '../../engine/run/train'
import { density } from './density'
import type { Subject } from './networks'
import { chosenSubject } from './model'
import { median } from './report'

export type Task = {
  readonly mode: 'train' | 'infer'
  readonly name: string
  readonly threads: number
  readonly seconds: number
  readonly batchSize?: number
}
export type Measured = {
  /** In training, the median over epochs but the first; in inference over whole passes but the first. */
  readonly samplesPerSecond: number
  /**
   * From being asked to train to the end of the first step: reading kernels, planning, memory, threads, one
   * batch. The pause that tells it does not count.
   */
  readonly firstStepMilliseconds: number
  /** Of the process, with the data read and before anything else; and the most it ever had. */
  readonly idleMegabytes: number
  readonly peakMegabytes: number
  /** Share of the values at the convolutions' outputs whose gradient is not zero, after training. */
  readonly density: number | null
}

/** The built studio's own files, so that what is measured is what is shipped. */
const OUT = `${process.cwd()}/out`
const LEAST_EPOCHS = 3
const built = { workerUrl: `${OUT}/main/worker.js`, kernelFolder: `${OUT}/kernels` }
const megabytes = (): number => process.memoryUsage().rss / 2 ** 20
const peak = (): number => process.resourceUsage().maxRSS / 1024

export async function measure(task: Task): Promise<Measured> {
  const subject = await chosenSubject(task.name, task.batchSize)
  return task.mode === 'train' ? measureTraining(task, subject) : measureAnswers(task, subject)
}

async function measureTraining(
  { name, threads, seconds }: Task,
  { document, dataset }: Subject,
): Promise<Measured> {
  const endless: Document = { ...document, training: { ...document.training, epochs: 10_000 } }
  const idleMegabytes = megabytes()
  const rates: number[] = []
  const begun = performance.now()
  let firstStep = NaN
  const training = trainOnThreads(
    { document: endless, dataset, threads, ...built },
    {
      onPaused(isPaused) {
        if (!isPaused) return
        firstStep = performance.now() - begun
        training.control.resume()
      },
      onEpoch({ metrics }) {
        rates.push(metrics.samplesPerSecond)
        if (rates.length >= LEAST_EPOCHS && performance.now() - begun > 1000 * seconds)
          training.control.stop()
      },
    },
  )
  training.control.pause() // which takes effect, and is told, when the first step is done
  const result = await training.finished
  if (result.status !== 'stopped') throw new Error(`${name}: the run ${result.status}. ${result.sentence}`)
  const peakMegabytes = peak()
  return {
    samplesPerSecond: median(rates.slice(1)),
    firstStepMilliseconds: firstStep,
    idleMegabytes,
    peakMegabytes,
    density: result.weights && (await density({ document, dataset }, result.weights, built.kernelFolder)),
  }
}

async function measureAnswers(
  { name, threads, seconds }: Task,
  { document, dataset }: Subject,
): Promise<Measured> {
  const plan = planNetwork(document, sampleInfo(dataset))
  const idleMegabytes = megabytes()
  if (isBad(plan)) throw new Error(plan.bad)
  const predictor = await openPredictorOnThreads({
    document,
    dataset,
    weights: initialWeights(plan, 1),
    threads,
    ...built,
  })
  if (isBad(predictor)) throw new Error(`${name}: ${predictor.bad}`)
  const rates: number[] = []
  const begun = performance.now()
  while (rates.length < LEAST_EPOCHS || performance.now() - begun < 1000 * seconds) {
    const from = performance.now()
    const answers = await predictor.predict()
    if (isBad(answers)) throw new Error(answers.bad)
    rates.push((1000 * predictor.samples) / (performance.now() - from))
  }
  await predictor.close()
  return {
    samplesPerSecond: median(rates.slice(1)),
    firstStepMilliseconds: NaN,
    idleMegabytes,
    peakMegabytes: peak(),
    density: null,
  }
}
