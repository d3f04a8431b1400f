/** The table of experiments as Compare shows it, and the document of each. */
import type Database from 'better-sqlite3'
import {
  emptyDocument,
  isBad,
  type TestAnswers,
  type Document,
  type ExperimentId,
  type ExperimentRow,
  type RunStatus,
  type TrainingSettings,
} from '../../preload/contract'
import { storedDocument } from './documents'

type Row = {
  id: number
  project_id: string | null
  name: string
  status: RunStatus
  sentence: string
  training: string | null
  fingerprint: string
  dataset: string
  planned_epochs: number
  parameters: number
  threads: number
  started_at: number
  test_accuracy: number | null
  note: string
  tags: string
  epochs: number | null
  seconds: number | null
  samples_per_second: number | null
  training_loss: number | null
  training_accuracy: number | null
  validation_loss: number | null
  validation_accuracy: number | null
  validation_r2: number | null
  validation_rmse: number | null
  test_figures: string | null
}

/**
 * Without the document, of which a row needs the training settings alone: a table of thousands is read at
 * once.
 */
const SELECT = `
  SELECT e.id, e.project_id, e.name, e.status, e.sentence, e.fingerprint, e.planned_epochs, e.parameters,
    e.threads, e.started_at, e.test_accuracy, e.note,
    CASE WHEN json_valid(e.document) THEN e.document ->> '$.training' END AS training,
    d.title AS dataset, last.epoch AS epochs, last.training_loss, last.training_accuracy,
    last.validation_loss, last.validation_accuracy, last.validation_r2, last.validation_rmse,
    (SELECT figures FROM answers WHERE experiment_id = e.id) AS test_figures,
    (SELECT json_group_array(tag) FROM tags WHERE experiment_id = e.id) AS tags,
    (SELECT sum(seconds) FROM epochs WHERE experiment_id = e.id) AS seconds,
    (SELECT avg(samples_per_second) FROM epochs WHERE experiment_id = e.id) AS samples_per_second
  FROM experiments e JOIN datasets d USING (fingerprint)
  LEFT JOIN epochs last ON last.experiment_id = e.id
    AND last.epoch = (SELECT max(epoch) FROM epochs WHERE experiment_id = e.id)`

export function experimentRows(db: Database.Database) {
  const list = db.prepare<[], Row>(`${SELECT} WHERE e.deleted_at IS NULL ORDER BY e.id DESC`)
  const one = db.prepare<[number], Row>(`${SELECT} WHERE e.id = ?`)
  const document = db.prepare<[number], { document: string }>('SELECT document FROM experiments WHERE id = ?')
  return {
    /** Newest first, without the deleted ones. */
    list: (): readonly ExperimentRow[] => list.all().map(rowOf),
    /** Also of a deleted one, which may come back. */
    row: (id: ExperimentId): ExperimentRow => rowOf(found(one.get(id), id)),
    document(id: ExperimentId): Document {
      const stored = storedDocument(found(document.get(id), id).document)
      if (isBad(stored)) throw new Error(stored.bad)
      return stored
    },
  }
}

/** The row, or the sentence that there is none. */
export function found<R>(row: R | undefined, id: ExperimentId): R {
  if (!row) throw new Error(`There is no experiment ${id}; it may have been deleted.`)
  return row
}

const rowOf = (r: Row): ExperimentRow => ({
  id: r.id,
  project: r.project_id,
  name: r.name,
  status: r.status,
  sentence: r.sentence,
  startedAt: r.started_at,
  seconds: r.seconds ?? 0,
  dataset: r.dataset,
  fingerprint: r.fingerprint,
  epochs: r.epochs ?? 0,
  plannedEpochs: r.planned_epochs,
  parameters: r.parameters,
  threads: r.threads,
  samplesPerSecond: r.samples_per_second ?? 0,
  trainingLoss: r.training_loss,
  trainingAccuracy: r.training_accuracy,
  validationLoss: r.validation_loss,
  validationAccuracy: r.validation_accuracy,
  validationFit: r.validation_rmse === null ? null : { r2: r.validation_r2, rmse: r.validation_rmse },
  testFit: fitOf(r.test_figures),
  testAccuracy: r.test_accuracy,
  settings: settingsOf(r.training),
  note: r.note,
  tags: JSON.parse(r.tags) as string[],
})

/**
 * A row whose document is damaged stays in the table, with its figures; what is not known shows as it would
 * be in a new project.
 */
const settingsOf = (training: string | null): TrainingSettings =>
  training === null ? emptyDocument().training : (JSON.parse(training) as TrainingSettings)

/** Of the first output, where that predicts numbers. */
function fitOf(figures: string | null): ExperimentRow['testFit'] {
  const [first] = figures === null ? [] : (JSON.parse(figures) as TestAnswers['figures'])
  return first && 'numbers' in first ? { r2: first.numbers.r2, rmse: first.numbers.rmse } : null
}
