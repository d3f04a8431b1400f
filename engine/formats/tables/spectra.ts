/**
 * What a table of spectra means: one spectrum a row, one point a row, or one spectrum in two columns.
 * Headers that are numbers (850, 850 nm, X850, wl_850) in rising or falling order are an axis; each
 * function answers null where a table is not of its kind, so that the next one can be asked.
 */
import type { Bad } from '../../spec'
import { isMonotone } from './cells'
import { type TableColumn, type NumberColumn, type Table } from './table'

type ColumnAxis = { readonly label: string; readonly unit: string; readonly values: Float64Array }
/** `values` are `[rows, length]`; without an axis, positions count from 1. */
export type WideSpectra = {
  readonly axis: ColumnAxis | null
  readonly rows: number
  readonly length: number
  readonly values: Float32Array
  readonly metadata: readonly TableColumn[]
}
/**
 * Spectra that do not share an axis; `metadata` has a value for each, `differs` says which is the first
 * unlike the first.
 */
export type LooseSpectra = {
  readonly spectra: readonly Spectrum[]
  readonly metadata: readonly TableColumn[]
  readonly differs: string
  readonly label: string
  readonly unit: string
}
type Spectrum = { readonly x: Float64Array; readonly y: Float64Array }
type TwoColumns = Spectrum & {
  readonly label: string
  readonly unit: string
  readonly yLabel: string
  readonly yUnit: string
}

const LEAST_AXIS = 3
const LEAST_POSITIONS = 8
const MOST_LONG_COLUMNS = 64
const HEADER = /^([A-Za-z][A-Za-z_. -]*?)?[_. ]?(-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*([A-Za-zµμÅ%/][^\s]*)?$/i
/** Labels of axes by unit; the minus of cm⁻¹ comes in many shapes. */
const LABELS: readonly (readonly [unit: RegExp, label: string])[] = [
  [/^(?:nm|µm|μm|um|Å)$/, 'Wavelength'],
  [/^(?:cm\^?[-−]1|cm⁻¹|1\/cm)$/, 'Wavenumber'],
  [/^[kM]?eV$/, 'Energy'],
  [/^[kMGT]?Hz$/, 'Frequency'],
]
const labelOf = (unit: string, prefix: string): string =>
  LABELS.find(([pattern]) => pattern.test(unit))?.[1] ??
  (/^(?:wl|lambda|wavelength)$/i.test(prefix)
    ? 'Wavelength'
    : /^(?:wn|wavenumber)$/i.test(prefix)
      ? 'Wavenumber'
      : '')

/** Headers of one prefix and one unit belong together. */
type Named = { readonly at: number; readonly value: number }
function axisColumns(
  columns: readonly TableColumn[],
): { prefix: string; unit: string; found: readonly Named[] } | null {
  const groups = new Map<string, Named[]>()
  for (const [at, column] of columns.entries()) {
    const match = HEADER.exec(column.name.trim())
    if (!match) continue
    const key = `${match[1] ?? ''}\n${match[3] ?? column.unit}`
    const group = groups.get(key) ?? []
    group.push({ at, value: Number((match[2] as string).replace(',', '.')) })
    groups.set(key, group)
  }
  const [key, found] = [...groups].sort((a, b) => b[1].length - a[1].length)[0] ?? ['\n', []]
  const [prefix, unit] = key.split('\n') as [string, string]
  return found.length >= LEAST_AXIS && isMonotone(found.map(f => f.value)) ? { prefix, unit, found } : null
}

/** A spectrum a row. A cell that is a word where an axis promises numbers is a sentence. */
export function wideSpectra(table: Table): WideSpectra | Bad | null {
  const named = axisColumns(table.columns)
  const numbers = table.columns.flatMap((c, at) => (c.kind === 'numbers' ? [at] : []))
  const isNamed = named !== null && (named.prefix === '' || named.found.length >= LEAST_POSITIONS)
  if (!isNamed && (numbers.length < LEAST_POSITIONS || numbers.length < 0.8 * table.columns.length))
    return null
  const places = isNamed ? named.found.map(f => f.at) : numbers
  const taken = new Set(places)
  const spectra: NumberColumn[] = []
  for (const at of places) {
    const column = table.columns[at] as TableColumn
    if (column.kind === 'text') return { bad: wordSentence(column.name, column.values) }
    spectra.push(column)
  }
  // V1, V2, … are names that a program gave, and no axis.
  const isCounted =
    !isNamed ||
    (named.prefix !== '' &&
      named.found.every((f, i) => f.value === i + (named.found[0]?.value === 0 ? 0 : 1)))
  const values = new Float32Array(table.rows * spectra.length)
  for (const [c, column] of spectra.entries())
    for (let r = 0; r < table.rows; r++) values[r * spectra.length + c] = column.values[r] as number
  return {
    axis:
      isCounted || !named
        ? null
        : {
            label: labelOf(named.unit, named.prefix),
            unit: named.unit,
            values: Float64Array.from(named.found, f => f.value),
          },
    rows: table.rows,
    length: spectra.length,
    values,
    metadata: table.columns.filter((_, at) => !taken.has(at)),
  }
}

function wordSentence(name: string, values: readonly string[]): string {
  const row = values.findIndex(v => v !== '' && Number.isNaN(Number(v.replace(',', '.'))))
  return (
    `Column “${name}” holds “${values[row] ?? ''}” in row ${row + 1} below the header: every value ` +
    'of a spectrum is a number; leave the cell empty if there is none.'
  )
}

/**
 * A point a row: a column that names the spectrum, a rising or falling axis within each, a value; others are
 * constant in each.
 */
export function longSpectra(table: Table): WideSpectra | LooseSpectra | null {
  if (table.columns.length > MOST_LONG_COLUMNS) return null
  for (const id of table.columns) {
    const groups = groupsOf(id)
    if (groups.length < 2 || groups.some(g => g.length < LEAST_AXIS)) continue
    const others = table.columns.filter(c => c !== id)
    const constant = others.filter(c =>
      groups.every(g => g.every(r => isSame(c.values[r], c.values[g[0] as number]))),
    )
    const varying = others.filter((c): c is NumberColumn => c.kind === 'numbers' && !constant.includes(c))
    const axis = varying.find(c => groups.every(g => isMonotone(g.map(r => c.values[r] as number))))
    const [value, ...more] = varying.filter(c => c !== axis)
    if (!axis || !value || more.length > 0 || varying.length + constant.length < others.length) continue
    return gather(groups, [id, ...constant], axis, value)
  }
  return null
}

const isSame = (a: unknown, b: unknown): boolean => Object.is(a, b)

/** Rows of each name, in the order in which names appear. */
function groupsOf({ values }: TableColumn): number[][] {
  const groups = new Map<string | number, number[]>()
  for (let r = 0; r < values.length; r++) {
    const key = values[r] as string | number
    const rows = groups.get(key)
    if (rows) rows.push(r)
    else groups.set(key, [r])
  }
  return [...groups.values()]
}

function gather(
  groups: readonly number[][],
  kept: readonly TableColumn[],
  axis: NumberColumn,
  value: NumberColumn,
): WideSpectra | LooseSpectra {
  const firsts = groups.map(g => g[0] as number)
  const metadata = kept.map((c): TableColumn =>
    c.kind === 'numbers'
      ? { ...c, values: Float64Array.from(firsts, r => c.values[r] as number) }
      : { ...c, values: firsts.map(r => c.values[r] as string) },
  )
  const spectra = groups.map(g => ({
    x: Float64Array.from(g, r => axis.values[r] as number),
    y: Float64Array.from(g, r => value.values[r] as number),
  }))
  const { x } = spectra[0] as Spectrum
  const other = spectra.findIndex(s => s.x.length !== x.length || s.x.some((v, i) => v !== x[i]))
  const [label, unit] = [axis.name, axis.unit]
  if (other < 0) {
    const values = new Float32Array(groups.length * x.length)
    for (const [i, s] of spectra.entries()) values.set(s.y, i * x.length)
    return { axis: { label, unit, values: x }, rows: groups.length, length: x.length, values, metadata }
  }
  const differing = spectra[other] as Spectrum
  const calls = (row: number): string => String(metadata[0]?.values[row])
  const says = (s: Spectrum): string => `${s.x.length} points from ${s.x[0]} to ${s.x.at(-1)}`
  const [one, usual] = [says(differing), says(spectra[0] as Spectrum)]
  return {
    spectra,
    metadata,
    label,
    unit,
    differs:
      `Spectrum “${calls(other)}” has ${one} and “${calls(0)}” ${usual}` +
      `${one === usual ? ', at other places in between' : ''}: they do not share an axis, so they have to ` +
      'be resampled.',
  }
}

/** One spectrum: the first columns of numbers, of which the first rises or falls. */
export function twoColumn(table: Table): TwoColumns | null {
  const [x, y] = table.columns.filter((c): c is NumberColumn => c.kind === 'numbers')
  if (!x || !y || table.rows < 2 || !isMonotone(x.values)) return null
  return { x: x.values, y: y.values, label: x.name, unit: x.unit, yLabel: y.name, yUnit: y.unit }
}
