/** Everything that answers the window's calls, wired together once over the database in a folder. */
import type { BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { Notice } from '../preload/contract'
import { Audits } from './audits'
import { BUNDLED, Datasets } from './datasets'
import { featureMapsProcess } from './featureMaps'
import type { HandlerParts } from './handlers/parts'
import { Imports } from './imports'
import type { Tell } from './ipc'
import { Projects } from './projects'
import { Runs } from './runs'
import { experimentStore } from './store/experiments'
import { openStore } from './store/open'
import { ProjectStore } from './store/projects'

type Services = Omit<HandlerParts, 'kept'> & { readonly quit: () => void }

export function openServices(folder: string, window: () => BrowserWindow | null, tell: Tell): Services {
  const { db, notices } = openStore(join(folder, 'receptive.db'))
  const projectStore = new ProjectStore(db)
  const experiments = experimentStore(db)
  const data = new Datasets({ bundled: BUNDLED, own: join(folder, 'datasets') })
  const interrupted = experiments.markInterrupted()
  const processes = {
    runs: new Runs(experiments, data, tell),
    featureMaps: featureMapsProcess(data.library),
    imports: new Imports(data, window, tell),
    audits: new Audits(data.library, tell),
  }
  return {
    ...processes,
    projectStore,
    experiments,
    data,
    projects: new Projects(projectStore, window),
    notices: interrupted > 0 ? [...notices, interruptedNotice(interrupted)] : [...notices],
    experimentsChanged: () => tell('experiments:changed', undefined),
    quit() {
      for (const process of Object.values(processes)) process.quit()
      db.close()
    },
  }
}

const interruptedNotice = (trainings: number): Notice => ({
  level: 'info',
  sentence:
    `${trainings === 1 ? 'A training was' : `${trainings} trainings were`} interrupted when the ` +
    'studio last closed; the finished epochs are in Compare.',
})
