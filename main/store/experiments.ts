/**
 * Experiments: what was trained, on what, how it went, and the weights it left.
 * An experiment holds its own copy of the document, so later edits never change its past.
 */
import type Database from 'better-sqlite3'
import { statSync } from 'node:fs'
import {
  emptyDocument,
  isBad,
  writeDocument,
  type Answers,
  type Fitted,
  type Preparations,
  type Document,
  type EpochMetrics,
  type Experiment,
  type ExperimentId,
  type ExperimentRow,
  type FilterBank,
  type RunStatus,
  type TrainingSettings,
} from '../../preload/contract'
import type { NumberScales } from '../../engine/datasets/targetScale'
import { storedDocument } from './documents'
import { keptEpochs } from './retention'

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
  ended_at: number | null
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
export type NewExperiment = {
  readonly project: string
  readonly name: string
  readonly document: Document
  readonly parameters: number
  readonly threads: number
  readonly dataset: {
    readonly fingerprint: string
    readonly id: string
    readonly title: string
    readonly kind: string
    readonly shape: readonly number[]
    readonly classes: readonly string[]
    readonly samples: number
  }
}

/**
 * Without the document, of which a row needs the training settings alone: a table of thousands is read at
 * once.
 */
const SELECT = `
  SELECT e.id, e.project_id, e.name, e.status, e.sentence, e.fingerprint, e.planned_epochs, e.parameters, e.threads, e.started_at, e.ended_at, e.test_accuracy, e.note,
    CASE WHEN json_valid(e.document) THEN e.document ->> '$.training' END AS training,
    d.title AS dataset, last.epoch AS epochs, last.training_loss, last.training_accuracy, last.validation_loss, last.validation_accuracy, last.validation_r2, last.validation_rmse,
    (SELECT figures FROM answers WHERE experiment_id = e.id) AS test_figures,
    (SELECT json_group_array(tag) FROM tags WHERE experiment_id = e.id) AS tags,
    (SELECT sum(seconds) FROM epochs WHERE experiment_id = e.id) AS seconds,
    (SELECT avg(samples_per_second) FROM epochs WHERE experiment_id = e.id) AS samples_per_second
  FROM experiments e JOIN datasets d USING (fingerprint)
  LEFT JOIN epochs last ON last.experiment_id = e.id AND last.epoch = (SELECT max(epoch) FROM epochs WHERE experiment_id = e.id)`

export function experimentStore(db: Database.Database) {
  const list = db.prepare<[], Row>(`${SELECT} WHERE e.deleted_at IS NULL ORDER BY e.id DESC`)
  const one = db.prepare<[number], Row>(`${SELECT} WHERE e.id = ?`)
  const historyRows = db.prepare<
    [number],
    Omit<EpochMetrics, 'validationFit'> & { r2: number | null; rmse: number | null; mae: number | null }
  >(`SELECT epoch, training_loss AS trainingLoss, training_accuracy AS trainingAccuracy, validation_loss AS validationLoss,
    validation_accuracy AS validationAccuracy, validation_r2 AS r2, validation_rmse AS rmse, validation_mae AS mae, seconds, samples_per_second AS samplesPerSecond FROM epochs WHERE experiment_id = ? ORDER BY epoch`)
  const history = (id: ExperimentId): readonly EpochMetrics[] =>
    historyRows.all(id).map(({ r2, rmse, mae, ...m }) => ({
      ...m,
      validationFit: rmse === null || mae === null ? null : { r2, rmse, mae },
    }))
  const saved = db.prepare<[number], { epoch: number }>(
    'SELECT epoch FROM weights WHERE experiment_id = ? ORDER BY epoch',
  )
  const weights = db.prepare<[number, number], { data: Buffer }>(
    'SELECT data FROM weights WHERE experiment_id = ? AND epoch = ?',
  )
  const filters = db.prepare<[number, number], { node: string; title: string; shape: string; data: Buffer }>(
    'SELECT node, title, shape, data FROM filters WHERE experiment_id = ? AND epoch = ? ORDER BY position',
  )
  const addDataset = db.prepare(
    'INSERT OR IGNORE INTO datasets (fingerprint, set_id, title, kind, shape, classes, samples, ' +
      'first_used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const add = db.prepare(
    'INSERT INTO experiments (project_id, name, status, document, fingerprint, planned_epochs, ' +
      "parameters, threads, started_at) VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?)",
  )
  const addEpoch = db.prepare('INSERT INTO epochs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const addWeights = db.prepare('INSERT INTO weights VALUES (?, ?, ?)')
  const filterEpochs = db.prepare<[number], { epoch: number }>(
    'SELECT DISTINCT epoch FROM filters WHERE experiment_id = ? ORDER BY epoch',
  )
  const dropFilters = db.prepare('DELETE FROM filters WHERE experiment_id = ? AND epoch = ?')
  const dropWeights = db.prepare('DELETE FROM weights WHERE experiment_id = ? AND epoch = ?')
  const addFilters = db.prepare('INSERT INTO filters VALUES (?, ?, ?, ?, ?, ?, ?)')
  const end = db.prepare(
    'UPDATE experiments SET status = ?, sentence = ?, ended_at = ?, test_loss = ?, test_accuracy = ? ' +
      'WHERE id = ?',
  )
  const addAnswers = db.prepare('INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)')
  const answers = db.prepare<
    [number],
    { figures: string; names: string; positions: Buffer; truth: Buffer; predictions: Buffer }
  >('SELECT figures, names, positions, truth, predictions FROM answers WHERE experiment_id = ?')
  const setPreparations = db.prepare('UPDATE experiments SET preparations = ?, scales = ? WHERE id = ?')
  const preparations = db.prepare<[number], { preparations: string | null }>(
    'SELECT preparations FROM experiments WHERE id = ?',
  )
  const scales = db.prepare<[number], { scales: string | null }>(
    'SELECT scales FROM experiments WHERE id = ?',
  )
  const setStatus = db.prepare('UPDATE experiments SET status = ? WHERE id = ?')

  const document = db.prepare<[number], { document: string }>('SELECT document FROM experiments WHERE id = ?')

  const found = <R>(row: R | undefined, id: ExperimentId): R => {
    if (!row) throw new Error(`There is no experiment ${id}; it may have been deleted.`)
    return row
  }
  const rowOf = (id: ExperimentId): Row => found(one.get(id), id)
  const documentOf = (id: ExperimentId): Document => {
    const d = storedDocument(found(document.get(id), id).document)
    if (isBad(d)) throw new Error(d.bad)
    return d
  }

  /**
   * A long run would fill the disk: weights and filters have a budget each. Filters are smaller, so theirs
   * reach at least as far.
   */
  function thin(
    id: ExperimentId,
    epochs: readonly { readonly epoch: number }[],
    bytesEach: number,
    drop: Database.Statement,
  ): void {
    const kept = new Set(
      keptEpochs(
        epochs.map(e => e.epoch),
        history(id),
        bytesEach,
      ),
    )
    for (const { epoch } of epochs) if (!kept.has(epoch)) drop.run(id, epoch)
  }

  return {
    list: (): readonly ExperimentRow[] => list.all().map(toRow),
    get(id: ExperimentId): Experiment {
      return {
        ...toRow(rowOf(id)),
        document: documentOf(id),
        history: history(id),
        savedEpochs: saved.all(id).map(r => r.epoch),
      }
    },
    document: documentOf,
    add: db.transaction((e: NewExperiment): ExperimentId => {
      const d = e.dataset
      const now = Date.now()
      addDataset.run(
        d.fingerprint,
        d.id,
        d.title,
        d.kind,
        JSON.stringify(d.shape),
        JSON.stringify(d.classes),
        d.samples,
        now,
      )
      return Number(
        add.run(
          e.project,
          e.name,
          writeDocument(e.document),
          d.fingerprint,
          e.document.training.epochs,
          e.parameters,
          e.threads,
          now,
        ).lastInsertRowid,
      )
    }),
    /**
     * One epoch's figures, weights and filters, all or nothing. `metrics` is null for epoch 0, before
     * training.
     */
    addEpoch: db.transaction(
      (
        id: ExperimentId,
        epoch: number,
        metrics: EpochMetrics | null,
        data: Float32Array,
        banks: readonly FilterBank[],
      ) => {
        if (metrics)
          addEpoch.run(
            id,
            epoch,
            metrics.trainingLoss,
            metrics.trainingAccuracy,
            metrics.validationLoss,
            metrics.validationAccuracy,
            metrics.seconds,
            metrics.samplesPerSecond,
            metrics.validationFit?.r2 ?? null,
            metrics.validationFit?.rmse ?? null,
            metrics.validationFit?.mae ?? null,
          )
        addWeights.run(id, epoch, bytes(data))
        banks.forEach((bank, position) =>
          addFilters.run(
            id,
            epoch,
            bank.node,
            position,
            bank.title,
            JSON.stringify(bank.shape),
            bytes(bank.values),
          ),
        )
        thin(id, saved.all(id), data.byteLength, dropWeights)
        thin(
          id,
          filterEpochs.all(id),
          banks.reduce((n, bank) => n + bank.values.byteLength, 0),
          dropFilters,
        )
      },
    ),
    end: (
      id: ExperimentId,
      status: RunStatus,
      sentence: string,
      test: { loss: number; accuracy: number } | null,
    ): void => void end.run(status, sentence, Date.now(), test?.loss ?? null, test?.accuracy ?? null, id),
    addAnswers: (id: ExperimentId, { figures, names, positions, truth, predictions }: Answers): void =>
      void addAnswers.run(
        id,
        JSON.stringify(figures),
        JSON.stringify(names),
        bytes(positions),
        bytes(truth),
        bytes(predictions),
      ),
    /** Null where none were kept: of a run that did not finish, or of before format 2. */
    answers(id: ExperimentId): Answers | null {
      const row = answers.get(id)
      if (!row) return null
      return {
        figures: JSON.parse(row.figures) as Answers['figures'],
        names: JSON.parse(row.names) as string[],
        positions: new Int32Array(Uint8Array.from(row.positions).buffer),
        truth: floats(row.truth),
        predictions: floats(row.predictions),
      }
    },
    /**
     * What was measured on the training split before epoch 0: by the steps of the preparation, and to
     * standardise numbers.
     */
    setPreparations: (id: ExperimentId, preparations: Preparations, scales: NumberScales): void =>
      void setPreparations.run(JSON.stringify(preparations), JSON.stringify(scales), id),
    /** By the nodes of outputs; none of an experiment of before numbers could be standardised. */
    scales(id: ExperimentId): NumberScales {
      const text = scales.get(id)?.scales
      return text ? (JSON.parse(text) as NumberScales) : {}
    },
    /** Of the first input; null where none was kept. */
    preparation(id: ExperimentId): Fitted | null {
      const text = preparations.get(id)?.preparations
      return text ? ((JSON.parse(text) as Preparations)[''] ?? null) : null
    },
    setStatus: (id: ExperimentId, status: RunStatus): void => void setStatus.run(status, id),
    /** Runs that a crash or a kill left without an end. */
    markInterrupted: (): number =>
      db
        .prepare(
          "UPDATE experiments SET status = 'interrupted', sentence = 'The studio was closed or killed " +
            "during this training; the epochs before that are kept.', ended_at = ? WHERE status IN " +
            "('running', 'paused')",
        )
        .run(Date.now()).changes,
    weights(id: ExperimentId, epoch: number): Float32Array {
      const row = weights.get(id, epoch)
      if (!row) throw new Error(`The weights of epoch ${epoch} were not kept for this experiment.`)
      return floats(row.data)
    },
    filters: (id: ExperimentId, epoch: number): readonly FilterBank[] =>
      filters.all(id, epoch).map(r => {
        const values = floats(r.data)
        return {
          node: r.node,
          title: r.title,
          shape: JSON.parse(r.shape) as FilterBank['shape'],
          values,
          largest: values.reduce((m, v) => Math.max(m, Math.abs(v)), 0),
        }
      }),
    edit: db.transaction(
      (
        id: ExperimentId,
        change: {
          name?: string | undefined
          note?: string | undefined
          tags?: readonly string[] | undefined
        },
      ) => {
        rowOf(id)
        if (change.name !== undefined)
          db.prepare('UPDATE experiments SET name = ? WHERE id = ?').run(change.name, id)
        if (change.note !== undefined)
          db.prepare('UPDATE experiments SET note = ? WHERE id = ?').run(change.note, id)
        if (change.tags === undefined) return
        db.prepare('DELETE FROM tags WHERE experiment_id = ?').run(id)
        for (const tag of new Set(change.tags)) db.prepare('INSERT INTO tags VALUES (?, ?)').run(id, tag)
      },
    ),
    setDeleted: db.transaction((ids: readonly ExperimentId[], isDeleted: boolean) => {
      for (const id of ids)
        db.prepare(
          `UPDATE experiments SET deleted_at = ? WHERE id = ? AND status NOT IN ('running', 'paused')`,
        ).run(isDeleted ? Date.now() : null, id)
    }),
    /** Deletes for good what was deleted before, and gives the space back to the disk. Sizes in bytes. */
    vacuum(): { before: number; after: number } {
      const fileSize = () => {
        db.pragma('wal_checkpoint(TRUNCATE)')
        return statSync(db.name).size
      }
      const before = fileSize()
      db.exec('DELETE FROM experiments WHERE deleted_at IS NOT NULL')
      db.exec('VACUUM')
      return { before, after: fileSize() }
    },
  }
}
export type ExperimentStore = ReturnType<typeof experimentStore>

/**
 * A row whose document is damaged stays in the table, with its figures; what is not known shows as it would
 * be in a new project.
 */
const settingsOf = (training: string | null): TrainingSettings =>
  training === null ? emptyDocument().training : (JSON.parse(training) as TrainingSettings)

const toRow = (r: Row): ExperimentRow => ({
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

/** Of the first output, where that predicts numbers. */
function fitOf(figures: string | null): ExperimentRow['testFit'] {
  const [first] = figures === null ? [] : (JSON.parse(figures) as Answers['figures'])
  return first && 'numbers' in first ? { r2: first.numbers.r2, rmse: first.numbers.rmse } : null
}

const bytes = (a: Float32Array | Int32Array): Buffer => Buffer.from(a.buffer, a.byteOffset, a.byteLength)
/** A copy: SQLite's buffers need not be aligned to four bytes. */
const floats = (b: Buffer): Float32Array => new Float32Array(Uint8Array.from(b).buffer)
