/**
 * Tables as text: CSV and its relatives, with comma, semicolon, tab or blanks between the cells.
 * A column is numbers if every cell of it that is not empty is one; a first pass finds that out while it
 * reads the numbers, and only columns of words are gone through again.
 */
import { isBad, type Bad } from '../../spec'
import { cellsOf, Lines, separatorOf, textOf, type Separator } from './text'

export type Column = NumberColumn | TextColumn
/** Empty cells are NaN. */
export type NumberColumn = {
  readonly name: string
  readonly unit: string
  readonly kind: 'numbers'
  readonly values: Float64Array
}
export type TextColumn = {
  readonly name: string
  readonly unit: string
  readonly kind: 'text'
  readonly values: readonly string[]
}
export type Table = { readonly columns: readonly Column[]; readonly rows: number }

export const MOST_CELLS = 200_000_000
export const MOST_COLUMNS = 100_000
const EMPTY = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '--', '?'])
const INFINITE = /^([+-]?)inf(?:inity)?$/i
const DECIMAL_COMMA = /^\s*[+-]?\d+,\d+(?:e[+-]?\d+)?\s*$/i
const DECIMAL_POINT = /^\s*[+-]?\d*\.\d+(?:e[+-]?\d+)?\s*$/i

/** How the file is to be read. */
type Manner = {
  readonly separator: Separator
  readonly hasComma: boolean
  readonly hasHeader: boolean
  readonly names: readonly string[]
  readonly width: number
}

export function readTable(bytes: Uint8Array, name: string): Table | Bad {
  const text = textOf(bytes, name)
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

/** The number in a cell: NaN if it is empty, null if it is none. */
export function numberIn(cell: string, hasComma: boolean): number | null {
  const first = cell.charCodeAt(0)
  // Digits, signs, points and blanks; so that neither 'Infinity' nor '' is a number to JavaScript's own
  // reading.
  if ((first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43 || first === 32) {
    const value = Number(hasComma ? cell.replace(',', '.') : cell)
    if (value === value && (value !== 0 || /\d/.test(cell)) && !/[xob]/i.test(cell)) return value
  }
  const word = cell.trim()
  if (EMPTY.has(word.toLowerCase())) return NaN
  const infinite = INFINITE.exec(word)
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : null
}

function mannerOf(text: string, name: string): Manner | Bad {
  const separator = separatorOf(text)
  const lines = new Lines(text)
  const first: string[][] = []
  for (
    let cells = lines.next(separator);
    cells !== null && first.length < 10;
    cells = lines.next(separator)
  ) {
    if (typeof cells === 'number') return unclosed(name, cells)
    first.push(cells)
  }
  const [top, ...below] = first
  if (!top) return { bad: `${name} holds comments only.` }
  const cells = first.flat()
  const hasComma =
    separator !== ',' && cells.some(c => DECIMAL_COMMA.test(c)) && !cells.some(c => DECIMAL_POINT.test(c))
  const hasHeader = isHeader(top, below, hasComma)
  // R's write.table leaves the first column, of row names, without a title.
  const width = hasHeader && below[0]?.length === top.length + 1 ? top.length + 1 : top.length
  let titles = hasHeader ? (width > top.length ? ['', ...top] : top) : []
  const commented = cellsOf(lines.comment.replace(/^\s*[#%]+\s*/, ''), separator)
  if (!hasHeader && commented.length === width && commented.some(c => numberIn(c, hasComma) === null))
    titles = commented
  const names = Array.from({ length: width }, (_, c) => titles[c]?.trim() || `column ${c + 1}`)
  return { separator, hasComma, hasHeader, names, width }
}

const unclosed = (name: string, line: number): Bad => ({
  bad: `${name} has a quote (") in line ${line} that is never closed: close it, or double it if it is text.`,
})

/**
 * Words above numbers; or, as in tables of spectra, numbers that rise or fall steadily above numbers that do
 * not.
 */
function isHeader(top: readonly string[], below: readonly (readonly string[])[], hasComma: boolean): boolean {
  const kinds = (cells: readonly string[]) => cells.map(c => numberIn(c, hasComma))
  const [titles, ...rows] = [kinds(top), ...below.slice(0, 5).map(kinds)]
  const shift = (rows[0]?.length ?? 0) === titles.length + 1 ? 1 : 0
  if (rows.length === 0) return titles.every(t => t === null)
  if (titles.some((t, c) => t === null && rows.every(row => row[c + shift] !== null))) return true
  const axis = titles.filter((t): t is number => t !== null && !Number.isNaN(t))
  if (axis.length === 0) return new Set(top).size === top.length
  const rises = (values: readonly (number | null)[]): boolean => {
    const found = values.filter((v): v is number => v !== null && !Number.isNaN(v))
    return isMonotone(found)
  }
  return (
    axis.length >= 3 &&
    rises(axis) &&
    !rows.every(row => rises(row.filter((_, c) => titles[c] !== null && !Number.isNaN(titles[c]))))
  )
}

/** Each above, or each below, the one before. */
export function isMonotone(values: ArrayLike<number>): boolean {
  const up = (values[1] as number) > (values[0] as number)
  for (let i = 1; i < values.length; i++)
    if (
      !(up
        ? (values[i] as number) > (values[i - 1] as number)
        : (values[i] as number) < (values[i - 1] as number))
    )
      return false
  return true
}

/** Null in place of a column that holds words. */
function readNumbers(
  text: string,
  manner: Manner,
  most: number,
  name: string,
): { columns: (Float64Array | null)[]; rows: number } | Bad {
  const { separator, hasComma, hasHeader, width } = manner
  const lines = new Lines(text)
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
      const value = numberIn(cells[c] as string, hasComma)
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
  const lines = new Lines(text)
  if (hasHeader) lines.next(separator)
  for (let cells = lines.next(separator); Array.isArray(cells); cells = lines.next(separator))
    for (const [c, column] of words.entries()) column?.push((cells[c] as string).trim())
  return words
}

/** `fat (%)`, `fat [%]` and `Wavelength / nm` are a name and a unit. */
export function nameAndUnit(title: string): { readonly name: string; readonly unit: string } {
  const found = /^(.*\S)\s*(?:\(([^()]*)\)|\[([^[\]]*)\])$/.exec(title) ?? /^(.*\S)\s+\/\s+(\S+)$/.exec(title)
  const unit = (found?.[2] ?? found?.[3] ?? '').trim()
  // A number alone only numbers the column.
  return found?.[1] && unit !== '' && !/^\d+$/.test(unit)
    ? { name: found[1], unit }
    : { name: title, unit: '' }
}
