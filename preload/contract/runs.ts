/** The training going on. */
import { z } from 'zod'
import type { Document } from '../../engine/document/document'
import type { EpochMetrics, TrainProgress } from '../../engine/run/types'
import { call, document, event, nothing, projectId, type ExperimentId, type ProjectId } from './payloads'

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

export const runCalls = {
  'run:start': call<{ project: ProjectId; document: Document }, { experiment: ExperimentId }>(
    z.object({ project: projectId, document }),
  ),
  'run:pause': call<undefined, void>(nothing),
  'run:resume': call<undefined, void>(nothing),
  'run:stop': call<undefined, void>(nothing),
  /** The run going on, for a window that was reloaded. */
  'run:current': call<undefined, { progress: RunProgress; history: readonly EpochMetrics[] } | null>(nothing),
} as const

export const runEvents = {
  'run:progress': event<RunProgress>(),
  'run:epoch': event<{ experiment: ExperimentId; metrics: EpochMetrics }>(),
  'run:ended': event<RunEnd>(),
} as const
