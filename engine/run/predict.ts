/**
 * Runs a trained network: predictions and figures on every core, without learning.
 * Its threads and its memory stay until `close`, so a call costs what its samples cost, whose
 * prepared values lie in memory from the start if they fit; nothing throws, and what is wrong is a sentence.
 */
import { answersOf, predictionsOf } from './answers'
import { AnsweringThreads } from './answeringThreads'
import type { Job } from './job'
import { loadKernels } from '../kernels/load'
import type { Memory } from '../runtime/memory'
import { prepareAnswers } from './prepareAnswers'
import type { Answers, Predictor, PredictOptions } from './predictor'
import { isBad, size, type Bad } from '../spec'

export async function openPredictorOnThreads(options: PredictOptions): Promise<Predictor | Bad> {
  const kernels = await loadKernels(options.kernelFolder)
  if (isBad(kernels)) return kernels
  const prepared = prepareAnswers(options, kernels.module)
  if (isBad(prepared)) return prepared
  const { job, memory, samples, preparations, scales } = prepared
  const asked = new AnsweringThreads(job, memory, options.workerUrl)
  // A call about nothing: when it is answered, the threads are there.
  const ready = await asked.call(0, 0, () => null)
  if (isBad(ready)) {
    await asked.close()
    return ready
  }
  const predict = async <T>(first: number, count: number, also: () => T): Promise<(Answers & T) | Bad> =>
    rangeProblem(first, count, samples) ??
    asked.call(first, count, ({ loss, correct }) => ({
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
    inputs: inputsIn(job, memory, samples),
    predict: (first = 0, count = samples - first) => predict(first, count, () => ({})),
    evaluate: (first = 0, count = samples - first) =>
      predict(first, count, () => ({ metrics: answersOf(job, memory, first, count) })),
    close: () => asked.close(),
  }
}

const rangeProblem = (first: number, count: number, samples: number): Bad | null =>
  Number.isInteger(first) && Number.isInteger(count) && first >= 0 && count >= 1 && first + count <= samples
    ? null
    : { bad: `There are samples 0 to ${samples - 1}; ${count} from ${first} on were asked for.` }

const inputsIn = ({ plan, arena, feeds }: Job, memory: Memory, samples: number): readonly Float32Array[] =>
  plan.inputs.map(
    (input, i) =>
      memory.values(
        arena.inputs[i] ?? 0,
        feeds[i]?.storage === 'prepared' ? samples * size(input.shape) : 0,
      ) as Float32Array,
  )
