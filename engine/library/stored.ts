/**
 * Imported data sets on disk: a folder each, with the values of all samples in one file, what is said of
 * them in another, and what a list shows of it in a third.
 * A folder gets its name only when it is whole, so what was cut off by a crash is never a data set; it
 * is removed by `sweepSets`.
 */
import { createHash } from 'node:crypto'
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Recipe } from '../datasets/recipe'
import { isBad, size, type Bad } from '../spec'
import type { Dataset, RowFile } from '../datasets/dataset'

const VALUES = 'values.bin'
const ABOUT = 'set.json'
const HEAD = 'head.json'
const UNFINISHED = '.part'
/** Samples are written together once they come to so much: one by one, the disk would be asked for each. */
const BYTES_AT_ONCE = 4 * 2 ** 20
const FORMAT = 1

/** What is said of an imported set beside the data set itself. */
export type Stored = {
  readonly recipe: Recipe
  /** Of names, sizes and times of the files and the recipe: the same again need not be read again. */
  readonly stamp: string
  readonly importedAt: number
  /** Files that were left out, and why. */
  readonly left: readonly { readonly name: string; readonly sentence: string }[]
}
type Kept = Omit<Dataset, 'values' | 'labels' | 'numbers'> & {
  readonly labels: readonly number[]
  readonly numbers?: { readonly names: readonly string[]; readonly values: readonly number[] }
}
type About = {
  readonly format: number
  readonly type: RowFile['type']
  readonly set: Kept
  readonly stored: Stored
}

/** What a list of sets shows: kept beside the rest, which may name millions of samples. */
export type StoredHead = Pick<Dataset, 'id' | 'title' | 'kind' | 'shape' | 'classes' | 'about'> &
  Stored & { readonly samples: number; readonly numbers: readonly string[] }
type Head = { readonly format: number; readonly head: StoredHead }

/** Names of folders are made here alone, so none can lead elsewhere. */
const isId = (id: string): boolean => /^own-[0-9a-f]{16}$/.test(id)
export const isStoredId = isId

/**
 * A set that is being written: samples one after another, then `finish`; or `drop`, which leaves nothing
 * behind.
 */
export async function beginSet(folder: string, type: RowFile['type']) {
  const place = join(folder, `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${UNFINISHED}`)
  await mkdir(place, { recursive: true })
  const file: FileHandle = await open(join(place, VALUES), 'w')
  const hash = createHash('sha256')
  let isClosed = false
  let waiting: Uint8Array[] = []
  let bytes = 0
  const write = async (): Promise<void> => {
    const own = Buffer.concat(waiting)
    waiting = []
    bytes = 0
    await file.writeFile(own) // goes on where the last ended
  }
  const close = async (): Promise<void> => {
    if (!isClosed) await file.close()
    isClosed = true
  }
  return {
    /** `values` are kept until they are written, and must not change. */
    async append(values: Float32Array | Uint8Array): Promise<void> {
      const own = type === 'f32' && values instanceof Uint8Array ? Float32Array.from(values) : values
      const view = new Uint8Array(own.buffer, own.byteOffset, own.byteLength)
      hash.update(view)
      waiting.push(view)
      bytes += view.length
      if (bytes >= BYTES_AT_ONCE) await write()
    },
    /** The set, with its id and its fingerprint; one of the same content takes its place. */
    async finish(
      set: Omit<Dataset, 'id' | 'fingerprint' | 'values'>,
      stored: Stored,
    ): Promise<Dataset | Bad> {
      await write()
      await file.sync()
      await close()
      for (const part of [set.labels, set.numbers?.values ?? new Float32Array(0)])
        hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
      const fingerprint = hash
        .update(set.shape.join('×'))
        .update(JSON.stringify([set.classes, set.numbers?.names ?? [], set.axis]))
        .digest('hex')
      const id = `own-${fingerprint.slice(0, 16)}`
      const { labels, numbers, ...rest } = set
      const kept: Kept = {
        ...rest,
        id,
        fingerprint,
        labels: Array.from(labels),
        ...(numbers ? { numbers: { names: numbers.names, values: Array.from(numbers.values) } } : {}),
      }
      await writeFile(
        join(place, ABOUT),
        JSON.stringify({ format: FORMAT, type, set: kept, stored } satisfies About),
        { flush: true },
      )
      await writeFile(
        join(place, HEAD),
        JSON.stringify({ format: FORMAT, head: headOf(kept, stored) } satisfies Head),
        { flush: true },
      )
      await rm(join(folder, id), { recursive: true, force: true })
      await rename(place, join(folder, id))
      return readSet(folder, id)
    },
    async drop(): Promise<void> {
      await close()
      await rm(place, { recursive: true, force: true })
    },
  }
}

async function readAbout(folder: string, id: string): Promise<About | Bad> {
  let text: string
  if (!isId(id)) return { bad: `There is no data set named “${id}”.` }
  try {
    text = await readFile(join(folder, id, ABOUT), 'utf8')
  } catch {
    return { bad: `The data set “${id}” is not in this studio: import it again.` }
  }
  try {
    const about = JSON.parse(text) as About
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
  const path = join(folder, id, VALUES)
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

const headOf = (
  { id, title, kind, shape, classes, about, labels, numbers }: Kept,
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
  for (const name of names.filter(isId))
    try {
      const { format, head } = JSON.parse(await readFile(join(folder, name, HEAD), 'utf8')) as Head
      if (format === FORMAT && head.id === name) heads.push(head)
    } catch {
      continue
    }
  return heads.sort((a, b) => b.importedAt - a.importedAt)
}

/** Removes what an import left behind that was cut off; to be called while none is going on. */
export async function sweepSets(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true })
}

export async function removeSet(folder: string, id: string): Promise<void> {
  if (isId(id)) await rm(join(folder, id), { recursive: true, force: true })
}
