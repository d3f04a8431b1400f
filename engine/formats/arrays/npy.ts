/**
 * Arrays as numpy writes them (.npy, versions 1 to 3; numpy.lib.format): a header that is a Python
 * dictionary, then values.
 * What comes out is in C order and of this machine's byte order, whatever the file had; whatever is
 * wrong with a file is a sentence and nothing throws.
 */
import { arrays } from '../../fileKinds/arrays'
import { beginsWith } from '../../fileKinds/magic'
import { formatShape, isBad, size, type Bad, type Shape } from '../../spec'
import { swapBytes } from './byteOrder'
import { fromHalf } from './half'

export type NumberValues =
  Float32Array | Float64Array | Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array
/**
 * `values` in C order. Whole numbers of 64 bits become float64, in which those above 2⁵³ are rounded. `unit`
 * is theirs, where a file says it beside them.
 */
export type NumberArray = {
  readonly kind: 'float' | 'integer' | 'boolean'
  readonly shape: Shape
  readonly values: NumberValues
  readonly unit?: string
}
type TextArray = {
  readonly kind: 'text'
  readonly shape: Shape
  readonly values: readonly string[]
  readonly unit?: undefined
}
export type NpyArray = NumberArray | TextArray

type Kind = { readonly kind: NumberArray['kind']; read(b: ArrayBuffer): NumberValues }
/** By numpy's letter and the bytes of one value. */
const KINDS: Readonly<Record<string, Kind>> = {
  f2: { kind: 'float', read: b => fromHalf(new Uint16Array(b)) },
  f4: { kind: 'float', read: b => new Float32Array(b) },
  f8: { kind: 'float', read: b => new Float64Array(b) },
  i1: { kind: 'integer', read: b => new Int8Array(b) },
  i2: { kind: 'integer', read: b => new Int16Array(b) },
  i4: { kind: 'integer', read: b => new Int32Array(b) },
  i8: { kind: 'integer', read: b => Float64Array.from(new BigInt64Array(b), Number) },
  u1: { kind: 'integer', read: b => new Uint8Array(b) },
  u2: { kind: 'integer', read: b => new Uint16Array(b) },
  u4: { kind: 'integer', read: b => new Uint32Array(b) },
  u8: { kind: 'integer', read: b => Float64Array.from(new BigUint64Array(b), Number) },
  b1: { kind: 'boolean', read: b => new Uint8Array(b).map(v => (v ? 1 : 0)) },
}
const { magic: MAGIC } = arrays.formats.npy
const MOST_HEADER = 65_536
const MOST_TEXT = 10_000

type Header = {
  readonly order: string
  readonly letter: string
  readonly bytes: number
  readonly isFortran: boolean
  readonly shape: Shape
  readonly start: number
}

/** The array in `file`; `name` is what sentences call it. */
export function readNpy(file: Uint8Array, name: string): NpyArray | Bad {
  const header = parseHeader(file, name)
  if (isBad(header)) return header
  const { letter, bytes, shape, start, order, isFortran } = header
  const count = size(shape)
  const expected = count * bytes
  if (file.length - start !== expected)
    return {
      bad:
        `${name} should hold ${count} values (${formatShape(shape) || 'one number'}) in ${expected} ` +
        `bytes and holds ${file.length - start} bytes.`,
    }
  // A copy, so that the values begin where a typed array may begin.
  const data = new Uint8Array(file.subarray(start))
  const isBig = order === '>'
  if (letter === 'U' || letter === 'S') return texts(data, header, isBig, name)
  const found = KINDS[`${letter}${bytes}`]
  if (!found) return { bad: `${name} is of numpy's type ${letter}${bytes}, which is not read.` }
  if (isBig && bytes > 1) swapBytes(data, bytes)
  const values = found.read(data.buffer)
  return { kind: found.kind, shape, values: isFortran && shape.length > 1 ? toC(values, shape) : values }
}

function parseHeader(file: Uint8Array, name: string): Header | Bad {
  if (file.length < 12 || !beginsWith(file, MAGIC))
    return { bad: `${name} is not an array as numpy writes it.` }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const version = file[6] ?? 0
  if (version < 1 || version > 3)
    return { bad: `${name} is written in version ${version} of numpy's format; 1 to 3 are read.` }
  const [from, length] = version === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)]
  const start = from + length
  if (length > MOST_HEADER || start > file.length)
    return { bad: `${name} is cut off: its header should have ${length} bytes.` }
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(file.subarray(from, start))
  const descr = /['"]descr['"]\s*:\s*['"]([<>=|])?([A-Za-z])(\d{0,9})['"]/.exec(text)
  const fortran = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)
  const shape = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/.exec(text)
  if (/['"]descr['"]\s*:\s*\[/.test(text))
    return { bad: `${name} is a table of named columns; save each as an array of its own.` }
  if (descr?.[2] === 'O') return { bad: `${name} holds Python objects, which are not read: save numbers.` }
  if (!descr || !fortran || !shape)
    return { bad: `The header of ${name} does not say type, order and shape as numpy does.` }
  return {
    order: descr[1] ?? '=',
    letter: descr[2] ?? '',
    bytes: Number(descr[3]) * (descr[2] === 'U' ? 4 : 1),
    isFortran: fortran[1] === 'True',
    shape: (shape[1] ?? '')
      .split(',')
      .map(s => s.trim().replace(/L$/, ''))
      .filter(Boolean)
      .map(Number),
    start,
  }
}

/** From Fortran's order, the first axis running fastest, to C's, where it is the last. */
function toC<T extends NumberValues>(values: T, shape: Shape): T {
  const to = values.slice() as T
  const strides = shape.map((_, axis) => size(shape.slice(0, axis)))
  const position = shape.map(() => 0)
  for (let i = 0, from = 0; i < to.length; i++) {
    to[i] = values[from] as number
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [step, most] = [strides[axis] as number, shape[axis] as number]
      position[axis] = (position[axis] as number) + 1
      from += step
      if ((position[axis] as number) < most) break
      position[axis] = 0
      from -= step * most
    }
  }
  return to
}

/** Fixed-width text: UTF-32 (U) or Latin-1 (S), filled up with zeros. For names, so few of them. */
function texts(
  data: Uint8Array,
  { letter, bytes, shape }: Header,
  isBig: boolean,
  name: string,
): TextArray | Bad {
  const count = size(shape)
  const view = new DataView(data.buffer)
  if (shape.length > 1 || bytes < 1)
    return { bad: `${name} is text in ${formatShape(shape)}; only a list of names is read.` }
  const read = (at: number): number => (letter === 'S' ? view.getUint8(at) : view.getUint32(at, !isBig))
  const width = letter === 'S' ? 1 : 4
  const values: string[] = []
  for (let i = 0; i < count; i++) {
    let text = ''
    for (let at = i * bytes; at < (i + 1) * bytes && text.length < MOST_TEXT; at += width) {
      const point = read(at)
      if (point > 0) text += String.fromCodePoint(Math.min(point, 0x10ffff))
    }
    values.push(text)
  }
  return { kind: 'text', shape, values }
}

/** A .npy file, version 1, of float32 in C order; the values begin at a multiple of 64, as numpy has them. */
export function writeNpy(shape: Shape, values: Float32Array): Uint8Array {
  const text =
    "{'descr': '<f4', 'fortran_order': False, 'shape': " +
    `(${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`
  const start = Math.ceil((10 + text.length + 1) / 64) * 64
  const bytes = new Uint8Array(start + values.byteLength).fill(0x20, 0, start)
  bytes.set([...Array.from(MAGIC[0], c => c.charCodeAt(0)), 1, 0])
  new DataView(bytes.buffer).setUint16(8, start - 10, true)
  bytes.set(new TextEncoder().encode(text), 10)
  bytes[start - 1] = 0x0a
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start)
  return bytes
}
