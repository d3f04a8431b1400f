/** What a finished experiment answered to its test split. */
import type Database from 'better-sqlite3'
import type { TestAnswers, ExperimentId } from '../../preload/contract'
import { blobOf, floatsOf, intsOf } from './blobs'

type Row = { figures: string; names: string; positions: Buffer; truth: Buffer; predictions: Buffer }

export function testAnswers(db: Database.Database) {
  const one = db.prepare<[number], Row>(
    'SELECT figures, names, positions, truth, predictions FROM answers WHERE experiment_id = ?',
  )
  const insert = db.prepare(`
    INSERT OR REPLACE INTO answers (experiment_id, figures, names, positions, truth, predictions)
    VALUES (?, ?, ?, ?, ?, ?)`)
  return {
    addAnswers: (id: ExperimentId, { figures, names, positions, truth, predictions }: TestAnswers): void =>
      void insert.run(
        id,
        JSON.stringify(figures),
        JSON.stringify(names),
        blobOf(positions),
        blobOf(truth),
        blobOf(predictions),
      ),
    /** Null where none were kept: of a run that did not finish, or of before format 2. */
    answers(id: ExperimentId): TestAnswers | null {
      const row = one.get(id)
      if (!row) return null
      return {
        figures: JSON.parse(row.figures) as TestAnswers['figures'],
        names: JSON.parse(row.names) as string[],
        positions: intsOf(row.positions),
        truth: floatsOf(row.truth),
        predictions: floatsOf(row.predictions),
      }
    },
  }
}
