/** Data sets: those there are, what is in them, and how users' files become one. */
import { z } from 'zod'
import type { Audit } from '../../engine/datasets/audit/audit'
import {
  SAMPLE_SPLITS,
  type DatasetSummary,
  type SampleSplit,
  type Samples,
} from '../../engine/datasets/dataset'
import type { Recipe } from '../../engine/datasets/recipe'
import type { DataSettings } from '../../engine/settings/data'
import type { ImportProgress, Preview, FileProblem, Survey } from '../../engine/sources/types'
import type { Shape } from '../../engine/spec'
import { call, data, event, nothing, paths, recipe } from './payloads'

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

export const dataCalls = {
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
      split: z.enum([...SAMPLE_SPLITS, 'all']),
      label: z.number().int().min(0).nullable(),
      only: z.array(z.number().int().min(0)).max(100_000).nullable(),
      isPrepared: z.boolean(),
      offset: z.number().int().min(0),
      count: z.number().int().min(1).max(512),
    }),
  ),
  /** Balance, outliers, duplicates and leaks, in a process of its own; `data:auditing` comes meanwhile. */
  'data:audit': call<DataSettings, Audit>(data),
  /** Ends the audit at once; what asked for it is refused. */
  'data:cancel-audit': call<undefined, void>(nothing),
  /** Asks for files or a folder; null if the user changed their mind. */
  'data:choose': call<{ what: 'files' | 'folder' }, readonly string[] | null>(
    z.object({ what: z.enum(['files', 'folder']) }),
  ),
  /** What is there, and a recipe to begin with. */
  'data:survey': call<{ paths: readonly string[] }, Survey>(z.object({ paths })),
  /** The first of the paths that nothing is at any more. */
  'data:missing': call<{ paths: readonly string[] }, string | null>(z.object({ paths })),
  'data:preview': call<{ recipe: Recipe }, Preview>(z.object({ recipe })),
  /** Answers when all is imported; `data:progress` and `data:question` come meanwhile. */
  'data:import': call<{ recipe: Recipe }, { id: string }>(z.object({ recipe })),
  /** The answer to `data:question`. */
  'data:answer-question': call<{ mayLeave: boolean }, void>(z.object({ mayLeave: z.boolean() })),
  /** Ends what is being read; nothing of it is kept. */
  'data:cancel': call<undefined, void>(nothing),
  /** Of an imported set; the files it came from stay. */
  'data:remove': call<{ id: string }, void>(z.object({ id: z.string().max(100) })),
} as const

export const dataEvents = {
  'data:progress': event<ImportProgress>(),
  /** Files that could not be read: whether to go on without them. */
  'data:question': event<{ problems: readonly FileProblem[]; samples: number }>(),
  /** The share of the audit that is done. */
  'data:auditing': event<{ share: number }>(),
  /** The list of data sets is out of date. */
  'data:changed': event<undefined>(),
} as const
