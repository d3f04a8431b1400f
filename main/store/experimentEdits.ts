/** What the user changes of an experiment afterwards: its name, note and tags, and whether it is there. */
import type Database from 'better-sqlite3'
import { statSync } from 'node:fs'
import type { ExperimentId } from '../../preload/contract'
import { found } from './experimentRows'

type ExperimentEdit = {
  readonly name?: string | undefined
  readonly note?: string | undefined
  readonly tags?: readonly string[] | undefined
}

export function experimentEdits(db: Database.Database) {
  const exists = db.prepare<[number], { id: number }>('SELECT id FROM experiments WHERE id = ?')
  const setName = db.prepare('UPDATE experiments SET name = ? WHERE id = ?')
  const setNote = db.prepare('UPDATE experiments SET note = ? WHERE id = ?')
  const removeTags = db.prepare('DELETE FROM tags WHERE experiment_id = ?')
  const addTag = db.prepare('INSERT INTO tags (experiment_id, tag) VALUES (?, ?)')
  const setDeletedAt = db.prepare(
    "UPDATE experiments SET deleted_at = ? WHERE id = ? AND status NOT IN ('running', 'paused')",
  )
  return {
    edit: db.transaction((id: ExperimentId, { name, note, tags }: ExperimentEdit) => {
      found(exists.get(id), id)
      if (name !== undefined) setName.run(name, id)
      if (note !== undefined) setNote.run(note, id)
      if (tags === undefined) return
      removeTags.run(id)
      for (const tag of new Set(tags)) addTag.run(id, tag)
    }),
    /** Running ones stay as they are. */
    setDeleted: db.transaction((ids: readonly ExperimentId[], isDeleted: boolean) => {
      for (const id of ids) setDeletedAt.run(isDeleted ? Date.now() : null, id)
    }),
    vacuum: () => vacuum(db),
  }
}

/** Deletes for good what was deleted before, and gives the space back to the disk. Sizes in bytes. */
function vacuum(db: Database.Database): { before: number; after: number } {
  const fileSize = (): number => {
    db.pragma('wal_checkpoint(TRUNCATE)')
    return statSync(db.name).size
  }
  const before = fileSize()
  db.exec('DELETE FROM experiments WHERE deleted_at IS NOT NULL')
  db.exec('VACUUM')
  return { before, after: fileSize() }
}
