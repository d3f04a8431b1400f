/**
 * Arrays out of HDF5 files, through the HDF5 library in WebAssembly (h5wasm), which reads the file where it lies.
 * The one thing to know: the library holds one state for the whole process, so files are read one after the other; a dataset is
 * read in pieces of some megabytes, and its size is weighed against the file's before anything is reserved.
 */
import { openSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { devNull } from 'node:os'
import type * as Hdf5 from 'h5wasm/node'
import { isBad, size, type Bad } from '../spec'
import { fromHalf } from './half'
import type { NpyArray, NumberArray, Numbers } from './npy'

type Library = typeof Hdf5
type Module = Awaited<Library['h5wasm']['ready']>
type Dataset = Hdf5.Dataset
type Metadata = Hdf5.Metadata

const MOST_DEPTH = 16,
  MOST_OBJECTS = 10_000,
  MOST_BYTES = 4 * 2 ** 30,
  MOST_PIECE = 64 * 2 ** 20,
  MOST_TEXTS = 10_000_000
/** Deflate makes at most 1,032 bytes of one; what is larger than that has never been written. */
const MOST_RATIO = 1032,
  SMALL = 2 ** 20
const [INTEGER, FLOAT, STRING, ENUM] = [0, 1, 3, 8] as const
const MAGIC = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]

let before: Promise<unknown> = Promise.resolve()
let library: Promise<{ readonly hdf5: Library; readonly module: Module } | null> | null = null
/** WebAssembly that has stopped once does not go on. */
let hasStopped = false

/** All numbers and texts of the file at `path` by their path in it, without a slash before it; `name` is what sentences call the file. */
export function readHdf5(path: string, name: string): Promise<ReadonlyMap<string, NpyArray> | Bad> {
  const read = before.then(() => readAlone(path, name))
  before = read
  return read
}

async function start(): Promise<{ readonly hdf5: Library; readonly module: Module } | null> {
  try {
    const hdf5 = await import('h5wasm/node'),
      module = await hdf5.h5wasm.ready
    // The library tells its whole stack of calls to the terminal for each damaged file; what matters is in the sentence.
    const { FS } = module as unknown as { FS?: { getStream(fd: number): { nfd: number } | null } },
      terminal = FS?.getStream(2)
    if (terminal) terminal.nfd = openSync(devNull, 'w')
    return { hdf5, module }
  } catch {
    return null
  }
}

async function readAlone(path: string, name: string): Promise<ReadonlyMap<string, NpyArray> | Bad> {
  const bytes = await stat(path).then(
    s => s.size,
    () => null,
  )
  if (bytes === null) return { bad: `${name} is missing or may not be read.` }
  const started = await (library ??= start())
  if (started === null) return { bad: `${name} is an HDF5 file, and what reads those could not be started: install Receptive again.` }
  if (hasStopped)
    return { bad: `${name} was not read: an HDF5 file before it was so damaged that what reads them has stopped. Start Receptive again.` }
  const { hdf5, module } = started
  let file: Hdf5.File | null = null
  try {
    file = new hdf5.File(path, 'r')
    // The library says what is wrong with a file by numbers below 0, and throws where WebAssembly itself stops.
    return file.file_id < 0n ? { bad: `${name} is not an HDF5 file, or its beginning is damaged.` } : readFile(hdf5, module, file, bytes, name)
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

function readFile(hdf5: Library, module: Module, file: Hdf5.File, bytes: number, name: string): ReadonlyMap<string, NpyArray> | Bad {
  const paths = walk(module, file.file_id, name)
  if (isBad(paths)) return paths
  const arrays = new Map<string, NpyArray>(),
    most = Math.min(MOST_BYTES, MOST_RATIO * bytes + SMALL)
  let total = 0
  for (const path of paths) {
    const dataset = new hdf5.Dataset(file.file_id, path),
      metadata = dataset.metadata,
      called = `“${path.slice(1)}” in ${name}`
    if (metadata.shape === null || ![INTEGER, FLOAT, STRING, ENUM].includes(metadata.type as 0)) continue
    const needed = size(metadata.shape) * metadata.size
    total += needed
    if (total > most)
      return total > MOST_BYTES
        ? {
            bad: `${called} brings the file to ${(total / 2 ** 30).toFixed(1)} GB unpacked; at most ${MOST_BYTES / 2 ** 30} are read: save fewer arrays, or smaller types.`,
          }
        : { bad: `${called} should hold ${needed} bytes, more than a file of ${bytes} bytes can: most of it was never written.` }
    const array = metadata.type === STRING ? textsOf(module, dataset, metadata, called) : numbersOf(module, dataset, metadata, called)
    if (isBad(array)) return array
    arrays.set(path.slice(1), array)
  }
  return arrays.size > 0 ? arrays : { bad: `${name} holds no arrays of numbers or text.` }
}

/** All datasets, groups within groups. Links are followed as the library does it, those to other HDF5 files too. */
function walk(module: Module, file: bigint, name: string): readonly string[] | Bad {
  const found: string[] = [],
    groups = [{ path: '', depth: 0 }]
  let seen = 0
  for (let group = groups.shift(); group; group = groups.shift())
    for (const key of module.get_names(file, group.path || '/', false)) {
      const path = `${group.path}/${key}`,
        type = module.get_type(file, path)
      if (++seen > MOST_OBJECTS)
        return {
          bad: `${name} holds more than ${MOST_OBJECTS} objects, or groups that contain themselves: save the arrays you need in a file of their own.`,
        }
      if (type === module.H5G_DATASET) found.push(path)
      if (type !== module.H5G_GROUP) continue
      if (group.depth >= MOST_DEPTH)
        return { bad: `${name} has groups more than ${MOST_DEPTH} deep (“${path.slice(1)}”): save the arrays you need in a file of their own.` }
      groups.push({ path, depth: group.depth + 1 })
    }
  return found
}

function numbersOf(module: Module, dataset: Dataset, metadata: Metadata, called: string): NumberArray | Bad {
  const shape = metadata.shape ?? [],
    base = metadata.enum_type?.type ?? metadata.type,
    isHalf = base === FLOAT && metadata.size === 2
  if (![1, 2, 4, 8].includes(metadata.size) || (base === FLOAT && metadata.size === 1))
    return { bad: `${called} is of numbers of ${metadata.size} bytes, which are not read: save it as float32 or int32.` }
  const data = new Uint8Array(size(shape) * metadata.size)
  try {
    fill(module, dataset, shape, metadata, data)
  } catch {
    return { bad: `${called} cannot be unpacked: it is damaged, or packed with a filter other than gzip, shuffle and szip. Save it with gzip.` }
  }
  const names = Object.keys(metadata.enum_type?.members ?? {}),
    isBoolean = metadata.type === ENUM && names.length === 2 && names.includes('FALSE') && names.includes('TRUE')
  const values = isHalf ? fromHalf(new Uint16Array(data.buffer)) : numbers(data.buffer, base === FLOAT, metadata.size, metadata.signed)
  return { kind: isBoolean ? 'boolean' : base === FLOAT ? 'float' : 'integer', shape, values }
}

function numbers(buffer: ArrayBuffer, isFloat: boolean, bytes: number, isSigned: boolean): Numbers {
  if (isFloat) return bytes === 4 ? new Float32Array(buffer) : new Float64Array(buffer)
  if (bytes === 8) return Float64Array.from(isSigned ? new BigInt64Array(buffer) : new BigUint64Array(buffer), Number)
  if (bytes === 4) return isSigned ? new Int32Array(buffer) : new Uint32Array(buffer)
  if (bytes === 2) return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer)
  return isSigned ? new Int8Array(buffer) : new Uint8Array(buffer)
}

/** Copies a dataset's bytes out of the library's memory, some rows at a time; a row of any size is one piece. Throws where it cannot. */
function fill(module: Module, dataset: Dataset, shape: readonly number[], { chunks, size: bytes }: Metadata, data: Uint8Array): void {
  if (data.length === 0) return
  const rows = shape[0] ?? 1,
    row = data.length / rows,
    // Whole chunks, so that none is unpacked twice.
    unit = Math.max(1, chunks?.[0] ?? 1),
    step = Math.min(rows, unit * Math.max(1, Math.floor(MOST_PIECE / (row * unit)))),
    place = module._malloc(step * row)
  if (place === 0) throw new RangeError(`No ${bytes}-byte values of ${step * row} bytes fit.`)
  try {
    for (let at = 0; at < rows; at += step) {
      const taken = Math.min(step, rows - at),
        isScalar = shape.length === 0,
        count = isScalar ? null : [taken, ...shape.slice(1)].map(BigInt),
        offset = isScalar ? null : shape.map((_, axis) => BigInt(axis === 0 ? at : 0)),
        strides = isScalar ? null : shape.map(() => 1n)
      if (module.get_dataset_data(dataset.file_id, dataset.path, count, offset, strides, BigInt(place)) < 0)
        throw new RangeError('The library could not read it.')
      data.set(module.HEAPU8.subarray(place, place + taken * row), at * row)
    }
  } finally {
    module._free(place)
  }
}

/** Texts of one width lie in the dataset; others are addresses in the library's memory, and what is there is ours to free. */
function textsOf(module: Module, dataset: Dataset, metadata: Metadata, called: string): NpyArray | Bad {
  const shape = metadata.shape ?? [],
    count = size(shape),
    width = metadata.size
  if (count > MOST_TEXTS) return { bad: `${called} holds ${count} texts; at most ${MOST_TEXTS} are read.` }
  const data = new Uint8Array(count * width),
    values: string[] = []
  try {
    fill(module, dataset, shape, metadata, data)
  } catch {
    return { bad: `${called} is damaged: its texts cannot be read.` }
  }
  if (metadata.vlen)
    for (const place of new Uint32Array(data.buffer)) {
      const end = place === 0 ? 0 : module.HEAPU8.indexOf(0, place)
      values.push(decoder.decode(module.HEAPU8.subarray(place, end)))
      if (place > 0) module._free(place)
    }
  else
    for (let at = 0; at < data.length; at += width) {
      const end = data.subarray(at, at + width).indexOf(0),
        text = decoder.decode(data.subarray(at, end < 0 ? at + width : at + end))
      values.push(metadata.strpad === PADDED_WITH_BLANKS ? text.trimEnd() : text)
    }
  return { kind: 'text', shape, values }
}
const decoder = new TextDecoder(),
  PADDED_WITH_BLANKS = 2

/** An HDF5 file by its first bytes; a user's own block of 512, 1,024, … bytes may stand before them. */
export function isHdf5(bytes: Uint8Array): boolean {
  for (let at = 0; at + MAGIC.length <= bytes.length; at = at === 0 ? 512 : 2 * at) if (MAGIC.every((b, i) => bytes[at + i] === b)) return true
  return false
}
