/** A new experiment has its own copy of the document, so that later edits never change its past. */
import type Database from 'better-sqlite3'
import { writeDocument, type Document, type ExperimentId } from '../../preload/contract'

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

/** Adds it as running, and its data set where that is new. */
export function experimentAdder(db: Database.Database): (added: NewExperiment) => ExperimentId {
  const insertDataset = db.prepare(`
    INSERT OR IGNORE INTO datasets
      (fingerprint, set_id, title, kind, shape, classes, samples, first_used_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const insert = db.prepare(`
    INSERT INTO experiments
      (project_id, name, status, document, fingerprint, planned_epochs, parameters, threads, started_at)
    VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?)`)
  return db.transaction(({ project, name, document, parameters, threads, dataset }: NewExperiment) => {
    const { fingerprint, id, title, kind, shape, classes, samples } = dataset
    const now = Date.now()
    insertDataset.run(
      fingerprint,
      id,
      title,
      kind,
      JSON.stringify(shape),
      JSON.stringify(classes),
      samples,
      now,
    )
    const text = writeDocument(document)
    const { epochs } = document.training
    return Number(
      insert.run(project, name, text, fingerprint, epochs, parameters, threads, now).lastInsertRowid,
    )
  })
}
