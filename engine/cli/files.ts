/** Files in and out. A file is written under another name and then renamed, so it is whole or the old one. */
import { constants } from 'node:fs'
import { access, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { failed, misused } from './exit'
import { messageOf } from '../spec'

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'it is not there',
    EACCES: 'you may not',
    EPERM: 'you may not',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
    ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
  }
  return known[code] ?? messageOf(error)
}

export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw failed(`${path} could not be read: ${reasonOf(error)}.`)
  }
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

export async function write(path: string, content: Uint8Array | string): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`
  try {
    const file = await open(unfinished, 'w')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw failed(`${path} could not be written: ${reasonOf(error)}.`)
  }
}

/**
 * Before the work begins: a place that cannot be written to, or that something is read from, is said at once.
 */
export async function checkOutputs(
  outputs: readonly (string | undefined)[],
  inputs: readonly (string | undefined)[],
): Promise<void> {
  const taken = new Set(inputs.flatMap(i => (i === undefined ? [] : [resolve(i)])))
  for (const path of outputs) {
    if (path === undefined) continue
    if (taken.has(resolve(path)))
      throw misused(`${path} is read by this command: write to another file, so that it is not lost.`)
    taken.add(resolve(path))
    try {
      await access(dirname(resolve(path)), constants.W_OK)
    } catch (error) {
      throw misused(`${path} cannot be written to its folder: ${reasonOf(error)}.`)
    }
  }
}
