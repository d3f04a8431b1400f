/**
 * An image compressed tile by tile into the rows of a table (FITS standard 4.0, section 10; what fpack and
 * astropy write).
 * Rice's code and gzip are read; an image's size is believed only as far as the data could hold it.
 */
import { gunzipSync } from 'node:zlib'
import { isBad, size, type Bad, type Shape } from '../../spec'
import { unquantise } from './dither'
import { countAt, numberAt, textAt, type FitsHeader, type FitsValue } from './header'
import { axesOf, bytesOf, isExactInSingle, letterOf, MOST_VALUES, type FitsImage } from './image'
import { BYTES, readNumbers, scaleOf, type Letter, type FitsValues } from './numbers'
import { fieldsOf, listAt, type Field } from './table'
import { unrice } from './rice'

/** Deflate makes at most 1,032 bytes of one, and Rice's code less. */
const MOST_RATIO = 1032

type Packed = {
  readonly data: DataView
  readonly header: FitsHeader
  readonly fields: readonly Field[]
  readonly shape: Shape
  /** A tile's sizes, in the order of `shape`. */
  readonly tile: Shape
  readonly letter: Letter
  readonly where: string
}

export function readTiles(
  data: DataView,
  about: Pick<FitsImage, 'name' | 'index' | 'header'>,
  where: string,
): FitsImage | Bad {
  const packed = describe(data, about.header, where)
  if (isBad(packed)) return packed
  const { shape, tile, letter, header } = packed
  const isFloat = letter === 'E' || letter === 'D'
  const scale = scaleOf(
    letter,
    numberAt(header, 'BSCALE'),
    numberAt(header, 'BZERO'),
    numberAt(header, 'ZBLANK') ?? numberAt(header, 'BLANK'),
  )
  // CFITSIO makes float32 of floats that were float32.
  const values = (isFloat ? letter === 'E' : isExactInSingle(scale))
    ? new Float32Array(size(shape))
    : new Float64Array(size(shape))
  const across = shape.map((n, axis) => Math.ceil(n / (tile[axis] as number)))
  const buffer = new Float64Array(Math.min(size(tile), size(shape)))
  for (let row = 0; row < size(across); row++) {
    const first = placeOf(row, across, tile)
    const sizes = first.map((at, axis) => Math.min(tile[axis] as number, (shape[axis] as number) - at))
    const part = buffer.subarray(0, size(sizes))
    const problem = readTile(packed, row, part)
    if (problem) return problem
    if (!isFloat && (scale.factor !== 1 || scale.zero !== 0 || scale.blank !== undefined))
      for (let i = 0; i < part.length; i++)
        part[i] = part[i] === scale.blank ? NaN : scale.zero + scale.factor * (part[i] as number)
    place(part, sizes, first, shape, values)
  }
  return { kind: 'image', ...about, header: asImage(header, shape), shape, values }
}

function describe(data: DataView, header: FitsHeader, where: string): Packed | Bad {
  const shape = axesOf(header, 'Z')
  const letter = letterOf(header.get('ZBITPIX'))
  const method = textAt(header, 'ZCMPTYPE')
  const fields = fieldsOf(header, where)
  if (isBad(fields)) return fields
  if (!['RICE_1', 'RICE_ONE', 'GZIP_1', 'GZIP_2', 'NOCOMPRESS'].includes(method))
    return {
      bad:
        `${where} is compressed with ${method || 'a method that it does not name'}; RICE_1, GZIP_1 and ` +
        'GZIP_2 are read. Unpack it first: funpack of CFITSIO does it.',
    }
  // Without ZTILE a tile is one row of the image.
  const tile = shape?.map((n, i) =>
    header.has(`ZTILE${shape.length - i}`)
      ? countAt(header, `ZTILE${shape.length - i}`)
      : i === shape.length - 1
        ? n
        : 1,
  )
  if (!shape || !tile || !letter || shape.length === 0 || tile.some(n => !(n >= 1)))
    return { bad: `${where} is damaged: ZNAXIS, ZTILE or ZBITPIX does not describe an image.` }
  const tiles = shape.reduce((product, n, axis) => product * Math.ceil(n / (tile[axis] as number)), 1)
  const width = countAt(header, 'NAXIS1')
  const used = fields.reduce((sum, f) => sum + f.bytes, 0)
  if (
    !(tiles <= countAt(header, 'NAXIS2')) ||
    !(used <= width) ||
    !(width * countAt(header, 'NAXIS2') <= data.byteLength)
  )
    return {
      bad:
        `${where} is damaged: its image has ${tiles} tiles, and its table ` +
        `${header.get('NAXIS2') ?? 'no'} rows.`,
    }
  if (!(size(shape) <= Math.min(MOST_VALUES, MOST_RATIO * data.byteLength)))
    return {
      bad:
        `${where} says that it holds ${size(shape)} values, which its ${data.byteLength} bytes cannot, ` +
        `or which are more than ${MOST_VALUES}.`,
    }
  return { data, header, fields, shape, tile, letter, where }
}

/** Where tile number `row` begins. Tiles are counted as pixels are, the last axis fastest. */
function placeOf(row: number, across: Shape, tile: Shape): number[] {
  const first = across.map(() => 0)
  for (let axis = across.length - 1, left = row; axis >= 0; axis--) {
    const n = across[axis] as number
    first[axis] = (left % n) * (tile[axis] as number)
    left = Math.floor(left / n)
  }
  return first
}

/** Lays a tile's lines into the image. */
function place(part: Float64Array, sizes: Shape, first: Shape, shape: Shape, values: FitsValues): void {
  const line = sizes.at(-1) as number
  const position = sizes.map(() => 0)
  for (let from = 0; from < part.length; from += line) {
    let to = 0
    for (let axis = 0; axis < shape.length; axis++)
      to = to * (shape[axis] as number) + (first[axis] as number) + (position[axis] as number)
    values.set(part.subarray(from, from + line), to)
    for (let axis = sizes.length - 2; axis >= 0; axis--) {
      position[axis] = (position[axis] as number) + 1
      if ((position[axis] as number) < (sizes[axis] as number)) break
      position[axis] = 0
    }
  }
}

/** One tile's stored numbers, floats already floats, into `part`. Returns what is wrong. */
function readTile(packed: Packed, row: number, part: Float64Array): Bad | null {
  const { header, letter, where } = packed
  const isFloat = letter === 'E' || letter === 'D'
  const scale = cellAt(packed, row, 'ZSCALE')
  const damaged: Bad = { bad: `${where} is damaged: its tile ${row + 1} cannot be unpacked.` }
  const method = textAt(header, 'ZCMPTYPE')
  const main = bytesAt(packed, row, 'COMPRESSED_DATA')
  if (isBad(main)) return main
  if (main.length > 0) {
    const isWhole = isFloat && scale !== undefined && scale !== 0
    if (!unpack(main, method, isWhole ? 'J' : letter, header, part)) return damaged
    if (isWhole)
      unquantise(part, {
        scale,
        zero: cellAt(packed, row, 'ZZERO') ?? 0,
        blank: cellAt(packed, row, 'ZBLANK'),
        method: textAt(header, 'ZQUANTIZ'),
        seed: row + (numberAt(header, 'ZDITHER0') ?? 1) - 1,
      })
    return null
  }
  // A tile that does not bear rounding is kept whole beside the others.
  for (const [column, way] of [
    ['GZIP_COMPRESSED_DATA', 'GZIP_1'],
    ['UNCOMPRESSED_DATA', 'NOCOMPRESS'],
  ] as const) {
    const bytes = bytesAt(packed, row, column)
    if (isBad(bytes)) return bytes
    if (bytes.length > 0) return unpack(bytes, way, letter, header, part) ? null : damaged
  }
  return damaged
}

function bytesAt({ data, fields, header, where }: Packed, row: number, name: string): Uint8Array | Bad {
  const field = fields.find(f => f.name === name)
  if (!field || field.code.length < 2) return new Uint8Array(0)
  const found = listAt(data, field, row, header, where)
  if (isBad(found)) return found
  const each = bytesOf({ B: 8, I: 16, J: 32, E: -32, D: -64 }[field.code.charAt(1)] ?? 8)
  return new Uint8Array(data.buffer, data.byteOffset + found.start, found.count * each)
}

/** A number that is a column where tiles differ, and a keyword where they do not. */
function cellAt({ data, fields, header }: Packed, row: number, name: string): number | undefined {
  const field = fields.find(f => f.name === name)
  if (!field || field.code.length > 1 || field.code === 'A' || field.code === 'X' || field.bytes === 0)
    return numberAt(header, name)
  const cell = new Float64Array(1)
  readNumbers(data, row * countAt(header, 'NAXIS1') + field.offset, 1, field.scale, cell, 0)
  return cell[0]
}

/** As numbers of kind `letter`; false where they are not as many as `part` takes. */
function unpack(
  bytes: Uint8Array,
  method: string,
  letter: Letter,
  header: FitsHeader,
  part: Float64Array,
): boolean {
  if (method.startsWith('RICE'))
    return unrice(bytes, parameter(header, 'BYTEPIX') ?? 4, parameter(header, 'BLOCKSIZE') ?? 32, part)
  const each = BYTES[letter]
  let plain = bytes
  if (method !== 'NOCOMPRESS')
    try {
      plain = gunzipSync(bytes, { maxOutputLength: part.length * each })
    } catch {
      return false
    }
  if (plain.length !== part.length * each) return false
  const ordered = method === 'GZIP_2' ? unshuffle(plain, each) : plain
  readNumbers(
    new DataView(ordered.buffer, ordered.byteOffset, ordered.length),
    0,
    part.length,
    scaleOf(letter),
    part,
    0,
  )
  return true
}

/** GZIP_2 has all first bytes, then all second ones. */
function unshuffle(bytes: Uint8Array, each: number): Uint8Array {
  const to = new Uint8Array(bytes.length)
  const count = bytes.length / each
  for (let byte = 0; byte < each; byte++)
    for (let i = 0; i < count; i++) to[i * each + byte] = bytes[byte * count + i] as number
  return to
}

/** ZNAME1 = 'BLOCKSIZE', ZVAL1 = 32. */
function parameter(header: FitsHeader, name: string): number | undefined {
  for (let n = 1; header.has(`ZNAME${n}`); n++)
    if (header.get(`ZNAME${n}`) === name) return numberAt(header, `ZVAL${n}`)
  return undefined
}

/** The header with the image's axes in place of the table's. */
function asImage(header: FitsHeader, shape: Shape): FitsHeader {
  const image = new Map<string, FitsValue>(header)
  image.set('BITPIX', header.get('ZBITPIX') ?? 8)
  image.set('NAXIS', shape.length)
  shape.forEach((n, i) => image.set(`NAXIS${shape.length - i}`, n))
  return image
}
