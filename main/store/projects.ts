/**
 * Working copies of projects. They are kept here within two seconds of an edit; the project file is written
 * on Save.
 */
import type Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import {
  isBad,
  writeDocument,
  type Document,
  type OpenProject,
  type ProjectId,
  type RecentProject,
} from '../../preload/contract'
import { storedDocument } from './documents'

type Row = { id: string; path: string | null; document: string; saved: string | null; updated_at: number }

export function projectStore(db: Database.Database) {
  const one = db.prepare<[string], Row>('SELECT * FROM projects WHERE id = ?')
  const latest = db.prepare<[], Row>('SELECT * FROM projects ORDER BY opened_at DESC, rowid DESC LIMIT 1')
  const withPath = db.prepare<[string], Row>('SELECT * FROM projects WHERE path = ?')
  const insert = db.prepare(
    'INSERT INTO projects (id, path, document, saved, updated_at, opened_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const keep = db.prepare('UPDATE projects SET document = ?, updated_at = ? WHERE id = ?')
  const save = db.prepare(
    'UPDATE projects SET document = ?, saved = ?, path = ?, updated_at = ? WHERE id = ?',
  )
  const disown = db.prepare('UPDATE projects SET path = NULL, saved = NULL WHERE path = ? AND id <> ?')
  // Later than every other even within one millisecond: the project on screen is the one opened last.
  const touch = db.prepare(
    'UPDATE projects SET opened_at = max(?, (SELECT max(opened_at) + 1 FROM projects)) WHERE id = ?',
  )
  const recent = db.prepare<[], Row>('SELECT * FROM projects ORDER BY opened_at DESC, rowid DESC LIMIT 20')

  const open = (row: Row): OpenProject => {
    const document = storedDocument(row.document)
    if (isBad(document)) throw new Error(document.bad)
    return { id: row.id, document, path: row.path, isDirty: row.path !== null && row.saved !== row.document }
  }
  const get = (id: ProjectId): OpenProject => {
    const row = one.get(id)
    if (!row) throw new Error('This project is no longer in the database.')
    const opened = open(row)
    touch.run(Date.now(), id) // only now: a damaged one must not be what the next start tries to open
    return opened
  }

  return {
    get,
    /** The project that was on screen last, or null on a first start. */
    latest(): OpenProject | null {
      const row = latest.get()
      return row ? open(row) : null
    },
    /** `path` and `saved` go together: a document read from a file is saved, one made here is not. */
    add(document: Document, path: string | null): OpenProject {
      const id = randomUUID()
      const now = Date.now()
      const text = writeDocument(document)
      insert.run(id, path, text, path === null ? null : text, now, now)
      return get(id)
    },
    /**
     * The working copy of a file that has been open before; the file's content wins only if nothing was left
     * unsaved.
     */
    ofFile(path: string, onDisk: Document): OpenProject {
      const row = withPath.get(path)
      if (!row) return this.add(onDisk, path)
      const hasUnsaved = row.saved !== row.document
      if (!hasUnsaved) save.run(writeDocument(onDisk), writeDocument(onDisk), path, Date.now(), row.id)
      return get(row.id)
    },
    keep(id: ProjectId, document: Document): void {
      if (keep.run(writeDocument(document), Date.now(), id).changes === 0)
        throw new Error('This project is no longer in the database.')
    },
    pathOf: (id: ProjectId): string | null => one.get(id)?.path ?? null,
    /** What the file of a project held when it was last read or written; null if it has none. */
    savedText: (id: ProjectId): string | null => one.get(id)?.saved ?? null,
    /**
     * A file belongs to one working copy: another that had this path keeps its edits and becomes one without
     * a file.
     */
    markSaved(id: ProjectId, document: Document, path: string): OpenProject {
      const text = writeDocument(document)
      disown.run(path, id)
      save.run(text, text, path, Date.now(), id)
      return get(id)
    },
    recent: (): readonly RecentProject[] =>
      recent
        .all()
        .map(row => ({ id: row.id, name: nameOf(row.document), path: row.path, updatedAt: row.updated_at })),
  }
}
export type ProjectStore = ReturnType<typeof projectStore>

function nameOf(document: string): string {
  const stored = storedDocument(document)
  return isBad(stored) ? 'Damaged project' : stored.name
}
