/**
 * What was measured on the training split before epoch 0: by the steps of the preparation, and to standardise
 * numbers.
 */
import type Database from 'better-sqlite3'
import type { NumberScales } from '../../engine/datasets/targetScale'
import type { ExperimentId, Fitted, Preparations } from '../../preload/contract'

type Row = { preparations: string | null; scales: string | null }

export function preparationStore(db: Database.Database) {
  const one = db.prepare<[number], Row>('SELECT preparations, scales FROM experiments WHERE id = ?')
  const set = db.prepare('UPDATE experiments SET preparations = ?, scales = ? WHERE id = ?')
  return {
    setPreparations: (id: ExperimentId, preparations: Preparations, scales: NumberScales): void =>
      void set.run(JSON.stringify(preparations), JSON.stringify(scales), id),
    /** By the nodes of outputs; none of an experiment of before numbers could be standardised. */
    scales(id: ExperimentId): NumberScales {
      const text = one.get(id)?.scales
      return text ? (JSON.parse(text) as NumberScales) : {}
    },
    /** Of the first input; null where none was kept. */
    preparation(id: ExperimentId): Fitted | null {
      const text = one.get(id)?.preparations
      return text ? ((JSON.parse(text) as Preparations)[''] ?? null) : null
    },
  }
}
