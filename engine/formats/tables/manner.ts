/** How a table is written: its separator, its decimal sign, and whether names stand above the columns. */
import type { Bad } from '../../spec'
import { DECIMAL_COMMA, DECIMAL_POINT, isMonotone, cellNumber } from './cells'
import { cellsOf, TextLines, separatorOf, type Separator } from './text'

/** How the file is to be read. */
export type Manner = {
  readonly separator: Separator
  readonly hasComma: boolean
  readonly hasHeader: boolean
  readonly names: readonly string[]
  readonly width: number
}

export function mannerOf(text: string, name: string): Manner | Bad {
  const separator = separatorOf(text)
  const lines = new TextLines(text)
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
  if (!hasHeader && commented.length === width && commented.some(c => cellNumber(c, hasComma) === null))
    titles = commented
  const names = Array.from({ length: width }, (_, c) => titles[c]?.trim() || `column ${c + 1}`)
  return { separator, hasComma, hasHeader, names, width }
}

export const unclosed = (name: string, line: number): Bad => ({
  bad: `${name} has a quote (") in line ${line} that is never closed: close it, or double it if it is text.`,
})

/**
 * Words above numbers; or, as in tables of spectra, numbers that rise or fall steadily above numbers that do
 * not.
 */
function isHeader(top: readonly string[], below: readonly (readonly string[])[], hasComma: boolean): boolean {
  const kinds = (cells: readonly string[]) => cells.map(c => cellNumber(c, hasComma))
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
