/** What each epoch of an experiment leaves: its figures for good, its weights and filters within a budget. */
import type Database from 'better-sqlite3'
import type { EpochMetrics, ExperimentId, FilterBank } from '../../preload/contract'
import { filterRows } from './filters'
import { keptEpochs } from './retention'
import { weightRows } from './weights'

type Snapshots = {
  epochs(id: ExperimentId): readonly number[]
  remove(id: ExperimentId, epoch: number): void
}

export function epochStore(db: Database.Database) {
  const metricRows = epochMetrics(db)
  const weights = weightRows(db)
  const filters = filterRows(db)

  /** Filters are smaller than weights, so with a budget of their own they reach at least as far. */
  function thin(id: ExperimentId, snapshots: Snapshots, bytesEach: number): void {
    const epochs = snapshots.epochs(id)
    const kept = new Set(keptEpochs(epochs, metricRows.history(id), bytesEach))
    for (const epoch of epochs) if (!kept.has(epoch)) snapshots.remove(id, epoch)
  }
  return {
    history: metricRows.history,
    /** Whose weights are kept, oldest first. */
    savedEpochs: weights.epochs,
    weights: weights.get,
    filters: filters.get,
    /** All of an epoch or nothing. `metrics` is null for epoch 0, before training. */
    addEpoch: db.transaction(
      (
        id: ExperimentId,
        epoch: number,
        metrics: EpochMetrics | null,
        data: Float32Array,
        banks: readonly FilterBank[],
      ) => {
        if (metrics) metricRows.add(id, epoch, metrics)
        weights.add(id, epoch, data)
        filters.add(id, epoch, banks)
        thin(id, weights, data.byteLength)
        thin(
          id,
          filters,
          banks.reduce((n, bank) => n + bank.values.byteLength, 0),
        )
      },
    ),
  }
}

type MetricsRow = Omit<EpochMetrics, 'validationFit'> & {
  r2: number | null
  rmse: number | null
  mae: number | null
}

function epochMetrics(db: Database.Database) {
  const rows = db.prepare<[number], MetricsRow>(`
    SELECT epoch, training_loss AS trainingLoss, training_accuracy AS trainingAccuracy,
      validation_loss AS validationLoss, validation_accuracy AS validationAccuracy, validation_r2 AS r2,
      validation_rmse AS rmse, validation_mae AS mae, seconds, samples_per_second AS samplesPerSecond
    FROM epochs WHERE experiment_id = ? ORDER BY epoch`)
  const insert = db.prepare(`
    INSERT INTO epochs (experiment_id, epoch, training_loss, training_accuracy, validation_loss,
      validation_accuracy, seconds, samples_per_second, validation_r2, validation_rmse, validation_mae)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  return {
    history: (id: ExperimentId): readonly EpochMetrics[] =>
      rows.all(id).map(({ r2, rmse, mae, ...m }) => ({
        ...m,
        validationFit: rmse === null || mae === null ? null : { r2, rmse, mae },
      })),
    add: (id: ExperimentId, epoch: number, m: EpochMetrics): void =>
      void insert.run(
        id,
        epoch,
        m.trainingLoss,
        m.trainingAccuracy,
        m.validationLoss,
        m.validationAccuracy,
        m.seconds,
        m.samplesPerSecond,
        m.validationFit?.r2 ?? null,
        m.validationFit?.rmse ?? null,
        m.validationFit?.mae ?? null,
      ),
  }
}
