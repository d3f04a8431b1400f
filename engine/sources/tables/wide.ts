/** A sample in each row: a spectrum whose axis stands in the names of its columns, or a picture's pixels. */
import { roleGiven, type Understood } from '../../datasets/roles'
import { isBad, type Bad } from '../../spec'
import type { NumberColumn, Table, TableColumn } from '../../formats/tables/table'
import { isCount } from '../../formats/tables/trend'
import { isUnnamed } from '../columnNames'
import { axisCalled } from '../spectraBlock'
import { labelOfNames, LEAST_POSITIONS, namedRun, pixelGrid, type NamedRun } from './axes'
import { asRole, asRun, type TableLayout, type TableSamples } from './types'

const MOST_CLASSES = 30

/** With an axis, or the places of pixels, in the names. */
export const namedRows: TableLayout = (table, given, file) => {
  const columns = table.columns.filter(c => roleGiven(given, c.name) !== 'left out')
  const grid = pixelGrid(columns)
  if (grid) {
    const why = `Their names count the pixels of pictures of ${grid.height}×${grid.width}.`
    const read = rowsOf(table, columns, grid.at, why)
    return isBad(read)
      ? { bad: `${file}: ${read.bad}` }
      : { ...read, kind: 'images', shape: [grid.height, grid.width, 1], axis: null }
  }
  const run = namedRun(columns)
  if (!run || run.isCounted || (run.prefix !== '' && run.at.length < LEAST_POSITIONS)) return null
  const read = rowsOf(table, columns, run.at, 'Their names are the axis.')
  return isBad(read) ? { bad: `${file}: ${read.bad}` } : { ...read, axis: axisOf(run) }
}

const axisOf = ({ unit, prefix, values }: NamedRun) => axisCalled(labelOfNames(unit, prefix), unit, values)

/** With names that only count, or none: what is said of the samples stands before or behind the values. */
export const countedRows: TableLayout = (table, given, file) => {
  const open = table.columns.filter(
    c => roleGiven(given, c.name) === undefined || roleGiven(given, c.name) === 'value',
  )
  const run = namedRun(open)
  const counted = run && (run.prefix === '' || run.at.length >= LEAST_POSITIONS) ? run.at : null
  const numbers = open.flatMap((c, at) => (c.kind === 'numbers' ? [at] : []))
  if (!counted && (numbers.length < LEAST_POSITIONS || numbers.length < 0.8 * open.length)) return null
  const besides = counted ? [] : unlikeOthers(open, numbers)
  const at = counted ?? numbers.filter(i => !besides.some(b => b.at === i))
  const read = rowsOf(table, open, at, 'Their names only count, or there are none: points are counted.')
  if (isBad(read)) return { bad: `${file}: ${read.bad}` }
  return { ...read, understood: [...besides.map(b => b.understood), ...read.understood] }
}

/**
 * In a table without names: a first or last column that is no part of the spectrum, because it counts rows,
 * or holds few whole numbers that come again beside values that do not.
 */
function unlikeOthers(
  columns: readonly TableColumn[],
  numbers: readonly number[],
): readonly { readonly at: number; readonly understood: Understood }[] {
  if (numbers.length < 3 || !numbers.every(i => isUnnamed((columns[i] as TableColumn).name))) return []
  const ends = [numbers[0] as number, numbers.at(-1) as number]
  const inner = numbers.slice(1, -1).map(i => columns[i] as NumberColumn)
  return ends.flatMap(at => {
    const column = columns[at] as NumberColumn
    if (column.values.length > 2 && isCount(column.values))
      return [{ at, understood: asRole(column, 'id', 'It counts the rows.') }]
    const found = labelGuess(column, inner)
    return found ? [{ at, understood: found }] : []
  })
}

function labelGuess(column: NumberColumn, inner: readonly NumberColumn[]): Understood | null {
  const { values } = column
  const distinct = new Set(values).size
  const isWhole = values.every(v => Number.isInteger(v))
  if (!isWhole || distinct < 2 || distinct > Math.min(MOST_CLASSES, values.length / 2)) return null
  const looked = inner.filter((_, i) => i % Math.max(1, Math.floor(inner.length / 64)) === 0)
  const areWhole = looked.filter(c => c.values.every(v => Number.isInteger(v))).length
  const alike = looked.filter(c => new Set(c.values).size <= distinct).length
  if (alike > looked.length / 2) return null
  const isSure = areWhole === 0
  return asRole(
    column,
    'label',
    `It holds ${distinct} whole numbers that come again, and the other columns do not.`,
    isSure,
  )
}

/** The columns at `at`, in this order, as the values of each row; the others are said of it. */
function rowsOf(
  table: Table,
  columns: readonly TableColumn[],
  at: readonly number[],
  why: string,
): TableSamples | Bad {
  const chosen: NumberColumn[] = []
  for (const i of at) {
    const column = columns[i] as TableColumn
    if (column.kind === 'text') return { bad: wordSentence(column) }
    chosen.push(column)
  }
  const length = chosen.length
  const values = new Float32Array(table.rows * length)
  for (const [c, column] of chosen.entries())
    for (let r = 0; r < table.rows; r++) values[r * length + c] = column.values[r] as number
  const taken = new Set<TableColumn>(chosen)
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis: null,
    values,
    metadata: table.columns.filter(c => !taken.has(c)),
    names: null,
    understood: [asRun(chosen, 'value', why)],
  }
}

function wordSentence({ name, values }: Extract<TableColumn, { kind: 'text' }>): string {
  const row = values.findIndex(v => v !== '' && Number.isNaN(Number(v.replace(',', '.'))))
  return (
    `Column “${name}” holds “${values[row < 0 ? 0 : row] ?? ''}” in row ${row + 1} below the header: every ` +
    'value of a spectrum is a number; leave the cell empty if there is none.'
  )
}
