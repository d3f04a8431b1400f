/**
 * Tables as text: CSV and its relatives, with comma, semicolon, tab or blanks between the cells.
 * A column is numbers if every cell of it that is not empty is one; a first pass finds that out while it
 * reads the numbers, and only columns of words are gone through again.
 */
import { isBad, type Bad } from '../../spec'
import { cellNumber } from './cells'
import { mannerOf, unclosed, type Manner } from './manner'
import { TextLines, decodeText } from './text'

export type TableColumn = NumberColumn | TextColumn
/** Empty cells are NaN. */
export type NumberColumn = {
  readonly name: string
  readonly unit: string
  readonly kind: 'numbers'
  readonly values: Float64Array
}
type TextColumn = {
  readonly name: string
  readonly unit: string
  readonly kind: 'text'
  readonly values: readonly string[]
}
export type Table = { readonly columns: readonly TableColumn[]; readonly rows: number }

const MOST_CELLS = 200_000_000
const MOST_COLUMNS = 100_000

export function readTable(bytes: Uint8Array, name: string): Table | Bad {
  const text = decodeText(bytes, name)
  if (isBad(text)) return text
  const manner = mannerOf(text, name)
  if (isBad(manner)) return manner
  let most = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) most++
  if (manner.width > MOST_COLUMNS)
    return {
      bad:
        `${name} has ${manner.width} columns; at most ${MOST_COLUMNS} are read: exchange rows and ` +
        'columns, or split it.',
    }
  if (manner.width * most > MOST_CELLS)
    return {
      bad:
        `${name} has ${most} lines of ${manner.width} cells; at most ${MOST_CELLS / 1e6} million cells ` +
        'are read: split it.',
    }
  const numbers = readNumbers(text, manner, most, name)
  if (isBad(numbers)) return numbers
  const words = readWords(text, manner, numbers.columns)
  return {
    rows: numbers.rows,
    columns: manner.names.map((title, c) => {
      const values = numbers.columns[c]
      const named = nameAndUnit(title)
      return values
        ? { ...named, kind: 'numbers', values: values.subarray(0, numbers.rows) }
        : { ...named, kind: 'text', values: words[c] ?? [] }
    }),
  }
}

/** Null in place of a column that holds words. */
function readNumbers(
  text: string,
  manner: Manner,
  most: number,
  name: string,
): { columns: (Float64Array | null)[]; rows: number } | Bad {
  const { separator, hasComma, hasHeader, width } = manner
  const lines = new TextLines(text)
  const columns: (Float64Array | null)[] = Array.from({ length: width }, () => new Float64Array(most))
  let rows = 0
  if (hasHeader) lines.next(separator)
  for (let cells = lines.next(separator); cells !== null; cells = lines.next(separator), rows++) {
    if (typeof cells === 'number') return unclosed(name, cells)
    if (cells.length > width && cells.slice(width).every(c => c.trim() === '')) cells.length = width
    if (cells.length !== width)
      return {
        bad:
          `${name} has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} in line ${lines.line}, ` +
          `and ${width} in its first: every line needs as many, and cells with “${separator}” in them ` +
          'need quotes.',
      }
    for (let c = 0; c < width; c++) {
      const column = columns[c]
      if (!column) continue
      const value = cellNumber(cells[c] as string, hasComma)
      if (value === null) columns[c] = null
      else column[rows] = value
    }
  }
  return rows > 0 ? { columns, rows } : { bad: `${name} has a header and no rows below it.` }
}

function readWords(
  text: string,
  { separator, hasHeader }: Manner,
  numbers: readonly (Float64Array | null)[],
): readonly (string[] | null)[] {
  const words = numbers.map(n => (n ? null : ([] as string[])))
  if (words.every(w => w === null)) return words
  const lines = new TextLines(text)
  if (hasHeader) lines.next(separator)
  for (let cells = lines.next(separator); Array.isArray(cells); cells = lines.next(separator))
    for (const [c, column] of words.entries()) column?.push((cells[c] as string).trim())
  return words
}

/** `fat (%)`, `fat [%]` and `Wavelength / nm` are a name and a unit. */
function nameAndUnit(title: string): { readonly name: string; readonly unit: string } {
  const found = /^(.*\S)\s*(?:\(([^()]*)\)|\[([^[\]]*)\])$/.exec(title) ?? /^(.*\S)\s+\/\s+(\S+)$/.exec(title)
  const unit = (found?.[2] ?? found?.[3] ?? '').trim()
  // A number alone only numbers the column.
  return found?.[1] && unit !== '' && !/^\d+$/.test(unit)
    ? { name: found[1], unit }
    : { name: title, unit: '' }
}
