/**
 * Asks a trained network: predictions and figures on every core, without learning.
 * Its threads and its memory stay until `close`, so a call costs what its samples cost, whose
 * prepared values lie in memory from the start if they fit; nothing throws, and what is wrong is a sentence.
 */
import { answersOf, predictionsOf } from './answers'
import { MOST_SLOTS, planArena } from '../runtime/arena'
import { Requests } from '../runtime/requests'
import { COMMAND, Control } from '../runtime/control'
import type { Dataset } from '../datasets/dataset'
import { sampleInfo } from '../library/describe'
import { splitDataset } from '../datasets/split/split'
import { keptIn } from '../datasets/split/leftOut'
import type { Document } from '../document/document'
import type { Job, Message } from './job'
import { loadKernels } from '../kernels/load'
import { importWeights, planNetwork } from '../plan/planNetwork'
import { type NetworkPlan } from '../plan/types'
import { reserve, weightsProblem } from './prepare'
import { wasmMemory, type Memory } from '../runtime/memory'
import type { OutputMetrics, WorkerUrl } from './types'
import type { NumberScales } from '../datasets/targetScale'
import { inputFeeds, sizeOf } from '../pipeline/inputs'
import type { Preparations } from '../preparation'
import { fillSamples, fitInputs, dataProblem } from '../pipeline/fill'
import { fitScales, namedScales, scalesFor } from '../pipeline/targetScaling'
import { isBad, size, type Bad } from '../spec'
import { startWorkers } from './workerPool'

export type PredictOptions = {
  readonly document: Document
  readonly dataset: Dataset
  /** Flat, in the order of `weightLayout`. */
  readonly weights: Float32Array
  /** Which samples of the data set, in this order; all of them if left out. */
  readonly positions?: ArrayLike<number> | undefined
  /**
   * How the inputs were prepared for these weights; measured on the training split of `dataset` if left out.
   */
  readonly preparations?: Preparations | undefined
  /** How numbers were standardised for these weights; measured likewise if left out. */
  readonly scales?: NumberScales | undefined
  readonly threads: number
  /**
   * The compiled engine/run/thread/worker.ts, and the folder that holds kernels.wasm and kernels-plain.wasm.
   */
  readonly workerUrl: WorkerUrl
  readonly kernelFolder: string
}

export type Answers = {
  /**
   * Mean over the samples; of those that count more than others, a larger share. Of standardised numbers
   * where the Output says so.
   */
  readonly loss: number
  /** Of the first output; 0 where that predicts numbers. */
  readonly accuracy: number
  /**
   * For each output `[count, scores]`: probabilities of classes, or the numbers themselves in the unit of the
   * data.
   */
  readonly predictions: readonly Float32Array[]
}
export type Predictor = {
  readonly plan: NetworkPlan
  readonly samples: number
  readonly threads: number
  readonly preparations: Preparations
  readonly scales: NumberScales
  /**
   * For each input of the plan `[samples, ...shape]`, prepared, in the threads' memory: may be written to
   * between calls. Empty where samples stay in their file.
   */
  readonly inputs: readonly Float32Array[]
  /** Samples `first` to `first + count`; all of them if left out. Calls wait for one another. */
  predict(first?: number, count?: number): Promise<Answers | Bad>
  /** The same, measured against what is wanted of these samples. */
  evaluate(
    first?: number,
    count?: number,
  ): Promise<(Answers & { readonly metrics: readonly OutputMetrics[] }) | Bad>
  close(): Promise<void>
}

export async function openPredictor(options: PredictOptions): Promise<Predictor | Bad> {
  const kernels = await loadKernels(options.kernelFolder)
  if (isBad(kernels)) return kernels
  const prepared = prepareAnswers(options, kernels.module)
  if (isBad(prepared)) return prepared
  const { job, memory, samples, preparations, scales } = prepared
  const ask = askThreads(job, memory, options.workerUrl)
  // A call about nothing: when it is answered, the threads are there.
  const ready = await ask.call(0, 0, () => null)
  if (isBad(ready)) {
    await ask.close()
    return ready
  }
  const whole = (first: number, count: number): Bad | null =>
    Number.isInteger(first) && Number.isInteger(count) && first >= 0 && count >= 1 && first + count <= samples
      ? null
      : { bad: `There are samples 0 to ${samples - 1}; ${count} from ${first} on were asked for.` }
  const predict = async <T>(first: number, count: number, also: () => T): Promise<(Answers & T) | Bad> =>
    whole(first, count) ??
    ask.call(first, count, ({ loss, correct }) => ({
      loss: loss / count,
      accuracy: correct / count,
      predictions: predictionsOf(job, memory, count),
      ...also(),
    }))
  return {
    plan: job.plan,
    samples,
    threads: job.threads,
    preparations,
    scales,
    inputs: job.plan.inputs.map(
      (input, i) =>
        memory.values(
          job.arena.inputs[i] ?? 0,
          job.feeds[i]?.storage === 'prepared' ? samples * size(input.shape) : 0,
        ) as Float32Array,
    ),
    predict: (first = 0, count = samples - first) => predict(first, count, () => ({})),
    evaluate: (first = 0, count = samples - first) =>
      predict(first, count, () => ({ metrics: answersOf(job, memory, first, count) })),
    close: ask.close,
  }
}

/** A run that learns nothing: the samples take the place of its test split. */
function prepareAnswers(
  {
    document,
    dataset,
    weights,
    positions: wanted,
    preparations: given,
    scales: givenScales,
    threads,
  }: PredictOptions,
  module: WebAssembly.Module,
) {
  const plan = planNetwork(document, sampleInfo(dataset, document.data.preparation), { isAnswer: true })
  if (isBad(plan)) return plan
  const positions = wanted ? Array.from(wanted) : Array.from(dataset.labels, (_, i) => i)
  const wrong =
    weightsProblem(weights, plan) ??
    dataProblem(dataset, unasked(document, positions))?.bad ??
    outside(positions, dataset)
  if (wrong) return { bad: wrong }
  const training = given && givenScales ? new Int32Array(0) : splitDataset(dataset, document.data).training
  const fitted = given ?? fitInputs(plan, dataset, training, document.data.preparation)
  const named = givenScales ?? fitScales(plan, dataset, training)
  const scales = isBad(named) ? named : scalesFor(plan, named)
  if (isBad(fitted)) return fitted
  if (isBad(scales)) return scales
  const counts = { training: 0, validation: 0, test: positions.length }
  const feeds = inputFeeds(plan, dataset, fitted, counts, [])
  if (isBad(feeds)) return feeds
  const used = Math.min(Math.max(Math.floor(threads), 1), MOST_SLOTS)
  const arena = planArena(plan, {
    counts,
    batchSize: 1,
    threads: used,
    slots: 1,
    optimiserStates: 0,
    inputs: feeds.map(sizeOf),
  })
  if (isBad(arena)) return arena
  const shared = reserve(arena)
  if (isBad(shared)) return shared
  const memory = wasmMemory(module, shared)
  fillSamples({ plan, arena, feeds }, dataset, positions, memory)
  importWeights(plan, weights, memory.values(arena.weights, plan.weightsLength))
  const settings = { ...document.training, batchSize: 1 }
  const job: Job = {
    plan,
    arena,
    counts,
    feeds,
    settings,
    threads: used,
    classWeights: plan.outputs.map(() => null),
    scales,
    from: null,
    fingerprint: '',
    module,
    memory: shared,
  }
  return { job, memory, samples: positions.length, preparations: fitted, scales: namedScales(plan, scales) }
}

/** Samples that are left out, unless they are asked for by name. */
const unasked = ({ data: { excluded = [] } }: Document, positions: readonly number[]): readonly number[] =>
  excluded.length > 0 ? excluded.filter(keptIn(positions)) : []

function outside(positions: readonly number[], { labels, title }: Dataset): string | null {
  if (positions.length === 0) return `None of the samples of ${title} was asked for.`
  const stray = positions.find(p => !(Number.isInteger(p) && p >= 0 && p < labels.length))
  return stray === undefined
    ? null
    : `${title} has samples 0 to ${labels.length - 1}; there is no sample ${stray}.`
}

type Answered = Extract<Message, { kind: 'answered' }>

/** Starts the threads; calls go to them one at a time. */
function askThreads(job: Job, memory: Memory, workerUrl: WorkerUrl) {
  const control = new Control(memory, job.arena, job.threads, job.plan.phases.length)
  const calls = new Requests(memory, job.arena)
  let waiting: ((answered: Answered | Bad) => void) | null = null
  let lost: Bad | null = null
  let queue: Promise<unknown> = Promise.resolve()
  const answer = (answered: Answered | Bad): void => {
    waiting?.(answered)
    waiting = null
  }
  const end = (why: Bad): void => {
    lost ??= why
    answer(lost)
  }
  const pool = startWorkers(job.threads, workerUrl)
  pool.give(
    { task: 'answer', job },
    message => {
      if (message.kind === 'answered') answer(message)
    },
    sentence => end({ bad: sentence }),
  )
  const once = async <T>(first: number, count: number, take: (answered: Answered) => T): Promise<T | Bad> => {
    if (lost) return lost
    const answered = await new Promise<Answered | Bad>(resolve => {
      waiting = resolve
      calls.send(first, count)
    })
    return isBad(answered) ? answered : take(answered)
  }
  return {
    call<T>(first: number, count: number, take: (answered: Answered) => T): Promise<T | Bad> {
      const result = queue.then(() => once(first, count, take))
      queue = result
      return result
    },
    async close(): Promise<void> {
      end({ bad: 'The predictor was closed.' })
      control.command(COMMAND.stop)
      calls.send(0, 0)
      await pool.end()
    },
  }
}
