/**
 * An image compressed tile by tile into the rows of a table (FITS standard 4.0, section 10; what fpack and
 * astropy write).
 * Rice's code and gzip are read; an image's size is believed only as far as the data could hold it.
 */
import { isBad, size, type Bad, type Shape } from '../../spec'
import { unquantise } from './dither'
import { countAt, numberAt, textAt, type FitsHeader, type FitsValue } from './header'
import { bytesPerValue, isExactInSingle, type FitsImage } from './image'
import { readNumbers, fitsScaleOf, type FitsValues } from './numbers'
import { describePacked, type Packed } from './packedImage'
import { listAt } from './fields'
import { unpackTile } from './unpackTile'

export function readTiles(
  data: DataView,
  about: Pick<FitsImage, 'name' | 'index' | 'header'>,
  where: string,
): FitsImage | Bad {
  const packed = describePacked(data, about.header, where)
  if (isBad(packed)) return packed
  const { shape, tile, letter, header } = packed
  const isFloat = letter === 'E' || letter === 'D'
  const scale = fitsScaleOf(
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
    if (!unpackTile(main, method, isWhole ? 'J' : letter, header, part)) return damaged
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
    if (bytes.length > 0) return unpackTile(bytes, way, letter, header, part) ? null : damaged
  }
  return damaged
}

function bytesAt({ data, fields, header, where }: Packed, row: number, name: string): Uint8Array | Bad {
  const field = fields.find(f => f.name === name)
  if (!field || field.code.length < 2) return new Uint8Array(0)
  const found = listAt(data, field, row, header, where)
  if (isBad(found)) return found
  const each = bytesPerValue({ B: 8, I: 16, J: 32, E: -32, D: -64 }[field.code.charAt(1)] ?? 8)
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

/** The header with the image's axes in place of the table's. */
function asImage(header: FitsHeader, shape: Shape): FitsHeader {
  const image = new Map<string, FitsValue>(header)
  image.set('BITPIX', header.get('ZBITPIX') ?? 8)
  image.set('NAXIS', shape.length)
  shape.forEach((n, i) => image.set(`NAXIS${shape.length - i}`, n))
  return image
}
