/** A file system's or SQLite's error as a sentence: what could not be done, why, and what to do. */
import { messageOf } from '../preload/contract'

export function diskError(error: unknown, doing: string): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const why = Object.entries(REASONS).find(([start]) => code.startsWith(start))?.[1]
  return new Error(`Receptive could not ${doing}: ${why ?? `${messageOf(error)}.`}`, { cause: error })
}

/** By the beginnings of error codes. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space and try again; nothing was lost.',
  EDQUOT: 'the disk quota is used up. Free some space and try again; nothing was lost.',
  SQLITE_FULL: 'the disk is full. Free some space and try again; nothing was lost.',
  EACCES: 'the folder or file may not be changed by you. Choose another place.',
  EPERM: 'the folder or file may not be changed by you. Choose another place.',
  EROFS: 'the place is read-only. Choose another place.',
  SQLITE_READONLY: 'the database is read-only. Check the rights of its folder.',
  SQLITE_BUSY: 'another program is using the database. Close it and try again; nothing was lost.',
  SQLITE_IOERR: 'the disk reported an error. Check that it is connected and has space.',
  ENOENT: 'the file or its folder is not there.',
  EISDIR: 'that is a folder, not a file.',
  ENAMETOOLONG: 'the name is too long for this disk. Choose a shorter one.',
}
