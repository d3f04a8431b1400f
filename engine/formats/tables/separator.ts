/**
 * Which separator a table uses. It is written nowhere (but for Excel's `sep=;`), so the one is taken with
 * which most lines in a row have as many cells, and most of these are numbers.
 */
import { cellNumber, COMMA, POINT } from './numbers'
import { Records, type Separator } from './records'

/** In this order where nothing else tells them apart. */
const SEPARATORS = ['\t', ';', ',', '|', ' '] as const
/** Records looked at, from the top and from the middle of a file. */
const LOOKED_AT = 120
const IN_MIDDLE = 40
const DIRECTIVE = /^\s*"?sep=(.)"?\s*\n/i

/** As Excel writes it into the first line for itself; null where it is not there. */
export const namedSeparator = (text: string): Separator | null => {
  const [, sign] = DIRECTIVE.exec(text.slice(0, 20)) ?? []
  return SEPARATORS.find(s => s === sign) ?? null
}

const GROUPED = /^\s*[+\-−]?\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d+)?\s*$/
/** The number in a cell, by whichever decimal sign; null where it is none. */
export const numberIn = (cell: string): number | null => cellNumber(cell) ?? cellNumber(cell, COMMA)
export const isNumeric = (cell: string): boolean => {
  const value = numberIn(cell)
  return value === null ? GROUPED.test(cell) : !Number.isNaN(value)
}
export const isEmpty = (cell: string): boolean => Number.isNaN(cellNumber(cell, POINT))

/** Consecutive records of as many cells: which, and how many cells each has. */
export type Run = { readonly from: number; readonly to: number; readonly width: number }

/** The longest; of several as long ones the last, for what stands above a table is no part of it. */
export function longestRun(records: readonly (readonly string[])[]): Run {
  let best: Run = { from: 0, to: 0, width: 1 }
  for (let from = 0; from < records.length;) {
    const width = records[from]?.length ?? 0
    let to = from + 1
    while (records[to]?.length === width) to++
    if (to - from >= best.to - best.from) best = { from, to, width }
    from = to
  }
  return best
}

export function separatorOf(text: string): Separator {
  const named = namedSeparator(text)
  if (named) return named
  let best: Separator = ''
  let most = 0.2
  for (const separator of SEPARATORS) {
    const records = someRecords(text, separator)
    const { from, to, width } = longestRun(records)
    if (width < 2) continue
    const cells = records.slice(from, to).flatMap(r => r.filter(c => !isEmpty(c)))
    const numbers = cells.filter(isNumeric).length / Math.max(1, cells.length)
    const score = ((to - from) / records.length) * (0.5 + numbers)
    if (score > most + 1e-9) [best, most] = [separator, score]
  }
  return best
}

/** Of the middle where the text is long: what stands above a table is no sign of how it is written. */
function someRecords(text: string, separator: Separator): readonly (readonly string[])[] {
  const top = recordsFrom(text, separator, 0, LOOKED_AT)
  if (top.length < LOOKED_AT || text.slice(0, 4_000_000).includes('"')) return top
  const middle = text.indexOf('\n', Math.floor(text.length / 2))
  return recordsFrom(text, separator, middle < 0 ? 0 : middle + 1, IN_MIDDLE)
}

function recordsFrom(text: string, separator: Separator, at: number, most: number): readonly string[][] {
  const records = new Records(text, separator, { line: 1, at })
  const found: string[][] = []
  // A line of 100,000 cells says as much as many short ones.
  for (let cells = 0; found.length < most && cells < 400_000;) {
    const next = records.next()
    if (!Array.isArray(next)) break
    found.push(next)
    cells += next.length
  }
  return found
}
