/**
 * Imported data sets on disk: a folder each, with the values of all samples in one file, what is said of
 * them in another, and what a list shows of it in a third.
 * A folder gets its name only when it is whole, so what was cut off by a crash is never a data set; it
 * is removed by `sweepSets`.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Recipe } from '../datasets/recipe'
import type { Understood } from '../datasets/roles'
import { isBad, size, type Bad } from '../spec'
import type { Dataset, RowFile } from '../datasets/dataset'

export const VALUES_FILE = 'values.bin'
export const ABOUT_FILE = 'set.json'
export const HEAD_FILE = 'head.json'
export const UNFINISHED = '.part'
/** Of what is kept beside the values: another one is not read. */
export const FORMAT = 1

/** What is said of an imported set beside the data set itself. */
export type Stored = {
  readonly recipe: Recipe
  /** Of names, sizes and times of the files and the recipe: the same again need not be read again. */
  readonly stamp: string
  readonly importedAt: number
  /** Files that were left out, and why. */
  readonly left: readonly { readonly name: string; readonly sentence: string }[]
  /** What each part of the files was taken for; sets of older versions do not say. */
  readonly understood?: readonly Understood[]
}
/** A data set as JSON holds it. */
export type StoredSet = Omit<Dataset, 'values' | 'labels' | 'numbers'> & {
  readonly labels: readonly number[]
  readonly numbers?: { readonly names: readonly string[]; readonly values: readonly number[] }
}
export type StoredSetFile = {
  readonly format: number
  readonly type: RowFile['type']
  readonly set: StoredSet
  readonly stored: Stored
}

/** What a list of sets shows: kept beside the rest, which may name millions of samples. */
type StoredHead = Pick<Dataset, 'id' | 'title' | 'kind' | 'shape' | 'classes' | 'about'> &
  Stored & { readonly samples: number; readonly numbers: readonly string[] }
export type StoredHeadFile = { readonly format: number; readonly head: StoredHead }

/** Names of folders are made here alone, so none can lead elsewhere. */
export const isStoredId = (id: string): boolean => /^own-[0-9a-f]{16}$/.test(id)

async function readAbout(folder: string, id: string): Promise<StoredSetFile | Bad> {
  let text: string
  if (!isStoredId(id)) return { bad: `There is no data set named “${id}”.` }
  try {
    text = await readFile(join(folder, id, ABOUT_FILE), 'utf8')
  } catch {
    return { bad: `The data set “${id}” is not in this studio: import it again.` }
  }
  try {
    const about = JSON.parse(text) as StoredSetFile
    if (about.format === FORMAT) return about
    return { bad: `The data set “${id}” was imported by another version of Receptive: import it again.` }
  } catch {
    return { bad: `What is kept of the data set “${id}” is damaged: import it again.` }
  }
}

export async function readSet(folder: string, id: string): Promise<Dataset | Bad> {
  const about = await readAbout(folder, id)
  if (isBad(about)) return about
  const { type, set } = about
  const path = join(folder, id, VALUES_FILE)
  const length = size(set.shape)
  const expected = set.labels.length * length * (type === 'u8' ? 1 : 4)
  const found = await stat(path).catch(() => null)
  if (found?.size !== expected)
    return { bad: `The samples of ${set.title} are missing or cut off: import it again.` }
  const { labels, numbers, ...rest } = set
  return {
    ...rest,
    labels: Int32Array.from(labels),
    values: { path, type, count: labels.length, length },
    ...(numbers ? { numbers: { names: numbers.names, values: Float32Array.from(numbers.values) } } : {}),
  }
}

/** What the parts of an imported set's files were taken for; none where that was not kept. */
export async function readUnderstood(folder: string, id: string): Promise<readonly Understood[]> {
  const head = isStoredId(id) ? await readHead(folder, id) : null
  return head?.understood ?? []
}

/** Null where it is damaged, or of another version. */
async function readHead(folder: string, id: string): Promise<StoredHead | null> {
  try {
    const { format, head } = JSON.parse(await readFile(join(folder, id, HEAD_FILE), 'utf8')) as StoredHeadFile
    return format === FORMAT && head.id === id ? head : null
  } catch {
    return null
  }
}

export const storedHeadOf = (
  { id, title, kind, shape, classes, about, labels, numbers }: StoredSet,
  stored: Stored,
): StoredHead => ({
  id,
  title,
  kind,
  shape,
  classes,
  about,
  samples: labels.length,
  numbers: numbers?.names ?? [],
  ...stored,
})

/** What there is, newest first; what is damaged, or of another version, is left out. */
export async function listSets(folder: string): Promise<readonly StoredHead[]> {
  const names = await readdir(folder).catch(() => [])
  const heads: StoredHead[] = []
  for (const name of names.filter(isStoredId)) {
    const head = await readHead(folder, name)
    if (head) heads.push(head)
  }
  return heads.sort((a, b) => b.importedAt - a.importedAt)
}

/** Removes what an import left behind that was cut off; to be called while none is going on. */
export async function sweepSets(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true })
}

export async function removeSet(folder: string, id: string): Promise<void> {
  if (isStoredId(id)) await rm(join(folder, id), { recursive: true, force: true })
}
