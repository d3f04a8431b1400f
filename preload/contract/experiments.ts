/** Experiments: what was trained, how it went, and what it left. */
import { z } from 'zod'
import type { Document } from '../../engine/document/document'
import type { FilterBank, NodeMaps } from '../../engine/inspect/types'
import type { EpochMetrics, OutputMetrics } from '../../engine/run/types'
import type { TrainingSettings } from '../../engine/settings/training'
import { call, event, experimentId, nothing, type ExperimentId, type ProjectId } from './payloads'
import type { OpenProject } from './projects'
import type { RunStatus } from './runs'

export type ExperimentRow = {
  readonly id: ExperimentId
  /** The project it was trained from; null if that is gone. */
  readonly project: ProjectId | null
  readonly name: string
  readonly status: RunStatus
  /** Why it failed or was interrupted; empty otherwise. */
  readonly sentence: string
  readonly startedAt: number
  readonly seconds: number
  readonly dataset: string
  readonly fingerprint: string
  readonly epochs: number
  readonly plannedEpochs: number
  readonly parameters: number
  readonly threads: number
  readonly samplesPerSecond: number
  readonly trainingLoss: number | null
  readonly trainingAccuracy: number | null
  readonly validationLoss: number | null
  readonly validationAccuracy: number | null
  readonly testAccuracy: number | null
  /** Where numbers are predicted. */
  readonly validationFit: { readonly r2: number | null; readonly rmse: number } | null
  readonly testFit: { readonly r2: number | null; readonly rmse: number } | null
  readonly settings: TrainingSettings
  readonly note: string
  readonly tags: readonly string[]
}
export type Experiment = ExperimentRow & {
  readonly document: Document
  readonly history: readonly EpochMetrics[]
  /** Epochs whose weights are kept, oldest first. */
  readonly savedEpochs: readonly number[]
}
/** What a finished experiment answered to its test split. */
export type TestAnswers = {
  readonly figures: readonly OutputMetrics[]
  /** Of the numbers that the first output predicts; empty where it names classes. */
  readonly names: readonly string[]
  /** `[samples]`, places in the data set. */
  readonly positions: Int32Array
  /** `[samples, names]`; a label each where there are classes. */
  readonly truth: Float32Array
  /** `[samples, scores]`. */
  readonly predictions: Float32Array
}
/** What every node puts out for one sample, and what the network says of it. */
export type SampleMaps = {
  readonly maps: readonly NodeMaps[]
  readonly probabilities: readonly number[]
  readonly label: number
}

export const experimentCalls = {
  'experiment:list': call<undefined, readonly ExperimentRow[]>(nothing),
  'experiment:get': call<{ id: ExperimentId }, Experiment>(z.object({ id: experimentId })),
  /** Null where the run did not finish. */
  'experiment:answers': call<{ id: ExperimentId }, TestAnswers | null>(z.object({ id: experimentId })),
  'experiment:edit': call<
    {
      id: ExperimentId
      name?: string | undefined
      note?: string | undefined
      tags?: readonly string[] | undefined
    },
    void
  >(
    z.object({
      id: experimentId,
      name: z.string().trim().min(1).max(200).optional(),
      note: z.string().max(10_000).optional(),
      tags: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
    }),
  ),
  'experiment:delete': call<{ ids: readonly ExperimentId[] }, void>(
    z.object({ ids: z.array(experimentId).min(1) }),
  ),
  'experiment:restore': call<{ ids: readonly ExperimentId[] }, void>(
    z.object({ ids: z.array(experimentId).min(1) }),
  ),
  /**
   * Removes deleted experiments for good and gives their space back; answers with the file's size before and
   * after.
   */
  'experiment:vacuum': call<undefined, { before: number; after: number }>(nothing),
  'experiment:open-as-project': call<{ id: ExperimentId }, OpenProject>(z.object({ id: experimentId })),
  'experiment:filters': call<{ id: ExperimentId; epoch: number }, readonly FilterBank[]>(
    z.object({ id: experimentId, epoch: z.number().int().min(0) }),
  ),
  /** `sample` is a position in the whole data set, as in `Samples.indices`. */
  'experiment:maps': call<{ id: ExperimentId; epoch: number; sample: number }, SampleMaps>(
    z.object({ id: experimentId, epoch: z.number().int().min(0), sample: z.number().int().min(0) }),
  ),
} as const

export const experimentEvents = {
  /** A row was added, ended, edited or deleted; epochs of a running one come as `run:epoch`. */
  'experiments:changed': event<undefined>(),
} as const
