/**
 * The files of what was dropped or chosen, folders walked.
 * The one thing to know: links are not followed, so nothing outside of what was opened is ever read; hidden files are left out.
 */
import { lstat, opendir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isBad, type Bad } from '../spec'
import type { SourceFile } from './source'

const MOST_FILES = 2_000_000,
  MOST_DEPTH = 32

/** In the order of their names, numbers within names counted as numbers. */
export async function listFiles(paths: readonly string[], isWanted: () => boolean = () => true): Promise<readonly SourceFile[] | Bad> {
  const files: SourceFile[] = []
  for (const path of paths) {
    // One folder alone is what its files are named from; several keep their own names in front.
    const wrong = await add(files, path, paths.length === 1 ? '' : basename(path), 0, isWanted, true)
    if (wrong) return wrong
  }
  if (!isWanted()) return { bad: 'Cancelled.' }
  if (files.length === 0) return { bad: `There are no files in ${paths.map(p => basename(p)).join(', ')}.` }
  const order = new Intl.Collator('en', { numeric: true })
  return files.sort((a, b) => order.compare(a.name, b.name) || (a.name < b.name ? -1 : 1))
}

async function add(files: SourceFile[], path: string, name: string, depth: number, isWanted: () => boolean, isRoot: boolean): Promise<Bad | null> {
  const stat = await lstat(path).catch(() => null)
  if (!stat) return isRoot ? { bad: `${path} is missing or may not be read.` } : null
  if (stat.isFile()) {
    files.push({ path, name: name || basename(path), size: stat.size, modified: stat.mtimeMs })
    return files.length > MOST_FILES ? { bad: `There are more than ${MOST_FILES.toLocaleString('en')} files: open a smaller folder.` } : null
  }
  if (!stat.isDirectory()) return isRoot ? { bad: `${path} is neither a file nor a folder: open what it stands for.` } : null
  if (depth > MOST_DEPTH) return { bad: `The folders are nested more than ${MOST_DEPTH} deep, at ${name}.` }
  const folder = await opendir(path).catch(() => null)
  if (!folder) return { bad: `The folder ${path} may not be read.` }
  for await (const entry of folder) {
    if (!isWanted()) return null
    if (entry.name.startsWith('.') || entry.name === '__MACOSX' || entry.name === 'Thumbs.db') continue
    const wrong = await add(files, join(path, entry.name), name ? `${name}/${entry.name}` : entry.name, depth + 1, isWanted, false)
    if (wrong && isBad(wrong)) return wrong
  }
  return null
}
