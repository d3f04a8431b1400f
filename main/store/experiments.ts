/** Experiments: what was trained, on what, how it went, and the weights it left. A part of it is a file. */
import type Database from 'better-sqlite3'
import type { Experiment, ExperimentId } from '../../preload/contract'
import { epochStore } from './epochs'
import { experimentEdits } from './experimentEdits'
import { experimentRows } from './experimentRows'
import { experimentAdder } from './newExperiment'
import { preparationStore } from './preparations'
import { runStatus } from './runStatus'
import { testAnswers } from './testAnswers'

export type { NewExperiment } from './newExperiment'

export function experimentStore(db: Database.Database) {
  const rows = experimentRows(db)
  const epochs = epochStore(db)
  return {
    list: rows.list,
    document: rows.document,
    get: (id: ExperimentId): Experiment => ({
      ...rows.row(id),
      document: rows.document(id),
      history: epochs.history(id),
      savedEpochs: epochs.savedEpochs(id),
    }),
    add: experimentAdder(db),
    addEpoch: epochs.addEpoch,
    weights: epochs.weights,
    filters: epochs.filters,
    ...testAnswers(db),
    ...preparationStore(db),
    ...runStatus(db),
    ...experimentEdits(db),
  }
}
export type ExperimentStore = ReturnType<typeof experimentStore>
