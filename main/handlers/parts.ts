/** What handlers answer with: every service of the main process. */
import type { CallName, Handlers, Notice } from '../../preload/contract'
import type { Audits } from '../audits'
import type { Datasets } from '../datasets'
import type { FeatureMapsProcess } from '../featureMaps'
import type { Imports } from '../imports'
import type { Projects } from '../projects'
import type { Runs } from '../runs'
import type { ExperimentStore } from '../store/experiments'
import type { ProjectStore } from '../store/projects'

export type HandlerParts = {
  readonly projectStore: ProjectStore
  readonly experiments: ExperimentStore
  readonly projects: Projects
  readonly data: Datasets
  readonly imports: Imports
  readonly audits: Audits
  readonly runs: Runs
  readonly featureMaps: FeatureMapsProcess
  readonly notices: Notice[]
  /** Tells the window that the table of experiments is out of date. */
  readonly experimentsChanged: () => void
  /** The window's edits are in the database, or the sentence that says why not. */
  readonly kept: (failure: string | null) => void
}

/** The handlers of all calls whose names begin so. */
export type HandlersOf<Subject extends string> = Pick<Handlers, Extract<CallName, `${Subject}:${string}`>>
