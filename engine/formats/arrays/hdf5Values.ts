/**
 * The values of one HDF5 dataset, out of the library's memory.
 * The library answers with a number below 0 where it cannot read, and leaves its memory as it was; that
 * must never come out as values.
 */
import type * as Hdf5 from 'h5wasm/node'
import { size, type Bad } from '../../spec'
import { fromHalf } from './half'
import type { NpyArray, NumberArray, NumberValues } from './npy'

export type Module = Awaited<(typeof Hdf5.h5wasm)['ready']>
type Hdf5Dataset = Hdf5.Dataset
type Metadata = Hdf5.Metadata
/** H5T_class_t. */
export const INTEGER = 0
export const FLOAT = 1
export const STRING = 3
export const ENUM = 8
const PADDED_WITH_BLANKS = 2
const MOST_PIECE = 64 * 2 ** 20
const MOST_TEXTS = 10_000_000
const decoder = new TextDecoder()

export function hdf5Numbers(
  module: Module,
  dataset: Hdf5Dataset,
  metadata: Metadata,
  called: string,
): NumberArray | Bad {
  const shape = metadata.shape ?? []
  const base = metadata.enum_type?.type ?? metadata.type
  const isHalf = base === FLOAT && metadata.size === 2
  if (![1, 2, 4, 8].includes(metadata.size) || (base === FLOAT && metadata.size === 1))
    return {
      bad:
        `${called} is of numbers of ${metadata.size} bytes, which are not read: save it as float32 or ` +
        'int32.',
    }
  const data = new Uint8Array(size(shape) * metadata.size)
  try {
    fill(module, dataset, shape, metadata, data)
  } catch {
    return {
      bad:
        `${called} cannot be unpacked: it is damaged, packed with a filter other than gzip, shuffle and ` +
        'szip, or lies in another file. Save it in one file, with gzip.',
    }
  }
  const names = Object.keys(metadata.enum_type?.members ?? {})
  const isBoolean =
    metadata.type === ENUM && names.length === 2 && names.includes('FALSE') && names.includes('TRUE')
  const values = isHalf
    ? fromHalf(new Uint16Array(data.buffer))
    : numbers(data.buffer, base === FLOAT, metadata.size, metadata.signed)
  return { kind: isBoolean ? 'boolean' : base === FLOAT ? 'float' : 'integer', shape, values }
}

function numbers(buffer: ArrayBuffer, isFloat: boolean, bytes: number, isSigned: boolean): NumberValues {
  if (isFloat) return bytes === 4 ? new Float32Array(buffer) : new Float64Array(buffer)
  if (bytes === 8)
    return Float64Array.from(isSigned ? new BigInt64Array(buffer) : new BigUint64Array(buffer), Number)
  if (bytes === 4) return isSigned ? new Int32Array(buffer) : new Uint32Array(buffer)
  if (bytes === 2) return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer)
  return isSigned ? new Int8Array(buffer) : new Uint8Array(buffer)
}

/**
 * Copies a dataset's bytes out of the library's memory, some rows at a time; a row of any size is one piece.
 * Throws where it cannot.
 */
function fill(
  module: Module,
  dataset: Hdf5Dataset,
  shape: readonly number[],
  { chunks, size: bytes }: Metadata,
  data: Uint8Array,
): void {
  if (data.length === 0) return
  const rows = shape[0] ?? 1
  const row = data.length / rows
  // Whole chunks, so that none is unpacked twice.
  const unit = Math.max(1, chunks?.[0] ?? 1)
  const step = Math.min(rows, unit * Math.max(1, Math.floor(MOST_PIECE / (row * unit))))
  const place = module._malloc(step * row)
  if (place === 0) throw new RangeError(`No ${bytes}-byte values of ${step * row} bytes fit.`)
  try {
    for (let at = 0; at < rows; at += step) {
      const taken = Math.min(step, rows - at)
      const isScalar = shape.length === 0
      const count = isScalar ? null : [taken, ...shape.slice(1)].map(BigInt)
      const offset = isScalar ? null : shape.map((_, axis) => BigInt(axis === 0 ? at : 0))
      const strides = isScalar ? null : shape.map(() => 1n)
      if (module.get_dataset_data(dataset.file_id, dataset.path, count, offset, strides, BigInt(place)) < 0)
        throw new RangeError('The library could not read it.')
      data.set(module.HEAPU8.subarray(place, place + taken * row), at * row)
    }
  } finally {
    module._free(place)
  }
}

/**
 * Texts of one width lie in the dataset; others are addresses in the library's memory, and what is there is
 * ours to free.
 */
export function hdf5Texts(
  module: Module,
  dataset: Hdf5Dataset,
  metadata: Metadata,
  called: string,
): NpyArray | Bad {
  const shape = metadata.shape ?? []
  const count = size(shape)
  const width = metadata.size
  if (count > MOST_TEXTS) return { bad: `${called} holds ${count} texts; at most ${MOST_TEXTS} are read.` }
  const data = new Uint8Array(count * width)
  const values: string[] = []
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
      const end = data.subarray(at, at + width).indexOf(0)
      const text = decoder.decode(data.subarray(at, end < 0 ? at + width : at + end))
      values.push(metadata.strpad === PADDED_WITH_BLANKS ? text.trimEnd() : text)
    }
  return { kind: 'text', shape, values }
}
