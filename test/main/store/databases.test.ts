/**
 * Databases that older versions really wrote, through today's code: every row stays as it was, and all that
 * their own code read back is read today.
 */
import Database from 'better-sqlite3'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { experimentStore } from '../../../main/store/experiments'
import { DATABASE_VERSION } from '../../../main/store/migrations'
import { openStore } from '../../../main/store/open'
import { ProjectStore } from '../../../main/store/projects'
import { parseDocument } from '../../../preload/contract'
import { temporaryFolder } from '../folder'
import { DELETED, preparationOf, readContents } from './databases/contents'

const binding = process.env['RECEPTIVE_SQLITE_BINDING']
const fileOf = (name: string): string => join(import.meta.dirname, 'databases', name)

type Rows = readonly Readonly<Record<string, unknown>>[]
/** Of every table: its columns, and all it holds in their order. */
function tablesOf(
  db: Database.Database,
): readonly { name: string; columns: readonly string[]; rows: Rows }[] {
  const names = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
  return names.map(({ name }) => {
    const columns = (db.pragma(`table_info(${name})`) as readonly { name: string }[]).map(c => c.name)
    return { name, columns, rows: rowsOf(db, name, columns) }
  })
}
function rowsOf(db: Database.Database, table: string, columns: readonly string[]): Rows {
  const inOrder = columns.map((_, i) => i + 1).join(', ')
  return db.prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${inOrder}`).all() as Rows
}

function copyOf(format: number) {
  const path = join(temporaryFolder(), 'receptive.db')
  copyFileSync(fileOf(`format-${format}.db`), path)
  const untouched = new Database(path, { readonly: true, ...(binding ? { nativeBinding: binding } : {}) })
  const before = { version: untouched.pragma('user_version', { simple: true }), tables: tablesOf(untouched) }
  untouched.close()
  const { db, notices } = openStore(path, binding)
  onTestFinished(() => void db.close())
  return { db, notices, before, projects: new ProjectStore(db), experiments: experimentStore(db) }
}

describe.each([1, 2, 3])('a database of format %i', format => {
  it('is brought up to date without a change of what it held', () => {
    const { db, notices, before } = copyOf(format)
    expect(before.version).toBe(format)
    expect(db.pragma('user_version', { simple: true })).toBe(DATABASE_VERSION)
    expect(notices).toEqual([])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    for (const { name, columns, rows } of before.tables)
      expect({ name, rows: rowsOf(db, name, columns) }).toEqual({ name, rows })
    expect(before.tables.find(t => t.name === 'weights')?.rows.length).toBeGreaterThan(2)
  })
})

describe.each([2, 3])('what format %i kept', format => {
  const written = JSON.parse(readFileSync(fileOf(`format-${format}.json`), 'utf8')) as ReturnType<
    typeof readContents
  > & { readonly scales?: readonly unknown[] }

  it('is read as its own version read it, weights to the bit', () => {
    const stores = copyOf(format)
    const { scales, ...contents } = written
    expect(contents.experiments).toHaveLength(6)
    expect(readContents(stores, [DELETED])).toEqual(contents)
    const read = stores.experiments.list().map(({ id }) => stores.experiments.scales(id))
    expect(read).toEqual(scales ?? read.map(() => ({})))
    expect(stores.experiments.preparation(2)).toEqual(preparationOf())
  })

  it('has its documents and the settings in them', () => {
    const { db, projects, experiments } = copyOf(format)
    const kept = (table: string) =>
      db.prepare<[], { id: never; document: string }>(`SELECT id, document FROM ${table}`).all()
    const parsed = (text: string) => parseDocument(JSON.parse(text))
    for (const { id, document } of kept('projects'))
      expect(projects.get(id).document).toEqual(parsed(document))
    for (const { id, document } of kept('experiments')) {
      expect(experiments.document(id)).toEqual(parsed(document))
      expect(parsed(document)).toMatchObject({ training: experiments.get(id).settings })
    }
    expect(kept('experiments')).toHaveLength(6)
  })

  it('goes on: the run that was cut off is marked, the deleted one can come back or go', () => {
    const { experiments } = copyOf(format)
    expect(experiments.markInterrupted()).toBe(1)
    expect(experiments.list().map(r => [r.id, r.status])).toEqual([
      [6, 'interrupted'],
      [4, 'failed'],
      [3, 'stopped'],
      [2, 'finished'],
      [1, 'finished'],
    ])
    experiments.vacuum()
    expect(() => experiments.get(DELETED)).toThrow(/There is no experiment 5/)
    expect(experiments.get(1).savedEpochs).toEqual([0, 1, 2, 3])
  })
})
