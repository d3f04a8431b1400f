/** The filters of each epoch that is kept of an experiment, for Inspect: a bank for each convolution. */
import type Database from 'better-sqlite3'
import type { ExperimentId, FilterBank } from '../../preload/contract'
import { blobOf, floatsOf } from './blobs'

type Row = { node: string; title: string; shape: string; data: Buffer }

export function filterRows(db: Database.Database) {
  const epochs = db.prepare<[number], { epoch: number }>(
    'SELECT DISTINCT epoch FROM filters WHERE experiment_id = ? ORDER BY epoch',
  )
  const ofEpoch = db.prepare<[number, number], Row>(
    'SELECT node, title, shape, data FROM filters WHERE experiment_id = ? AND epoch = ? ORDER BY position',
  )
  const insert = db.prepare(
    'INSERT INTO filters (experiment_id, epoch, node, position, title, shape, data) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const remove = db.prepare('DELETE FROM filters WHERE experiment_id = ? AND epoch = ?')
  return {
    epochs: (id: ExperimentId): readonly number[] => epochs.all(id).map(r => r.epoch),
    /** In the order of the chain; empty where the epoch was not kept. */
    get: (id: ExperimentId, epoch: number): readonly FilterBank[] => ofEpoch.all(id, epoch).map(bankOf),
    add: (id: ExperimentId, epoch: number, banks: readonly FilterBank[]): void =>
      banks.forEach(({ node, title, shape, values }, position) =>
        insert.run(id, epoch, node, position, title, JSON.stringify(shape), blobOf(values)),
      ),
    remove: (id: ExperimentId, epoch: number): void => void remove.run(id, epoch),
  }
}

function bankOf({ node, title, shape, data }: Row): FilterBank {
  const values = floatsOf(data)
  return {
    node,
    title,
    shape: JSON.parse(shape) as FilterBank['shape'],
    values,
    largest: values.reduce((m, v) => Math.max(m, Math.abs(v)), 0),
  }
}
