/** The weights of each epoch that is kept of an experiment; epoch 0 is before training. */
import type Database from 'better-sqlite3'
import type { ExperimentId } from '../../preload/contract'
import { blobOf, floatsOf } from './blobs'

export function weightRows(db: Database.Database) {
  const epochs = db.prepare<[number], { epoch: number }>(
    'SELECT epoch FROM weights WHERE experiment_id = ? ORDER BY epoch',
  )
  const one = db.prepare<[number, number], { data: Buffer }>(
    'SELECT data FROM weights WHERE experiment_id = ? AND epoch = ?',
  )
  const insert = db.prepare('INSERT INTO weights (experiment_id, epoch, data) VALUES (?, ?, ?)')
  const remove = db.prepare('DELETE FROM weights WHERE experiment_id = ? AND epoch = ?')
  return {
    epochs: (id: ExperimentId): readonly number[] => epochs.all(id).map(r => r.epoch),
    /** In the order of `weightLayout`. */
    get(id: ExperimentId, epoch: number): Float32Array {
      const row = one.get(id, epoch)
      if (!row) throw new Error(`The weights of epoch ${epoch} were not kept for this experiment.`)
      return floatsOf(row.data)
    },
    add: (id: ExperimentId, epoch: number, data: Float32Array): void =>
      void insert.run(id, epoch, blobOf(data)),
    remove: (id: ExperimentId, epoch: number): void => void remove.run(id, epoch),
  }
}
