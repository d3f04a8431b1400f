/** One line for every call of the contract. A call without a handler does not compile. */
import { app } from 'electron'
import { sampleInfo } from '../engine/library/describe'
import { starterFor } from '../engine/graph/starter'
import type { Handlers, Notice } from '../preload/contract'
import type { FeatureMapsProcess } from './featureMaps'
import type { Datasets } from './datasets'
import { diskError } from './diskError'
import type { Imports } from './imports'
import type { Runs } from './runs'
import type { Projects } from './projects'
import type { ExperimentStore } from './store/experiments'
import type { ProjectStore } from './store/projects'
import { threadCount } from './threads'

type Parts = {
  readonly projectStore: ProjectStore
  readonly experiments: ExperimentStore
  readonly projects: Projects
  readonly data: Datasets
  readonly imports: Imports
  readonly runs: Runs
  readonly featureMaps: FeatureMapsProcess
  readonly notices: Notice[]
  /** Tells the window that the table of experiments is out of date. */
  readonly experimentsChanged: () => void
  /** The window's edits are in the database, or the sentence that says why not. */
  readonly kept: (failure: string | null) => void
}

export function handlers({
  projectStore,
  experiments,
  projects,
  data,
  imports,
  runs,
  featureMaps,
  notices,
  experimentsChanged,
  kept,
}: Parts): Handlers {
  /** A change of the database: failures in words, and the table told. */
  const change = async <A>(doing: string, action: () => A): Promise<A> => {
    try {
      return action()
    } catch (error) {
      throw diskError(error, doing)
    } finally {
      experimentsChanged()
    }
  }
  return {
    'app:info': async () => ({
      version: app.getVersion(),
      electron: process.versions['electron'] ?? '',
      threads: threadCount(),
      platform: process.platform,
    }),
    'app:notices': async () => notices.splice(0),

    'project:current': () => projects.current(notices),
    'project:begin': async ({ set, excluded }) => {
      const found = await data.get(set)
      return projects.fromDocument(
        starterFor(sampleInfo(found), { ...found, excluded: excluded.filter(i => i < found.labels.length) }),
      )
    },
    'project:new': async ({ template }) => projects.create(template),
    'project:open': () => projects.open(),
    'project:switch': async ({ id }) => projectStore.get(id),
    'project:recent': async () => projectStore.recent(),
    'project:keep': async ({ id, document }) => {
      try {
        projectStore.keep(id, document)
        kept(null)
      } catch (error) {
        const failure = diskError(error, 'keep your edits')
        kept(failure.message)
        throw failure
      }
    },
    'project:save': arg => projects.save(arg),

    'data:list': () => data.list(),
    'data:describe': arg => data.describe(arg),
    'data:samples': arg => data.samples(arg),
    'data:inspect': arg => imports.inspect(arg),
    'data:cancel-inspection': () => imports.cancelInspection(),
    'data:choose': arg => imports.choose(arg),
    'data:survey': arg => imports.survey(arg),
    'data:missing': arg => imports.missing(arg),
    'data:preview': arg => imports.preview(arg),
    'data:import': arg => imports.import(arg),
    'data:leave': async arg => imports.leave(arg),
    'data:cancel': () => imports.cancel(),
    'data:remove': ({ id }) => data.remove(id),

    'run:start': ({ project, document }) => runs.start(project, document),
    'run:pause': async () => runs.pause(),
    'run:resume': async () => runs.resume(),
    'run:stop': async () => runs.stop(),
    'run:current': async () => runs.current(),

    'experiment:list': async () => experiments.list(),
    'experiment:get': async ({ id }) => experiments.get(id),
    'experiment:answers': async ({ id }) => experiments.answers(id),
    'experiment:edit': ({ id, ...fields }) =>
      change('change the experiment', () => experiments.edit(id, fields)),
    'experiment:delete': ({ ids }) => change('delete', () => experiments.setDeleted(ids, true)),
    'experiment:restore': ({ ids }) => change('restore', () => experiments.setDeleted(ids, false)),
    'experiment:vacuum': () => change('give the space back', () => experiments.vacuum()),
    'experiment:open-as-project': async ({ id }) => projects.fromDocument(experiments.document(id)),
    'experiment:filters': async ({ id, epoch }) => experiments.filters(id, epoch),
    'experiment:maps': async ({ id, epoch, sample }) =>
      featureMaps.maps(
        experiments.document(id),
        experiments.weights(id, epoch),
        sample,
        experiments.preparation(id),
        experiments.scales(id),
      ),
  }
}
