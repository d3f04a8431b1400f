/**
 * Opens the database: creates it, migrates it, or leaves it alone.
 * A file that is damaged or from a newer version is never written to. A copy is kept, the
 * user gets a sentence, and the studio works in a fresh file beside it.
 */
import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Notice } from '../../preload/contract'
import { DATABASE_VERSION, MIGRATIONS } from './migrations'

type Store = {
  readonly db: Database.Database
  readonly path: string
  readonly notices: readonly Notice[]
}

/** Above this size a full check at every start would be felt. */
const CHECKED_BYTES = 256 * 1024 * 1024

export function openStore(path: string, nativeBinding = process.env['RECEPTIVE_SQLITE_BINDING']): Store {
  mkdirSync(dirname(path), { recursive: true })
  const options = nativeBinding ? { nativeBinding } : {}
  const found = existsSync(path) ? inspect(path, options) : 'usable'
  if (found === 'damaged') {
    const kept = setAside(path)
    const notice: Notice = {
      level: 'error',
      sentence:
        `The database could not be read: it is damaged. It was kept as “${basename(kept)}” in ` +
        `${dirname(kept)}, and a new one was begun. Project files are not affected.`,
    }
    return { db: prepare(new Database(path, options)), path, notices: [notice] }
  }
  if (typeof found === 'number') {
    const kept = join(dirname(path), `${basename(path, '.db')}-format-${found}.db`)
    if (!existsSync(kept)) copyWhole(path, kept)
    const own = join(dirname(path), `${basename(path, '.db')}-for-format-${DATABASE_VERSION}.db`)
    const notice: Notice = {
      level: 'warning',
      sentence:
        `The database was written by a newer Receptive (format ${found}; this version reads up to ` +
        `${DATABASE_VERSION}). It was left as it is, with a copy in “${basename(kept)}”; until Receptive ` +
        `is updated, work is kept in “${basename(own)}”.`,
    }
    const opened = openStore(own, nativeBinding)
    return { ...opened, notices: [notice, ...opened.notices] }
  }
  return { db: prepare(new Database(path, options)), path, notices: [] }
}

/** `usable`, `damaged`, or the number of a format this version does not know. Reads only. */
function inspect(path: string, options: Database.Options): 'usable' | 'damaged' | number {
  let db: Database.Database | null = null
  try {
    db = new Database(path, { ...options, readonly: true, fileMustExist: true })
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > DATABASE_VERSION) return version
    if (statSync(path).size <= CHECKED_BYTES && db.pragma('quick_check(1)', { simple: true }) !== 'ok')
      return 'damaged'
    return 'usable'
  } catch (error) {
    if (
      error instanceof Database.SqliteError &&
      ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].some(code => error.code.startsWith(code))
    )
      return 'damaged'
    throw error
  } finally {
    db?.close()
  }
}

/**
 * The log, which may hold what is not in the file yet, goes with it; a copy cut short by a full disk is never
 * taken for one.
 */
function copyWhole(path: string, kept: string): void {
  for (const tail of ['-wal', '']) {
    if (!existsSync(path + tail)) continue
    const unfinished = `${kept}${tail}.tmp`
    try {
      copyFileSync(path + tail, unfinished)
      renameSync(unfinished, kept + tail)
    } catch (error) {
      rmSync(unfinished, { force: true })
      throw error
    }
  }
}

function setAside(path: string): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const kept = join(dirname(path), `${basename(path, '.db')}-damaged-${stamp}.db`)
  renameSync(path, kept)
  for (const tail of ['-wal', '-shm']) if (existsSync(path + tail)) renameSync(path + tail, kept + tail)
  return kept
}

function prepare(db: Database.Database): Database.Database {
  db.pragma('journal_mode = WAL')
  // The log is synced at every commit: not even a power cut loses an edit that was kept.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  migrate(db)
  return db
}

/** Each migration and its number commit together, so an interrupted one leaves the old format whole. */
function migrate(db: Database.Database): void {
  const from = db.pragma('user_version', { simple: true }) as number
  for (let version = from; version < MIGRATIONS.length; version++)
    db.transaction(() => {
      db.exec(MIGRATIONS[version] ?? '')
      db.pragma(`user_version = ${version + 1}`)
    })()
}
