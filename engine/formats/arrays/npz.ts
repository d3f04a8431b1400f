/**
 * Several arrays in one file, as numpy.savez and savez_compressed write them: a zip of .npy files
 * (APPNOTE.TXT 6.3.10: stored or deflated, zip64 included).
 * Nothing is unpacked beyond the size that the file declares, and that size has a limit; whatever is
 * wrong with a file is a sentence and nothing throws.
 */
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { isBad, type Bad } from '../../spec'
import { readNpy, type NpyArray } from './npy'

type Entry = {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly header: number
}
const END = 0x06054b50
const END64 = 0x06064b50
const LOCATOR64 = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
/** In a 16- or 32-bit field: look into the zip64 part. */
const NONE16 = 0xffff
const NONE32 = 0xffffffff
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1
const MOST_COMMENT = 65_535
const MOST_ENTRIES = 10_000
const MOST_BYTES = 4 * 2 ** 30

/**
 * The arrays of a file by name, without `.npy`, in their order; of those that `isWanted` turns down nothing
 * is unpacked.
 */
export async function readNpz(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean = () => true,
): Promise<ReadonlyMap<string, NpyArray> | Bad> {
  let entries: readonly Entry[] | Bad
  try {
    entries = directory(bytes)
  } catch {
    // A field lay outside the file.
    return { bad: 'The file is cut off or damaged: its table of contents cannot be read.' }
  }
  if (isBad(entries)) return entries
  const arrays = new Map<string, NpyArray>()
  let total = 0
  for (const entry of entries) {
    const name = entry.name.replace(/\.npy$/, '')
    if (name === entry.name || !isWanted(name)) continue
    if (arrays.has(name)) return { bad: `The file holds two arrays named “${name}”.` }
    total += entry.size
    if (total > MOST_BYTES)
      return {
        bad: `The file unpacks to more than ${MOST_BYTES / 2 ** 30} GB (at “${name}”), which is too much.`,
      }
    const content = await unpack(bytes, { ...entry, name })
    if (isBad(content)) return content
    const array = readNpy(content, `“${name}”`)
    if (isBad(array)) return array
    arrays.set(name, array)
  }
  return arrays.size > 0 ? arrays : { bad: 'The file holds no arrays.' }
}

/**
 * The zip's table of contents, which stands at its end. Throws a RangeError where a field lies outside the
 * file.
 */
function directory(bytes: Uint8Array): readonly Entry[] | Bad {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return { bad: 'This is not an .npz file: it is no zip, or it is cut off.' }
  const at = end.isLarge
    ? { count: long(view, end.at + 32), offset: long(view, end.at + 48) }
    : { count: view.getUint16(end.at + 10, true), offset: view.getUint32(end.at + 16, true) }
  if (at.count > MOST_ENTRIES)
    return { bad: `The file holds ${at.count} parts; at most ${MOST_ENTRIES} are read.` }
  const entries: Entry[] = []
  for (let i = 0, offset = at.offset; i < at.count; i++) {
    if (view.getUint32(offset, true) !== CENTRAL)
      return { bad: 'The file is damaged: its table of contents is not where it should be.' }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(f =>
      view.getUint16(offset + f, true),
    ) as [number, number, number]
    entries.push(entryAt(bytes, view, offset, nameLength, extraLength))
    offset += 46 + nameLength + extraLength + commentLength
  }
  return entries
}

const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

/** Where the end record lies, or, in a large file, the zip64 one that it leads to. */
function findEnd(view: DataView): { readonly at: number; readonly isLarge: boolean } | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - MOST_COMMENT); at--) {
    if (view.getUint32(at, true) !== END) continue
    const isLarge = view.getUint16(at + 10, true) === NONE16 || view.getUint32(at + 16, true) === NONE32
    if (!isLarge || at < 20 || view.getUint32(at - 20, true) !== LOCATOR64) return { at, isLarge: false }
    const large = long(view, at - 12)
    return view.getUint32(large, true) === END64 ? { at: large, isLarge: true } : null
  }
  return null
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  offset: number,
  nameLength: number,
  extraLength: number,
): Entry {
  const name = new TextDecoder().decode(bytes.subarray(offset + 46, offset + 46 + nameLength))
  const field = (at: number) => view.getUint32(offset + at, true)
  // The zip64 part has, in this order, only those of the three that are too large for their own field.
  let size = field(24)
  let packed = field(20)
  let header = field(42)
  for (
    let at = offset + 46 + nameLength, end = at + extraLength;
    at + 4 <= end;
    at += 4 + view.getUint16(at + 2, true)
  ) {
    if (view.getUint16(at, true) !== 1) continue
    let next = at + 4
    const take = (value: number): number => (value === NONE32 ? long(view, (next += 8) - 8) : value)
    size = take(size)
    packed = take(packed)
    header = take(header)
  }
  return {
    name,
    flags: view.getUint16(offset + 8, true),
    method: view.getUint16(offset + 10, true),
    crc: field(16),
    packed,
    size,
    header,
  }
}

async function unpack(
  bytes: Uint8Array,
  { name, flags, method, crc, packed, size, header }: Entry,
): Promise<Uint8Array | Bad> {
  const damaged: Bad = { bad: `“${name}” is damaged or cut off in the file.` }
  if (flags & ENCRYPTED)
    return {
      bad: `“${name}” is encrypted, which numpy does not do either: save it again without a password.`,
    }
  if (method !== STORED && method !== DEFLATED)
    return {
      bad: `“${name}” is packed with method ${method}; only what numpy writes, stored and deflated, is read.`,
    }
  if (header + 30 > bytes.length) return damaged
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(header, true) !== LOCAL) return damaged
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  if (start + packed > bytes.length || size < 1) return damaged
  const raw = bytes.subarray(start, start + packed)
  let content: Uint8Array
  try {
    content = method === STORED ? raw : await promisify(inflateRaw)(raw, { maxOutputLength: size })
  } catch {
    return damaged
  }
  return content.length === size && crc32(content) === crc ? content : damaged
}
