/**
 * A binary table of a FITS file (standard 4.0, section 7.3), column by column.
 * A column of numbers is float64 `[rows, repeat]`, its spectra one behind the other; an undefined
 * number (TNULL) is NaN; complex numbers are pairs of real and imaginary part. TDIM is not heeded.
 */
import { isBad, type Bad } from '../../spec'
import { fieldsOf, listAt, type FitsField } from './fields'
import { countAt, type FitsHeader } from './header'
import { MOST_IMAGE_VALUES } from './image'
import { readNumbers } from './numbers'

export type FitsColumn = {
  /** TTYPE, or “column 3”. */
  readonly name: string
  /** TUNIT, or ''. */
  readonly unit: string
  /** Values in a row: 1 for text and for lists, which vary. */
  readonly repeat: number
} & (
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly values: readonly string[] }
  | { readonly kind: 'lists'; readonly values: readonly Float64Array[] }
)
export type FitsTable = {
  readonly kind: 'table'
  readonly name: string
  readonly index: number
  readonly header: FitsHeader
  readonly rows: number
  readonly columns: readonly FitsColumn[]
}

export function readFitsTable(
  data: DataView,
  about: Pick<FitsTable, 'name' | 'index' | 'header'>,
  where: string,
): FitsTable | Bad {
  const { header } = about
  const width = countAt(header, 'NAXIS1')
  const rows = countAt(header, 'NAXIS2')
  const fields = fieldsOf(header, where)
  if (isBad(fields)) return fields
  const used = fields.reduce((sum, f) => sum + f.bytes, 0)
  if (!(used <= width) || !(width * rows <= data.byteLength))
    return {
      bad: `${where} is damaged: its columns take ${used} bytes of a row, and a row (NAXIS1) has ${width}.`,
    }
  // A column without width has no values, and would let a file of a few bytes ask for any number of rows.
  const solid = fields.filter(f => f.bytes > 0)
  const total = rows * solid.reduce((sum, f) => sum + (f.code === 'A' ? 1 : f.repeat), 0)
  if (total > MOST_IMAGE_VALUES)
    return {
      bad:
        `${where} holds ${total} values; at most ${MOST_IMAGE_VALUES} are read. Keep only the columns ` +
        'or rows you need.',
    }
  const columns: FitsColumn[] = []
  for (const field of solid) {
    const column = readColumn(data, field, rows, width, header, where)
    if (isBad(column)) return column
    columns.push(column)
  }
  return { kind: 'table', ...about, rows: solid.length > 0 ? rows : 0, columns }
}

function readColumn(
  data: DataView,
  field: FitsField,
  rows: number,
  width: number,
  header: FitsHeader,
  where: string,
): FitsColumn | Bad {
  const { name, unit, repeat, code, offset, scale } = field
  if (code === 'A') return { name, unit, repeat, kind: 'text', values: readTexts(data, field, rows, width) }
  if (code.length > 1) {
    const lists = readLists(data, field, rows, header, where)
    return isBad(lists) ? lists : { name, unit, repeat, kind: 'lists', values: lists }
  }
  const values = new Float64Array(rows * repeat)
  if (code === 'X') readBits(data, field, rows, width, values)
  else
    for (let row = 0; row < rows; row++)
      readNumbers(data, row * width + offset, repeat, scale, values, row * repeat)
  return { name, unit, repeat, kind: 'numbers', values }
}

/** Text ends at a zero byte, and blanks at its end mean nothing. */
function readTexts(
  data: DataView,
  { offset, bytes }: FitsField,
  rows: number,
  width: number,
): readonly string[] {
  const decoder = new TextDecoder('latin1')
  const values: string[] = []
  for (let row = 0; row < rows; row++) {
    const text = decoder.decode(new Uint8Array(data.buffer, data.byteOffset + row * width + offset, bytes))
    const zero = text.indexOf('\0')
    values.push((zero < 0 ? text : text.slice(0, zero)).trimEnd())
  }
  return values
}

/** Bits, the highest of each byte first. */
function readBits(
  data: DataView,
  { offset, repeat }: FitsField,
  rows: number,
  width: number,
  to: Float64Array,
): void {
  for (let row = 0, at = 0; row < rows; row++)
    for (let bit = 0; bit < repeat; bit++)
      to[at++] = (data.getUint8(row * width + offset + (bit >> 3)) >> (7 - (bit & 7))) & 1
}

/**
 * Every row has how many values and where in the heap, which lies behind the table. Lists may share values.
 */
function readLists(
  data: DataView,
  field: FitsField,
  rows: number,
  header: FitsHeader,
  where: string,
): readonly Float64Array[] | Bad {
  const inner = field.code.charAt(1)
  const lists: Float64Array[] = []
  if (!'LBIJKEDCM'.includes(inner) || inner === '')
    return {
      bad:
        `${where} has in “${field.name}” lists of kind “${inner}”, which are not read: numbers are (B, ` +
        'I, J, K, E, D, C, M, L).',
    }
  for (let row = 0, total = 0; row < rows; row++) {
    const place = listAt(data, field, row, header, where)
    if (isBad(place)) return place
    total += place.count
    if (total > MOST_IMAGE_VALUES)
      return {
        bad: `${where} holds more than ${MOST_IMAGE_VALUES} values in “${field.name}”, which is too much.`,
      }
    const values = new Float64Array(place.count)
    readNumbers(data, place.start, place.count, field.scale, values, 0)
    lists.push(values)
  }
  return lists
}
