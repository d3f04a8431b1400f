/** Axes in the names of columns: 850, 850 nm, X850, wl_850; or the places of a picture's pixels. */
import { knownAxisUnit } from '../../datasets/units'
import type { TableColumn } from '../../formats/tables/table'
import { isCount, isMonotone } from '../../formats/tables/trend'

/** Columns whose names go on: their places in the table, and what the names count. */
export type NamedRun = {
  readonly prefix: string
  readonly unit: string
  readonly at: readonly number[]
  readonly values: readonly number[]
  /** 0, 1, 2 … or 1, 2, 3 …: names that a program gave, and no axis. */
  readonly isCounted: boolean
}
type PixelGrid = { readonly height: number; readonly width: number; readonly at: readonly number[] }

const LEAST_AXIS = 3
/** So many columns of numbers are a spectrum, whatever they are called. */
export const LEAST_POSITIONS = 8
const HEAD = /^([A-Za-z][A-Za-z_. -]*?)?[_. ]?(-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*([A-Za-zµμÅ%/][^\s]*)?$/i

/** The longest run of names with one prefix and one unit whose numbers rise or fall. */
export function namedRun(columns: readonly TableColumn[]): NamedRun | null {
  const groups = new Map<string, { at: number[]; values: number[] }>()
  for (const [at, column] of columns.entries()) {
    const match = HEAD.exec(column.name.trim())
    if (!match) continue
    const key = `${match[1] ?? ''}\n${match[3] ?? column.unit}`
    const group = groups.get(key) ?? { at: [], values: [] }
    group.at.push(at)
    group.values.push(Number((match[2] as string).replace(',', '.')))
    groups.set(key, group)
  }
  const [found] = [...groups].sort((a, b) => b[1].at.length - a[1].at.length)
  if (!found) return null
  const [key, { at, values }] = found
  if (at.length < LEAST_AXIS || !isMonotone(values)) return null
  const [prefix, unit] = key.split('\n') as [string, string]
  // `column 3` is a name that the reader gave.
  if (prefix === 'column') return null
  return { prefix, unit, at, values, isCounted: isCount(values) }
}

/** A picture of at least so many pixels a side is not taken for spectra by accident. */
const LEAST_SIDE = 4
const CELL = /^\D*?(\d+)\s*[x×_,:]\s*(\d+)$/i
const PIXEL = /^(?:pix(?:el)?|px)[_ -]?(\d+)$/i

/** Columns named after a picture's rows and columns, `1x1 … 28x28`, or counted as `pixel0 … pixel783`. */
export function pixelGrid(columns: readonly TableColumn[]): PixelGrid | null {
  const counted = columns.flatMap((c, at) => (PIXEL.test(c.name) ? [at] : []))
  const side = Math.sqrt(counted.length)
  if (side >= LEAST_SIDE && Number.isInteger(side)) return { height: side, width: side, at: counted }
  const cells = columns.flatMap((c, at) => {
    const [, row, column] = CELL.exec(c.name.trim()) ?? []
    return row === undefined ? [] : [{ at, row: Number(row), column: Number(column) }]
  })
  if (cells.length < LEAST_SIDE * LEAST_SIDE) return null
  const [top, left] = [Math.min(...cells.map(c => c.row)), Math.min(...cells.map(c => c.column))]
  const height = Math.max(...cells.map(c => c.row)) - top + 1
  const width = Math.max(...cells.map(c => c.column)) - left + 1
  if (height * width !== cells.length) return null
  const at = new Array<number>(cells.length).fill(-1)
  for (const cell of cells) at[(cell.row - top) * width + cell.column - left] = cell.at
  return at.includes(-1) ? null : { height, width, at }
}

/** By the unit of the names, or their prefix; '' where neither says what is measured. */
export const labelOfNames = (unit: string, prefix: string): string =>
  knownAxisUnit(unit)?.label ??
  (/^(?:wl|lambda|wavelength)$/i.test(prefix)
    ? 'Wavelength'
    : /^(?:wn|wavenumber)$/i.test(prefix)
      ? 'Wavenumber'
      : '')
