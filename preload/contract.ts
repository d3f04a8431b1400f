/**
 * Every message that may cross the wall between the window and the main process. Nothing else may.
 * Preload and main loop over these two tables, so a call without a handler does not compile
 * and a payload that does not fit its schema never reaches one. Imports no Electron, no Node, no DOM.
 */
import { z } from 'zod'
import type { DatasetSummary, SampleSplit, Samples } from '../engine/datasets/dataset'
import type { Inspection } from '../engine/datasets/audit/audit'
import type { ImportProgress, Preview, FileProblem, Survey } from '../engine/sources/types'
import { type Recipe, SOURCE_KINDS } from '../engine/datasets/recipe'
import { parseDataSettings, parseDocument, type Document } from '../engine/document/document'
import type { EpochMetrics, OutputMetrics, TrainProgress } from '../engine/run/types'
import type { NodeMaps, FilterBank } from '../engine/inspect/types'
import { isBad, type Shape } from '../engine/spec'
import type { TrainingSettings } from '../engine/settings/training'
import type { DataSettings } from '../engine/settings/data'

export type {
  Axis,
  DatasetSummary,
  SampleSplit as Place,
  Samples,
  SplitName,
} from '../engine/datasets/dataset'
export type { Finding, Inspection } from '../engine/datasets/audit/audit'
export * from '../engine/augmentation'
export { givenSplit } from '../engine/datasets/split/given'
export * from '../engine/document/document'
export * from '../engine/graph/analyse'
export * from '../engine/graph/types'
export * from '../engine/settings/data'
export { secondBank, type FilterBank, type NodeMaps } from '../engine/inspect/types'
export * from '../engine/layers'
export * from '../engine/preparation'
export type { ClassMetrics } from '../engine/training/metrics'
export type { EpochMetrics, OutputMetrics } from '../engine/run/types'
export type { ColumnHead, Note, Preview, FileProblem, Survey } from '../engine/sources/types'
export type { Recipe, SourceKind, TargetChoice } from '../engine/datasets/recipe'
export { sourceParams } from '../engine/sources/kinds/params'
export * from '../engine/spec'
export * from '../engine/settings/training'

// ---- What is said ----

export type ProjectId = string
export type ExperimentId = number
/**
 * The project on screen. `path` is null until it is saved to a file; `isDirty` = the file is older than the
 * screen.
 */
export type OpenProject = {
  readonly id: ProjectId
  readonly document: Document
  readonly path: string | null
  readonly isDirty: boolean
}
export type RecentProject = {
  readonly id: ProjectId
  readonly name: string
  readonly path: string | null
  readonly updatedAt: number
}

export type RunStatus = 'running' | 'paused' | 'finished' | 'stopped' | 'failed' | 'interrupted'
/** About ten times a second while training. */
export type RunProgress = TrainProgress & {
  readonly experiment: ExperimentId
  readonly status: 'preparing' | 'running' | 'paused' | 'stopping'
  /** Whether its loss is of standardised numbers. */
  readonly isStandardised: boolean
}
export type RunEnd = {
  readonly experiment: ExperimentId
  readonly status: RunStatus
  readonly sentence: string
  readonly testAccuracy: number | null
}

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
export type Answers = {
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

export type AppInfo = {
  readonly version: string
  readonly electron: string
  readonly threads: number
  readonly platform: string
}
/** Something that went wrong or was put right before the window opened, to be shown once. */
export type Notice = { readonly level: 'info' | 'warning' | 'error'; readonly sentence: string }
export type MenuCommand =
  | 'project:new'
  | 'project:open'
  | 'project:save'
  | 'project:save-as'
  | 'project:example-images'
  | 'project:example-spectra'
  | 'data:open-files'
  | 'data:open-folder'
  | 'edit:undo'
  | 'edit:redo'
  | 'edit:delete'
  | 'edit:duplicate'
  | 'edit:select-all'
  | 'view:design'
  | 'view:data'
  | 'view:train'
  | 'view:inspect'
  | 'view:compare'
  | 'view:fit'
  | 'view:arrange'
  | 'view:commands'
  | 'run:train'
  | 'run:pause'
  | 'run:stop'

/** A data set to choose; `own` is one that was imported: from where, and which files were left out. */
export type DatasetHead = {
  readonly id: string
  readonly title: string
  readonly kind: 'images' | 'spectra'
  readonly shape: Shape
  readonly classes: number
  readonly numbers: number
  readonly samples: number
  readonly about: string
  readonly own: {
    readonly paths: readonly string[]
    readonly recipe: Recipe
    readonly importedAt: number
    readonly left: readonly FileProblem[]
  } | null
}

// ---- The two tables ----

const call = <In, Out>(schema: z.ZodType<In>) => ({ schema, out: undefined as unknown as Out })
const event = <Out>() => ({ out: undefined as unknown as Out })

const nothing = z.undefined()
const projectId = z.string().min(1).max(64)
const experimentId = z.number().int().positive()
const document = z.unknown().transform((value, context): Document => {
  const d = parseDocument(value)
  if (!isBad(d)) return d
  context.addIssue({ code: 'custom', message: d.bad })
  return z.NEVER
}) as unknown as z.ZodType<Document>
/** What is trained on and how, as in a document. */
const data = z.unknown().transform((value, context): DataSettings => {
  const d = parseDataSettings(value)
  if (!isBad(d)) return d
  context.addIssue({ code: 'custom', message: d.bad })
  return z.NEVER
}) as unknown as z.ZodType<DataSettings>
const recipe: z.ZodType<Recipe> = z.object({
  title: z.string().trim().min(1).max(200),
  paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000),
  kind: z.enum(SOURCE_KINDS),
  params: z.record(z.string(), z.unknown()),
  labels: z.string().max(4096),
  isListed: z.boolean(),
  axis: z
    .object({ from: z.number(), to: z.number(), points: z.number().int().min(2).max(1_000_000) })
    .nullable(),
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('classes'), column: z.string().max(1000) }),
    z.object({ kind: z.literal('numbers'), columns: z.array(z.string().max(1000)).max(10_000) }),
    z.object({ kind: z.literal('none') }),
  ]),
})

export const calls = {
  'app:info': call<undefined, AppInfo>(nothing),
  'app:notices': call<undefined, readonly Notice[]>(nothing),

  'project:current': call<undefined, OpenProject>(nothing),
  /** A network that fits a data set, as a project of its own; `excluded` of its samples stay left out. */
  'project:begin': call<{ set: string; excluded: readonly number[] }, OpenProject>(
    z.object({ set: z.string().min(1).max(200), excluded: z.array(z.number().int().min(0)).max(1_000_000) }),
  ),
  'project:new': call<{ template: 'empty' | 'images' | 'spectra' }, OpenProject>(
    z.object({ template: z.enum(['empty', 'images', 'spectra']) }),
  ),
  /** Asks for a file; null if the user changed their mind. */
  'project:open': call<undefined, OpenProject | null>(nothing),
  'project:switch': call<{ id: ProjectId }, OpenProject>(z.object({ id: projectId })),
  'project:recent': call<undefined, readonly RecentProject[]>(nothing),
  /** Keeps the working copy in the database; called at most two seconds after every edit. */
  'project:keep': call<{ id: ProjectId; document: Document }, void>(z.object({ id: projectId, document })),
  /**
   * Writes the project file, asking where if it has none or `as` is set; null if the user changed their mind.
   */
  'project:save': call<{ id: ProjectId; document: Document; as: boolean }, OpenProject | null>(
    z.object({ id: projectId, document, as: z.boolean() }),
  ),

  'data:list': call<undefined, readonly DatasetHead[]>(nothing),
  'data:describe': call<DataSettings, DatasetSummary>(data),
  /**
   * Samples of one split (or all), optionally of one class, or those of `only` alone, from `offset` on; at
   * most 512.
   */
  'data:samples': call<
    {
      data: DataSettings
      split: SampleSplit | 'all'
      label: number | null
      only: readonly number[] | null
      isPrepared: boolean
      offset: number
      count: number
    },
    Samples
  >(
    z.object({
      data,
      split: z.enum(['training', 'validation', 'test', 'left out', 'all']),
      label: z.number().int().min(0).nullable(),
      only: z.array(z.number().int().min(0)).max(100_000).nullable(),
      isPrepared: z.boolean(),
      offset: z.number().int().min(0),
      count: z.number().int().min(1).max(512),
    }),
  ),
  /** Balance, outliers, duplicates and leaks, in a process of its own; `data:inspecting` comes meanwhile. */
  'data:inspect': call<DataSettings, Inspection>(data),
  /** Ends the inspection at once; what asked for it is refused. */
  'data:cancel-inspection': call<undefined, void>(nothing),
  /** Asks for files or a folder; null if the user changed their mind. */
  'data:choose': call<{ what: 'files' | 'folder' }, readonly string[] | null>(
    z.object({ what: z.enum(['files', 'folder']) }),
  ),
  /** What is there, and a recipe to begin with. */
  'data:survey': call<{ paths: readonly string[] }, Survey>(
    z.object({ paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000) }),
  ),
  /** The first of the paths that nothing is at any more. */
  'data:missing': call<{ paths: readonly string[] }, string | null>(
    z.object({ paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000) }),
  ),
  'data:preview': call<{ recipe: Recipe }, Preview>(z.object({ recipe })),
  /** Answers when all is imported; `data:progress` and `data:question` come meanwhile. */
  'data:import': call<{ recipe: Recipe }, { id: string }>(z.object({ recipe })),
  /** The answer to `data:question`. */
  'data:leave': call<{ mayLeave: boolean }, void>(z.object({ mayLeave: z.boolean() })),
  /** Ends what is being read; nothing of it is kept. */
  'data:cancel': call<undefined, void>(nothing),
  /** Of an imported set; the files it came from stay. */
  'data:remove': call<{ id: string }, void>(z.object({ id: z.string().max(100) })),

  'run:start': call<{ project: ProjectId; document: Document }, { experiment: ExperimentId }>(
    z.object({ project: projectId, document }),
  ),
  'run:pause': call<undefined, void>(nothing),
  'run:resume': call<undefined, void>(nothing),
  'run:stop': call<undefined, void>(nothing),
  /** The run going on, for a window that was reloaded. */
  'run:current': call<undefined, { progress: RunProgress; history: readonly EpochMetrics[] } | null>(nothing),

  'experiment:list': call<undefined, readonly ExperimentRow[]>(nothing),
  'experiment:get': call<{ id: ExperimentId }, Experiment>(z.object({ id: experimentId })),
  /** Null where the run did not finish. */
  'experiment:answers': call<{ id: ExperimentId }, Answers | null>(z.object({ id: experimentId })),
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

export const events = {
  'menu:command': event<MenuCommand>(),
  'run:progress': event<RunProgress>(),
  'run:epoch': event<{ experiment: ExperimentId; metrics: EpochMetrics }>(),
  'run:ended': event<RunEnd>(),
  /** A row was added, ended, edited or deleted; epochs of a running one come as `run:epoch`. */
  'experiments:changed': event<undefined>(),
  'data:progress': event<ImportProgress>(),
  /** Files that could not be read: whether to go on without them. */
  'data:question': event<{ problems: readonly FileProblem[]; samples: number }>(),
  /** The share of the inspection that is done. */
  'data:inspecting': event<{ share: number }>(),
  /** The list of data sets is out of date. */
  'data:changed': event<undefined>(),
  /** Main asks for the last word before the window closes; the window answers with `project:keep`. */
  'project:keep-now': event<undefined>(),
} as const

// ---- Derived ----

export type CallName = keyof typeof calls
export type EventName = keyof typeof events
export type In<K extends CallName> = (typeof calls)[K]['schema'] extends z.ZodType<infer A> ? A : never
export type Out<K extends CallName> = (typeof calls)[K]['out']
export type EventOf<K extends EventName> = (typeof events)[K]['out']
export type Reply<A> =
  | { readonly ok: true; readonly value: A }
  | { readonly ok: false; readonly code: 'sender' | 'payload' | 'failed'; readonly message: string }
export type Handlers = { readonly [K in CallName]: (arg: In<K>) => Promise<Out<K>> }
export type Api = {
  call<K extends CallName>(name: K, arg: In<K>): Promise<Reply<Out<K>>>
  on<K extends EventName>(name: K, listener: (payload: EventOf<K>) => void): () => void
  /** Where files that were dropped on the window lie; empty for what is no file. */
  pathsOf(files: readonly File[]): readonly string[]
}
