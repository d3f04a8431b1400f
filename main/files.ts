/**
 * Project files on disk: read with a sentence for anything wrong, written so that they are never half there.
 * The one thing to know: a write goes to a temporary file beside the target, is synced, and is renamed over it.
 */
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isBad, parseDocument, writeDocument, type Document } from '../preload/contract'

/** Beyond any real project; keeps a wrongly chosen video from being read into memory. */
const LARGEST_FILE = 64 * 1024 * 1024

export async function readProject(path: string): Promise<Document> {
  const name = basename(path)
  const { size } = await stat(path).catch(error => { throw inWords(error, `read “${name}”`) })
  if (size === 0) throw new Error(`“${name}” is empty: it holds no project.`)
  if (size > LARGEST_FILE) throw new Error(`“${name}” is ${Math.round(size / 1e6)} MB, too large to be a project.`)
  const text = await readFile(path, 'utf8').catch(error => { throw inWords(error, `read “${name}”`) })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`“${name}” cannot be read as a project: it is damaged or cut off (${size} bytes). The file was not changed.`)
  }
  const document = parseDocument(value)
  if (isBad(document)) throw new Error(`“${name}”: ${document.bad}`)
  return document
}

export async function writeProject(path: string, document: Document): Promise<void> {
  await writeWhole(path, writeDocument(document)).catch(error => { throw inWords(error, `save “${basename(path)}” in ${dirname(path)}`) })
}

/** Whole or not at all: on any error the old file stands and the temporary one is removed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${Date.now()}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes the rename itself durable. Windows has no such call, and some file systems refuse it; the file is whole either way. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** A file system's or SQLite's error as a sentence: what could not be done, why, and what to do. */
export function inWords(error: unknown, doing: string): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const why = Object.entries(REASONS).find(([start]) => code.startsWith(start))?.[1]
  const said = error instanceof Error ? error.message : String(error)
  return new Error(`Receptive could not ${doing}: ${why ?? `${said}.`}`, { cause: error })
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space and try again; nothing was lost.',
  EDQUOT: 'the disk quota is used up. Free some space and try again; nothing was lost.',
  SQLITE_FULL: 'the disk is full. Free some space and try again; nothing was lost.',
  EACCES: 'the folder or file may not be changed by you. Choose another place.',
  EPERM: 'the folder or file may not be changed by you. Choose another place.',
  EROFS: 'the place is read-only. Choose another place.',
  SQLITE_READONLY: 'the database is read-only. Check the rights of its folder.',
  SQLITE_IOERR: 'the disk reported an error. Check that it is connected and has space.',
  ENOENT: 'the file or its folder is not there.',
  EISDIR: 'that is a folder, not a file.',
}
