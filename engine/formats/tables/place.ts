/**
 * Where in a text its table lies: instruments write lines about a measurement above its values, names and
 * units over the columns in one line or several, and marks below.
 */
import { isBad, type Bad } from '../../spec'
import { cellsOf, isRule, Records, type Place, type Separator } from './records'
import { isEmpty, isNumeric, longestRun, namedSeparator, numberIn, separatorOf, type Run } from './separator'
import { isMonotone } from './trend'
import { isUnits } from './heads'

export type TablePlace = {
  readonly separator: Separator
  /** Cells of each record. */
  readonly width: number
  /** Of the first record of values. */
  readonly body: Place
  /** Rows of names above the values, the uppermost first, each of `width` cells. */
  readonly heads: readonly (readonly string[])[]
  /** What stands above them, line by line. */
  readonly above: readonly string[]
  /** Some of the cells of each column. */
  readonly sample: readonly (readonly string[])[]
}

/** Records in which the table is looked for, and further ones where it begins late. */
const LOOKED_AT = 200
const MOST_ABOVE = 2000
/** A line of 100,000 cells says as much as many short ones. */
const MOST_CELLS = 400_000
const MOST_HEADS = 5
const FEW = 8
/** Rows that tell a head from values. */
const COMPARED = 5
const REMARK = /^\s*(?:[#%;!*]+|\/\/)\s*/

type Row = { readonly cells: readonly string[]; readonly place: Place }
type Top = { readonly records: readonly Row[]; readonly comment: string }

export function tablePlace(text: string, name: string): TablePlace | Bad {
  const separator = separatorOf(text)
  const top = topOf(text, separator, name)
  if (isBad(top)) return top
  const { records, comment } = top
  const [only] = records
  if (!only) return { bad: `${name} holds comments only.` }
  const rows = records.map(r => r.cells)
  const run = longestRun(rows)
  const { first, isHeadAbove, share } = firstValues(rows, run)
  // A row with a number in it is no row of names, unless it is the axis right above the values.
  const isNames = (at: number): boolean =>
    (at === first - 1 && isHeadAbove) || !(share(rows[at] as readonly string[]) > 0)
  const heads = headsAbove(text, records, first, run, separator, isNames)
  const values = rows.slice(first).filter(r => r.length === run.width)
  return {
    separator,
    width: run.width,
    body: records[first]?.place ?? { line: records.length + 1, at: text.length },
    heads: heads.rows.length > 0 ? heads.rows : remarkAsHead(comment, run.width, separator),
    above: rows.slice(0, heads.from).map(r => r.join(separator || ' ')),
    sample: Array.from({ length: run.width }, (_, c) => values.map(r => r[c] as string)),
  }
}

/** Enough of the first records to hold the beginning of the table. */
function topOf(text: string, separator: Separator, name: string): Top | Bad {
  const lines = new Records(text, separator, behindDirective(text))
  const records: Row[] = []
  let cells = 0
  for (;;) {
    const next = lines.next()
    if (typeof next === 'number') return unclosed(name, next)
    if (next === null) break
    if (isRule(next)) continue
    records.push({ cells: next, place: lines.place })
    cells += next.length
    if (records.length < LOOKED_AT && (cells < MOST_CELLS || records.length <= COMPARED)) continue
    const run = longestRun(records.map(r => r.cells))
    if (run.to === records.length || records.length >= MOST_ABOVE || cells >= MOST_CELLS) break
  }
  return { records, comment: lines.commentAbove }
}

const behindDirective = (text: string): Place =>
  namedSeparator(text) ? { line: 2, at: text.indexOf('\n') + 1 } : { line: 1, at: 0 }

export const unclosed = (name: string, line: number): Bad => ({
  bad: `${name} has a quote (") in line ${line} that is never closed: close it, or double it if it is text.`,
})

type FirstValues = {
  readonly first: number
  /** Whether the row above it was told from values by what it holds. */
  readonly isHeadAbove: boolean
  /** How many of the columns of numbers hold one in a row. */
  readonly share: (cells: readonly string[] | undefined) => number
}
/**
 * The first record that holds values: as wide as the table and with numbers in most of the columns that hold
 * numbers further down; a table of words begins below its first row if that names its columns.
 */
function firstValues(rows: readonly (readonly string[])[], run: Run): FirstValues {
  const below = rows.slice(run.to - Math.ceil((run.to - run.from) / 4), run.to)
  const numeric = Array.from({ length: run.width }, (_, c) => c).filter(
    c =>
      below.some(r => isNumeric(r[c] as string)) &&
      below.every(r => isNumeric(r[c] as string) || isEmpty(r[c] as string)),
  )
  const share = (cells: readonly string[] | undefined): number =>
    cells?.length === run.width
      ? numeric.filter(c => isNumeric(cells[c] as string)).length / numeric.length
      : 0
  let at = numeric.length > 0 ? rows.findIndex(r => share(r) > 0.5) : run.from
  if (at < 0) at = run.from
  // Above few rows of numbers, a row that holds one too is a row with a word in it; above many, a remark.
  while (run.to - at < FEW && share(rows[at - 1]) > 0) at--
  const above = rows[at - 1]
  // What comes again, or stands over some of the columns alone, names none of them.
  const isNamed = above?.length === run.width && new Set(above.map(c => c.trim())).size === run.width
  const isHeadAbove = isHead(rows[at] as readonly string[], rows.slice(at + 1, at + 1 + COMPARED), isNamed)
  return { first: isHeadAbove ? at + 1 : at, isHeadAbove, share }
}

/**
 * Words above numbers; or, as in tables of spectra, numbers that rise or fall steadily above numbers that do
 * not. Below a row of names it takes both.
 */
function isHead(top: readonly string[], below: readonly (readonly string[])[], isNamed: boolean): boolean {
  const kinds = (cells: readonly string[]) => cells.map(numberIn)
  const [titles, ...rows] = [kinds(top), ...below.map(kinds)] as [(number | null)[], ...(number | null)[][]]
  const shift = (rows[0]?.length ?? 0) === titles.length + 1 ? 1 : 0
  if (rows.length === 0) return !isNamed && titles.every(t => t === null)
  const hasWord = titles.some((t, c) => t === null && rows.every(row => row[c + shift] !== null))
  if (hasWord !== isNamed) return hasWord
  const axis = titles.filter((t): t is number => t !== null && !Number.isNaN(t))
  if (axis.length === 0) return !isNamed && new Set(top).size === top.length
  const rises = (values: readonly (number | null | undefined)[]): boolean =>
    isMonotone(values.filter((v): v is number => typeof v === 'number' && !Number.isNaN(v)))
  return (
    axis.length >= 3 &&
    rises(axis) &&
    !rows.every(row => rises(row.filter((_, c) => titles[c] !== null && !Number.isNaN(titles[c]))))
  )
}

/** The rows over the values that have as many cells, or one less, where row names have no title (R). */
function headsAbove(
  text: string,
  records: readonly Row[],
  first: number,
  { width }: Run,
  separator: Separator,
  isNames: (at: number) => boolean,
): { readonly from: number; readonly rows: readonly (readonly string[])[] } {
  const heads: (readonly string[])[] = []
  let from = first
  while (from > 0 && heads.length < MOST_HEADS && isNames(from - 1)) {
    const row = asHead(text, records[from - 1] as Row, records[first]?.cells, width, separator)
    if (!row) break
    heads.unshift(row)
    from--
  }
  // Of two columns, lines above the last one are rather a name and a value each than names of both.
  return width > 2 || heads.length < 2 ? { from, rows: heads } : nearest(heads, first)
}

/** The last row, or those from the names above the units on. */
function nearest(heads: readonly (readonly string[])[], first: number) {
  const units = heads.findLastIndex((row, i) => i > 0 && isUnits(row))
  const kept = units < 0 ? 1 : heads.length - units + 1
  return { from: first - kept, rows: heads.slice(-kept) }
}

function asHead(
  text: string,
  { cells, place }: Row,
  values: readonly string[] | undefined,
  width: number,
  separator: Separator,
): readonly string[] | null {
  if (cells.length === width) return cells
  if (cells.length === width - 1 && width > 1)
    return isEmpty(values?.at(-1) ?? 'x') || isUnits(cells) ? [...cells, ''] : ['', ...cells]
  if (cells.length > width && cells.slice(width).every(c => c.trim() === '')) return cells.slice(0, width)
  if (separator !== ' ' && separator !== '\t') return null
  // Names of several words stand further from one another than their words do.
  const end = text.indexOf('\n', place.at)
  const apart = text
    .slice(place.at, end < 0 ? text.length : end)
    .trim()
    .split(/\s{2,}|\t+/)
  return apart.length === width ? apart : null
}

function remarkAsHead(comment: string, width: number, separator: Separator): readonly (readonly string[])[] {
  const cells = cellsOf(comment.replace(REMARK, ''), separator)
  return comment && cells.length === width && cells.some(c => !isNumeric(c)) ? [cells] : []
}
