/**
 * Tables as text: CSV and its relatives, with comma, semicolon, tab, bar or blanks between the cells.
 * A column is numbers if every cell of it that is not empty is one; a first pass finds that out while it
 * reads the numbers, and only columns of words are gone through again.
 */
import { isBad, type Bad } from '../../spec'
import { headsOf, type Head } from './heads'
import { cellNumber, type NumberStyle } from './numbers'
import { numberStyles, settledBy, UNSETTLED } from './numberStyle'
import { tablePlace, unclosed, type TablePlace } from './place'
import { isRule, Records } from './records'
import { isNumeric } from './separator'
import { decodeText } from '../text'

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
/** Lines that are no part of the table. */
export type LinesLeft = {
  /** Above the names of the columns, in order. */
  readonly above: readonly string[]
  /** Comments among the values: how many, and the first of them. */
  readonly comments: { readonly count: number; readonly lines: readonly { line: number; text: string }[] }
  /** Below the values. */
  readonly below: readonly string[]
}
export type Table = {
  readonly columns: readonly TableColumn[]
  readonly rows: number
  /** Rows above the values besides the names: what each says of every column. */
  readonly heads: readonly (readonly string[])[]
  readonly left: LinesLeft
  /** A number that can be read in two ways, where nothing in the table decides; null mostly. */
  readonly unclear: string | null
}

const MOST_CELLS = 200_000_000
const MOST_COLUMNS = 100_000
/** Lines below a table that are kept. */
const MOST_BELOW = 100

/** `decimal` is the decimal sign where the user has named it. */
export function readTable(bytes: Uint8Array, name: string, decimal: '.' | ',' | null = null): Table | Bad {
  const text = decodeText(bytes, name)
  if (isBad(text)) return text
  const place = tablePlace(text, name)
  if (isBad(place)) return place
  const most = linesIn(text)
  const wrong = sizeProblem(place.width, most, name)
  if (wrong) return wrong
  const { styles, unclear } = numberStyles(place.sample, place.separator, decimal)
  const numbers = readNumbers(text, place, [...styles], most, name)
  if (isBad(numbers)) return numbers
  const { names, further } = headsOf(place.heads, place.width)
  const columns = columnsOf(names, numbers, readWords(text, place, numbers))
  const isKept = columns.map((c, i) => place.heads.length === 0 || !isNothing(c, place.heads, i))
  return {
    rows: numbers.rows,
    columns: columns.filter((_, i) => isKept[i]),
    heads: further.map(row => row.filter((_, i) => isKept[i])),
    left: { above: place.above, comments: numbers.comments, below: numbers.below },
    unclear,
  }
}

function linesIn(text: string): number {
  let most = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) most++
  return most
}

function sizeProblem(width: number, most: number, name: string): Bad | null {
  if (width > MOST_COLUMNS)
    return {
      bad:
        `${name} has ${width} columns; at most ${MOST_COLUMNS} are read: exchange rows and columns, or ` +
        'split it.',
    }
  return width * most > MOST_CELLS
    ? {
        bad:
          `${name} has ${most} lines of ${width} cells; at most ${MOST_CELLS / 1e6} million cells are ` +
          'read: split it.',
      }
    : null
}

/** A separator at the end of every line makes a column without a name in which nothing stands. */
const isNothing = (column: TableColumn, heads: TablePlace['heads'], i: number): boolean =>
  heads.every(row => (row[i]?.trim() ?? '') === '') &&
  column.kind === 'numbers' &&
  column.values.every(v => Number.isNaN(v))

const columnsOf = (
  heads: readonly Head[],
  { columns, rows }: Numbers,
  words: readonly (readonly string[] | null)[],
): readonly TableColumn[] =>
  heads.map((head, c) => {
    const values = columns[c]
    return values
      ? { ...head, kind: 'numbers', values: values.subarray(0, rows) }
      : { ...head, kind: 'text', values: words[c] ?? [] }
  })

type Numbers = Pick<LinesLeft, 'comments' | 'below'> & {
  /** Null in place of a column that holds words. */
  readonly columns: (Float64Array | null)[]
  readonly rows: number
}

function readNumbers(
  text: string,
  { separator, width, body }: TablePlace,
  styles: NumberStyle[],
  most: number,
  name: string,
): Numbers | Bad {
  const lines = new Records(text, separator, body)
  const columns: (Float64Array | null)[] = Array.from({ length: width }, () => new Float64Array(most))
  const below: string[] = []
  let rows = 0
  for (let cells = lines.next(); cells !== null; cells = lines.next()) {
    if (typeof cells === 'number') return unclosed(name, cells)
    if (isRule(cells)) continue
    if (cells.length > width && cells.slice(width).every(c => c.trim() === '')) cells.length = width
    if (cells.length !== width || below.length > 0) {
      const wrong = belowProblem(cells, width, below.length > 0, name, lines.place.line, separator)
      if (wrong) return wrong
      below.push(cells.join(separator || ' '))
      continue
    }
    for (let c = 0; c < width; c++) {
      const column = columns[c]
      if (!column) continue
      const value = valueOf(cells[c] as string, styles, c)
      if (value === null) columns[c] = null
      else column[rows] = value
    }
    rows++
  }
  if (rows === 0) return { bad: `${name} has a header and no rows below it.` }
  return { columns, rows, comments: lines.comments, below: below.slice(0, MOST_BELOW) }
}

/** A column that has held whole numbers alone learns its decimal sign from the first cell that has one. */
function valueOf(cell: string, styles: NumberStyle[], c: number): number | null {
  const value = cellNumber(cell, styles[c])
  const settled = value === null && styles[c] === UNSETTLED ? settledBy(cell) : null
  if (!settled) return value
  styles[c] = settled
  return cellNumber(cell, settled)
}

/** What stands below the values may be words, but not numbers: they would be lost without a word. */
function belowProblem(
  cells: readonly string[],
  width: number,
  isBelow: boolean,
  name: string,
  line: number,
  separator: string,
): Bad | null {
  if (!cells.some(isNumeric)) return null
  if (isBelow)
    return {
      bad:
        `${name} goes on in line ${line} behind lines that are no part of its table, as if another began ` +
        'there: save each table as a file of its own.',
    }
  return {
    bad:
      `${name} has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} in line ${line}, and ${width} ` +
      `in its other lines: every line needs as many, and cells with “${separator}” in them need quotes.`,
  }
}

function readWords(
  text: string,
  { separator, width, body }: TablePlace,
  { columns, rows }: Numbers,
): readonly (string[] | null)[] {
  const words = columns.map(n => (n ? null : ([] as string[])))
  if (words.every(w => w === null)) return words
  const lines = new Records(text, separator, body)
  for (let row = 0; row < rows;) {
    const cells = lines.next()
    if (!Array.isArray(cells)) break
    if (isRule(cells)) continue
    if (cells.length < width) break
    row++
    for (const [c, column] of words.entries()) column?.push((cells[c] as string).trim())
  }
  return words
}
