/**
 * Arrays out of HDF5 files, through the HDF5 library in WebAssembly (h5wasm), which reads the file where it
 * lies.
 * The library holds one state for the whole process, so files are read one after the other; a dataset is
 * read in pieces of some megabytes, and its size is weighed against the file's before anything is reserved.
 */
import { arrays } from '../../fileKinds/arrays'
import { beginsWith } from '../../fileKinds/magic'
import { openSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { devNull } from 'node:os'
import type * as Hdf5 from 'h5wasm/node'
import { isBad, size, type Bad } from '../../spec'
import { unitOf } from './hdf5Unit'
import { ENUM, FLOAT, INTEGER, hdf5Numbers, STRING, hdf5Texts, type Module } from './hdf5Values'
import type { NpyArray } from './npy'

type Hdf5Library = typeof Hdf5

const MOST_DEPTH = 16
const MOST_OBJECTS = 10_000
const MOST_BYTES = 4 * 2 ** 30
/** Deflate makes at most 1,032 bytes of one; what is larger than that has never been written. */
const MOST_RATIO = 1032
const SMALL = 2 ** 20

let before: Promise<unknown> = Promise.resolve()
let library: Promise<{ readonly hdf5: Hdf5Library; readonly module: Module } | null> | null = null
/** WebAssembly that has stopped once does not go on. */
let hasStopped = false

/**
 * All numbers and texts of the file at `path` by their path in it, without a slash before it; `name` is what
 * sentences call the file.
 */
export function readHdf5(path: string, name: string): Promise<ReadonlyMap<string, NpyArray> | Bad> {
  const read = before.then(() => readAlone(path, name))
  before = read
  return read
}

async function start(): Promise<{ readonly hdf5: Hdf5Library; readonly module: Module } | null> {
  try {
    const hdf5 = await import('h5wasm/node')
    const module = await hdf5.h5wasm.ready
    // The library tells its whole stack of calls to the terminal for each damaged file; what matters is in
    // the sentence.
    const { FS } = module as unknown as { FS: FileSystem }
    const terminal = FS.getStream(2)
    if (terminal) terminal.nfd = openSync(devNull, 'w')
    closeOff(FS)
    return { hdf5, module }
  } catch {
    return null
  }
}

type FileSystem = {
  getStream(fd: number): { nfd: number } | null
  open(path: string, ...rest: unknown[]): unknown
  readonly ErrnoError: new (errno: number) => Error
}
const NO_ENTRY = 44
/** The one file that may be opened now. */
let allowed: string | null = null

/**
 * A file may name others, as links or as the place of its values: none of them is opened, wherever it lies.
 */
function closeOff(fs: FileSystem): void {
  const open = fs.open.bind(fs)
  fs.open = (path, ...rest) => {
    if (path !== allowed) throw new fs.ErrnoError(NO_ENTRY)
    return open(path, ...rest)
  }
}

async function readAlone(path: string, name: string): Promise<ReadonlyMap<string, NpyArray> | Bad> {
  const bytes = await stat(path).then(
    s => s.size,
    () => null,
  )
  if (bytes === null) return { bad: `${name} is missing or may not be read.` }
  const started = await (library ??= start())
  if (started === null)
    return {
      bad: `${name} is an HDF5 file, and what reads those could not be started: install Receptive again.`,
    }
  if (hasStopped)
    return {
      bad:
        `${name} was not read: an HDF5 file before it was so damaged that what reads them has stopped. ` +
        'Start Receptive again.',
    }
  const { hdf5, module } = started
  let file: Hdf5.File | null = null
  try {
    allowed = path
    file = new hdf5.File(path, 'r')
    // The library says what is wrong with a file by numbers below 0, and throws where WebAssembly itself
    // stops.
    return file.file_id < 0n
      ? { bad: `${name} is not an HDF5 file, or its beginning is damaged.` }
      : readFile(hdf5, module, file, bytes, name)
  } catch (error) {
    hasStopped = error instanceof WebAssembly.RuntimeError
    return { bad: `${name} is damaged: its contents cannot be read. Save or copy it again.` }
  } finally {
    try {
      if (file && file.file_id >= 0n) file.close()
    } catch {
      // A file that is damaged may not even close.
    }
  }
}

function readFile(
  hdf5: Hdf5Library,
  module: Module,
  file: Hdf5.File,
  bytes: number,
  name: string,
): ReadonlyMap<string, NpyArray> | Bad {
  const paths = walk(module, file.file_id, name)
  if (isBad(paths)) return paths
  const arrays = new Map<string, NpyArray>()
  let total = 0
  for (const path of paths) {
    const dataset = new hdf5.Dataset(file.file_id, path)
    const metadata = dataset.metadata
    const called = `“${path.slice(1)}” in ${name}`
    if (metadata.shape === null || ![INTEGER, FLOAT, STRING, ENUM].includes(metadata.type)) continue
    const needed = size(metadata.shape) * metadata.size
    total += needed
    const tooLarge = sizeProblem(called, needed, total, bytes)
    if (tooLarge) return tooLarge
    const array =
      metadata.type === STRING
        ? hdf5Texts(module, dataset, metadata, called)
        : hdf5Numbers(module, dataset, metadata, called)
    if (isBad(array)) return array
    const unit = array.kind === 'text' ? '' : unitOf(module, file.file_id, path)
    arrays.set(path.slice(1), array.kind === 'text' || unit === '' ? array : { ...array, unit })
  }
  return arrays.size > 0 ? arrays : { bad: `${name} holds no arrays of numbers or text.` }
}

/** `needed` bytes of one dataset bring a file of `bytes` bytes to `total` unpacked. */
function sizeProblem(called: string, needed: number, total: number, bytes: number): Bad | null {
  if (total <= Math.min(MOST_BYTES, MOST_RATIO * bytes + SMALL)) return null
  return total > MOST_BYTES
    ? {
        bad:
          `${called} brings the file to ${(total / 2 ** 30).toFixed(1)} GB unpacked; at most ` +
          `${MOST_BYTES / 2 ** 30} are read: save fewer arrays, or smaller types.`,
      }
    : {
        bad:
          `${called} should hold ${needed} bytes, more than a file of ${bytes} bytes can: most of it ` +
          'was never written.',
      }
}

/** All datasets, groups within groups, behind links as well; a link to another file leads nowhere. */
function walk(module: Module, file: bigint, name: string): readonly string[] | Bad {
  const found: string[] = []
  const groups = [{ path: '', depth: 0 }]
  let seen = 0
  for (let group = groups.shift(); group; group = groups.shift())
    for (const key of module.get_names(file, group.path || '/', false)) {
      const path = `${group.path}/${key}`
      const type = module.get_type(file, path)
      if (++seen > MOST_OBJECTS)
        return {
          bad:
            `${name} holds more than ${MOST_OBJECTS} objects, or groups that contain themselves: save ` +
            'the arrays you need in a file of their own.',
        }
      if (type === module.H5G_DATASET) found.push(path)
      if (type !== module.H5G_GROUP) continue
      if (group.depth >= MOST_DEPTH)
        return {
          bad:
            `${name} has groups more than ${MOST_DEPTH} deep (“${path.slice(1)}”): save the arrays you ` +
            'need in a file of their own.',
        }
      groups.push({ path, depth: group.depth + 1 })
    }
  return found
}

/** An HDF5 file by its first bytes; a user's own block of 512, 1,024, … bytes may stand before them. */
export function isHdf5(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at = at === 0 ? 512 : 2 * at)
    if (beginsWith(bytes, arrays.formats.hdf5.magic, at)) return true
  return false
}
