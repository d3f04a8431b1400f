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

const COLUMNS = 'id, path, document, saved, updated_at'
const NEWEST_FIRST = 'ORDER BY opened_at DESC, rowid DESC'
const RECENT = 20
const GONE = 'This project is no longer in the database.'

const statements = (db: Database.Database) => ({
  one: db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM projects WHERE id = ?`),
  latest: db.prepare<[], Row>(`SELECT ${COLUMNS} FROM projects ${NEWEST_FIRST} LIMIT 1`),
  recent: db.prepare<[], Row>(`SELECT ${COLUMNS} FROM projects ${NEWEST_FIRST} LIMIT ${RECENT}`),
  withPath: db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM projects WHERE path = ?`),
  insert: db.prepare(
    'INSERT INTO projects (id, path, document, saved, updated_at, opened_at) VALUES (?, ?, ?, ?, ?, ?)',
  ),
  keep: db.prepare('UPDATE projects SET document = ?, updated_at = ? WHERE id = ?'),
  save: db.prepare('UPDATE projects SET document = ?, saved = ?, path = ?, updated_at = ? WHERE id = ?'),
  disown: db.prepare('UPDATE projects SET path = NULL, saved = NULL WHERE path = ? AND id <> ?'),
  // Later than every other even within one millisecond: the project on screen is the one opened last.
  touch: db.prepare(
    'UPDATE projects SET opened_at = max(?, (SELECT max(opened_at) + 1 FROM projects)) WHERE id = ?',
  ),
})

export class ProjectStore {
  readonly #sql: ReturnType<typeof statements>

  constructor(db: Database.Database) {
    this.#sql = statements(db)
  }

  get(id: ProjectId): OpenProject {
    const row = this.#sql.one.get(id)
    if (!row) throw new Error(GONE)
    const opened = openProject(row)
    // Only now: a damaged one must not be what the next start tries to open.
    this.#sql.touch.run(Date.now(), id)
    return opened
  }

  /** The project that was on screen last, or null on a first start. */
  latest(): OpenProject | null {
    const row = this.#sql.latest.get()
    return row ? openProject(row) : null
  }

  /** `path` and `saved` go together: a document read from a file is saved, one made here is not. */
  add(document: Document, path: string | null): OpenProject {
    const id = randomUUID()
    const now = Date.now()
    const text = writeDocument(document)
    this.#sql.insert.run(id, path, text, path === null ? null : text, now, now)
    return this.get(id)
  }

  /**
   * The working copy of a file that has been open before; the file's content wins only if nothing was left
   * unsaved.
   */
  ofFile(path: string, onDisk: Document): OpenProject {
    const row = this.#sql.withPath.get(path)
    if (!row) return this.add(onDisk, path)
    const hasUnsaved = row.saved !== row.document
    const text = writeDocument(onDisk)
    if (!hasUnsaved) this.#sql.save.run(text, text, path, Date.now(), row.id)
    return this.get(row.id)
  }

  keep(id: ProjectId, document: Document): void {
    if (this.#sql.keep.run(writeDocument(document), Date.now(), id).changes === 0) throw new Error(GONE)
  }

  pathOf(id: ProjectId): string | null {
    return this.#sql.one.get(id)?.path ?? null
  }

  /** What the file of a project held when it was last read or written; null if it has none. */
  savedText(id: ProjectId): string | null {
    return this.#sql.one.get(id)?.saved ?? null
  }

  /**
   * A file belongs to one working copy: another that had this path keeps its edits and becomes one without a
   * file.
   */
  markSaved(id: ProjectId, document: Document, path: string): OpenProject {
    const text = writeDocument(document)
    this.#sql.disown.run(path, id)
    this.#sql.save.run(text, text, path, Date.now(), id)
    return this.get(id)
  }

  recent(): readonly RecentProject[] {
    return this.#sql.recent
      .all()
      .map(row => ({ id: row.id, name: nameOf(row.document), path: row.path, updatedAt: row.updated_at }))
  }
}

function openProject(row: Row): OpenProject {
  const document = storedDocument(row.document)
  if (isBad(document)) throw new Error(document.bad)
  return { id: row.id, document, path: row.path, isDirty: row.path !== null && row.saved !== row.document }
}

function nameOf(document: string): string {
  const stored = storedDocument(document)
  return isBad(stored) ? 'Damaged project' : stored.name
}
