/**
 * The engine as a library: build, train and use networks from a script, without a window. Nothing throws.
 * What is wrong comes back as `{ bad: sentence }` (`isBad` tells); a Bad may be passed on as it is, as in
 * `train(build(…), await loadDataset(…))`: the last call returns the first error.
 */
import { allThreads, DATASETS, KERNELS, WORKER } from './builtFiles'
import { loadArrayFile } from './library/arrays'
import type { Dataset } from './datasets/dataset'
import { sampleInfo } from './library/describe'
import { loadDatasetIn } from './library/load'
import type { Document } from './document/document'
import { planNetwork, weightLayout } from './plan/planNetwork'
import { openPredictorOnThreads } from './run/predict'
import type { PredictOptions, Predictor } from './run/predictor'
import type { TrainEvents, Training, TrainOptions } from './run/types'
import { isBad, type Bad } from './spec'
import { trainOnThreads } from './run/train'

export { build, type BuildSettings, type Layer, type NodeOptions } from './document/build'
export { parseDocument } from './document/parseDocument'
export { writeDocument, type Document } from './document/document'
export type { Dataset } from './datasets/dataset'
export { sampleInfo } from './library/describe'
export { splitDataset } from './datasets/split/split'
export type { Splits } from './datasets/split/types'
export { stateFromBytes, stateToBytes } from './run/checkpoint'
export { readSafetensors, writeSafetensors } from './formats/arrays/safetensors'
export { weightsFromSafetensors, weightsToSafetensors } from './run/weightsFile'
export { readNpy, writeNpy } from './formats/arrays/npy'
export { readNpz } from './formats/arrays/npz'
export { analyse } from './graph/analyse'
export type { SampleInfo } from './graph/types'
export { LAYERS, type LayerKind } from './layers'
export { classMetrics, type ClassMetrics } from './training/classMetrics'
export { valueMetrics, type ValueMetrics } from './training/valueMetrics'
export { planNetwork, weightLayout, type WeightEntry } from './plan/planNetwork'
export type { NetworkPlan } from './plan/types'
export type { Answers, Predictor } from './run/predictor'
export type {
  EpochMetrics,
  OutputMetrics,
  RunState,
  TrainControl,
  TrainEvents,
  Training,
  TrainProgress,
  TrainResult,
} from './run/types'
export type { NumberScales } from './datasets/targetScale'
export type { Preparations } from './preparation'
export { isBad, type Bad, type Shape } from './spec'
export { DATA, type DataSettings } from './settings/data'
export { TRAINING, type TrainingSettings } from './settings/training'

type Where = 'threads' | 'workerUrl' | 'kernelFolder'
const where = ({ threads, workerUrl, kernelFolder }: Partial<Pick<TrainOptions, Where>>) => ({
  threads: threads ?? allThreads(),
  workerUrl: workerUrl ?? WORKER,
  kernelFolder: kernelFolder ?? KERNELS,
})
const firstBad = (...all: readonly unknown[]): Bad | undefined => all.find(isBad)

/**
 * Options of `train`, all of which may be left out. Defaults: one thread a core, and the worker and kernels
 * beside the built engine. `initialWeights` is `[parameters]` in the order of `layoutOf`; `from` is a state
 * to resume.
 */
export type TrainSettings = Partial<Pick<TrainOptions, Where | 'initialWeights' | 'from'>>

/**
 * Trains in worker threads and returns at once. `finished` always resolves: with a status, the weights
 * `[parameters]` in the order of `layoutOf` and the figures on the test split; or with status `failed` and a
 * sentence. A Bad for `document` or `dataset` becomes that sentence.
 */
export function train(
  document: Document | Bad,
  dataset: Dataset | Bad,
  events: TrainEvents = {},
  settings: TrainSettings = {},
): Training {
  const wrong = firstBad(document, dataset)
  if (!wrong)
    return trainOnThreads(
      { ...settings, ...where(settings), document: document as Document, dataset: dataset as Dataset },
      events,
    )
  const nothing = (): void => {}
  return {
    control: { pause: nothing, resume: nothing, stop: nothing, capture: () => Promise.resolve(null) },
    finished: Promise.resolve({
      status: 'failed',
      sentence: wrong.bad,
      weights: null,
      testAccuracy: null,
      testLoss: null,
      test: [],
      predictions: [],
      best: null,
    }),
  }
}

/**
 * Options of `openPredictor` and `predict`, all of which may be left out.
 * `positions` are those of the data set, ascending or not; without them, all. `preparations` and `scales` are
 * what a training handed out; without them they are measured on the training split of the data at hand.
 */
export type PredictSettings = Partial<Pick<PredictOptions, Where | 'positions' | 'preparations' | 'scales'>>

/** For the null weights of a training that never began. */
const NO_WEIGHTS: Bad = {
  bad: 'There are no weights to ask: the training they should come from did not begin.',
}

/**
 * Opens threads that answer until `close` is called; for a single answer there is `predict`. `weights` are
 * `[parameters]` in the order of `layoutOf`. Bad if an argument is, or if the three do not fit together.
 */
export async function openPredictor(
  document: Document | Bad,
  dataset: Dataset | Bad,
  weights: Float32Array | Bad | null,
  settings: PredictSettings = {},
): Promise<Predictor | Bad> {
  return (
    firstBad(document, dataset, weights ?? NO_WEIGHTS) ??
    openPredictorOnThreads({
      ...settings,
      ...where(settings),
      document: document as Document,
      dataset: dataset as Dataset,
      weights: weights as Float32Array,
    })
  )
}

/**
 * Evaluates once: predictions `[samples, scores]` for each output (probabilities, or numbers in the unit of
 * the data), mean loss and figures of the samples at `positions`, or of all. The errors are those of
 * `openPredictor`.
 */
export async function predict(
  ...of: Parameters<typeof openPredictor>
): Promise<Awaited<ReturnType<Predictor['evaluate']>>> {
  const predictor = await openPredictor(...of)
  if (isBad(predictor)) return predictor
  try {
    return await predictor.evaluate()
  } finally {
    await predictor.close()
  }
}

/**
 * A bundled data set: `fashion-mnist` (images `[28, 28, 1]`, 0–255) or `tecator` (spectra `[100, 1]`,
 * absorbance). Bad if there is none of that name, or its files in `folder` are missing or damaged.
 */
export const loadDataset = (id: string, folder: string = DATASETS): Promise<Dataset | Bad> =>
  loadDatasetIn(id, folder)
/**
 * A data set from an .npz file; engine/library/arrays.ts says which arrays it takes. Bad if one is missing or
 * has a wrong shape.
 */
export const loadArrays = (path: string): Promise<Dataset | Bad> => loadArrayFile(path)

/**
 * The name, node, shape and offset of each of a network's weights in the flat array `[parameters]`. Bad if
 * the graph has a problem.
 */
export function layoutOf(
  document: Document | Bad,
  dataset: Dataset | Bad,
): ReturnType<typeof weightLayout> | Bad {
  const wrong = firstBad(document, dataset)
  if (wrong) return wrong
  const plan = planNetwork(
    document as Document,
    sampleInfo(dataset as Dataset, (document as Document).data.preparation),
  )
  return isBad(plan) ? plan : weightLayout(plan)
}
