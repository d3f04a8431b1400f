/**
 * The files of what was dropped or chosen, folders walked.
 * Links are not followed, so nothing outside of what was opened is ever read; hidden files are left out.
 */
import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Bad } from '../spec'
import type { SourceFile } from './types'

const MOST_FILES = 2_000_000
const MOST_DEPTH = 32
/** Files asked for their sizes at a time: one by one, a folder of 20,000 takes seconds. */
const AT_ONCE = 256

/** In the order of their names, numbers within names counted as numbers. */
export async function listFiles(
  paths: readonly string[],
  isWanted: () => boolean = () => true,
): Promise<readonly SourceFile[] | Bad> {
  const files: SourceFile[] = []
  for (const path of paths) {
    // One folder alone is what its files are named from; several keep their own names in front.
    const wrong = await addOpened(files, path, paths.length === 1 ? '' : basename(path), isWanted)
    if (wrong) return wrong
  }
  if (!isWanted()) return { bad: 'Cancelled.' }
  if (files.length === 0) return { bad: `There are no files in ${paths.map(p => basename(p)).join(', ')}.` }
  const { compare } = new Intl.Collator('en', { numeric: true })
  return files.sort((a, b) => compare(a.name, b.name) || (a.name < b.name ? -1 : 1))
}

async function addOpened(
  files: SourceFile[],
  path: string,
  name: string,
  isWanted: () => boolean,
): Promise<Bad | null> {
  const stat = await lstat(path).catch(() => null)
  if (!stat) return { bad: `${path} is missing or may not be read.` }
  if (stat.isDirectory()) return addFolder(files, path, name, 0, isWanted)
  if (!stat.isFile())
    return { bad: `${path} is a link or a device, and not a file or a folder: open what it stands for.` }
  files.push({ path, name: name || basename(path), size: stat.size, modified: stat.mtimeMs })
  return null
}

const isMeant = ({ name }: Dirent): boolean =>
  !name.startsWith('.') && name !== '__MACOSX' && name !== 'Thumbs.db' && name !== 'desktop.ini'

async function addFolder(
  files: SourceFile[],
  path: string,
  name: string,
  depth: number,
  isWanted: () => boolean,
): Promise<Bad | null> {
  if (depth > MOST_DEPTH) return { bad: `The folders are nested more than ${MOST_DEPTH} deep, at ${name}.` }
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null)
  if (!entries) return { bad: `The folder ${path} may not be read.` }
  const meant = entries.filter(isMeant)
  const within = (entry: Dirent): string => (name ? `${name}/${entry.name}` : entry.name)
  const plain = meant.filter(e => !e.isDirectory() && !e.isSymbolicLink())
  for (let at = 0; at < plain.length && isWanted(); at += AT_ONCE) {
    const some = plain.slice(at, at + AT_ONCE)
    const stats = await Promise.all(some.map(e => lstat(join(path, e.name)).catch(() => null)))
    for (const [i, entry] of some.entries()) {
      const stat = stats[i]
      if (stat?.isFile())
        files.push({
          path: join(path, entry.name),
          name: within(entry),
          size: stat.size,
          modified: stat.mtimeMs,
        })
    }
    if (files.length > MOST_FILES)
      return { bad: `There are more than ${MOST_FILES.toLocaleString('en')} files: open a smaller folder.` }
  }
  for (const entry of meant)
    if (entry.isDirectory() && isWanted()) {
      const wrong = await addFolder(files, join(path, entry.name), within(entry), depth + 1, isWanted)
      if (wrong) return wrong
    }
  return null
}
