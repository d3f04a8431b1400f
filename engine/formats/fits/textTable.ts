/**
 * An ASCII table of a FITS file (standard 4.0, section 7.2): numbers written out, every column at its place
 * in the line.
 * A field of blanks is 0, as the standard has it, unless TNULL says that it is undefined: NaN.
 */
import { isBad, type Bad } from '../../spec'
import { countAt, numberAt, textAt, type FitsHeader } from './header'
import { MOST_IMAGE_VALUES } from './image'
import type { FitsColumn, FitsTable } from './table'

type Field = {
  readonly n: number
  readonly letter: string
  readonly start: number
  readonly width: number
  readonly decimals: number
}

export function readTextTable(
  data: DataView,
  about: Pick<FitsTable, 'name' | 'index' | 'header'>,
  where: string,
): FitsTable | Bad {
  const { header } = about
  const width = countAt(header, 'NAXIS1')
  const rows = countAt(header, 'NAXIS2')
  const count = countAt(header, 'TFIELDS')
  const decoder = new TextDecoder('latin1')
  const columns: FitsColumn[] = []
  if (
    !(count <= 999) ||
    !(width >= 1) ||
    !(width * rows <= data.byteLength) ||
    count * rows > MOST_IMAGE_VALUES
  )
    return { bad: `${where} is damaged: NAXIS1, NAXIS2 and TFIELDS do not describe the table that is there.` }
  for (let n = 1; n <= count; n++) {
    const field = fieldOf(header, n)
    if (!field || field.start + field.width > width)
      return {
        bad:
          `${where} is damaged: TFORM${n} and TBCOL${n} do not say where in a line of ${width} ` +
          `characters column ${n} stands.`,
      }
    const text = (row: number): string =>
      decoder.decode(new Uint8Array(data.buffer, data.byteOffset + row * width + field.start, field.width))
    const column = readColumn(header, field, rows, text, where)
    if (isBad(column)) return column
    columns.push(column)
  }
  return { kind: 'table', ...about, rows, columns }
}

/** `text` is what a row has in this column. */
function readColumn(
  header: FitsHeader,
  field: Field,
  rows: number,
  text: (row: number) => string,
  where: string,
): FitsColumn | Bad {
  const name = textAt(header, `TTYPE${field.n}`) || `column ${field.n}`
  const common = { name, unit: textAt(header, `TUNIT${field.n}`), repeat: 1 }
  if (field.letter === 'A')
    return {
      ...common,
      kind: 'text',
      values: Array.from({ length: rows }, (_, row) => text(row).trimEnd()),
    }
  const values = new Float64Array(rows)
  const read = numberReader(header, field)
  for (let row = 0; row < rows; row++) {
    const value = read(text(row).trim())
    if (value === null)
      return { bad: `${where} has in row ${row + 1} of “${name}” “${text(row).trim()}”, which is no number.` }
    values[row] = value
  }
  return { ...common, kind: 'numbers', values }
}

function fieldOf(header: FitsHeader, n: number): Field | null {
  const parts = /^\s*([AIFED])(\d{1,9})(?:\.(\d{1,3}))?\s*$/.exec(textAt(header, `TFORM${n}`))
  const start = countAt(header, `TBCOL${n}`)
  return parts && start >= 1
    ? {
        n,
        letter: parts[1] as string,
        start: start - 1,
        width: Number(parts[2]),
        decimals: Number(parts[3] ?? 0),
      }
    : null
}

/**
 * Without a point, the last digits of F, E and D are the decimals (the standard allows it, CFITSIO reads it).
 */
function numberReader(header: FitsHeader, { n, letter, decimals }: Field): (text: string) => number | null {
  const undefinedText = header.has(`TNULL${n}`) ? String(header.get(`TNULL${n}`)).trim() : null
  const factor = numberAt(header, `TSCAL${n}`) ?? 1
  const zero = numberAt(header, `TZERO${n}`) ?? 0
  return text => {
    if (text === undefinedText) return NaN
    const parts = /^([+-]?)(\d*)(\.?)(\d*)(?:[EeDd]?([+-]?\d+))?$/.exec(text)
    if (text !== '' && (!parts || (!parts[2] && !parts[4]))) return null
    const shift = parts && !parts[3] && letter !== 'I' ? 10 ** -decimals : 1
    return zero + factor * shift * (text === '' ? 0 : Number(text.replace(/[Dd]/, 'e')))
  }
}
