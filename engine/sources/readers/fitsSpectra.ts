/**
 * Spectra in FITS tables: one in each row as a vector, or one in the columns of a file; and what headers say
 * of samples.
 * Columns are found by the names that surveys and programs give them, flux before everything else.
 */
import type { Axis } from '../../datasets/dataset'
import type { Understood } from '../../datasets/roles'
import { spectralAxis, type FitsColumn, type FitsImage, type FitsTable } from '../../formats/fits/fits'
import type { Bad } from '../../spec'
import type { SampleBlock, Column } from '../types'
import { isAxisName, isCompanionName, isErrorName, isMaskName, isValueName } from '../columnNames'
import { axisCalled, blockOfSpectra } from '../spectraBlock'

export const plainAxis = ({
  label,
  unit,
  values,
}: {
  readonly label: string
  readonly unit: string
  readonly values: Float64Array
}): Axis => ({
  label,
  unit,
  values: Array.from(values),
})

/** No error, mask or companion of a measurement. */
const isMeasured = ({ name }: FitsColumn): boolean =>
  !isErrorName(name) && !isMaskName(name) && !isCompanionName(name)
type Numbers = Extract<FitsColumn, { kind: 'numbers' }>

export function tableBlock(given: FitsTable, others: readonly FitsTable[], name: string): SampleBlock | Bad {
  const table = { ...given, columns: given.columns.map(asVectors) }
  const numbers = table.columns.filter((c): c is Numbers => c.kind === 'numbers')
  const axis = numbers.find(c => isAxisName(c.name))
  const measured = numbers.filter(c => c !== axis && isMeasured(c))
  const likeliest = [...measured].sort((a, b) => Number(isValueName(b.name)) - Number(isValueName(a.name)))
  const spectra = likeliest.find(c => c.repeat > 1)
  if (spectra) return vectorBlock(table, spectra, axis, name)
  const [flux] = likeliest
  if (axis && flux && axis.repeat === 1)
    return {
      kind: 'spectra',
      shape: [table.rows, 1],
      axis: axisCalled(axis.name, axis.unit, axis.values),
      values: blanksAsZero(flux.values),
      measure: { label: flux.name, unit: flux.unit },
      names: [name],
      columns: withOthers(headerColumns(table), others),
      understood: partsOf(table, axis, flux),
    }
  const lists = table.columns.find(c => c.kind === 'lists' && isMeasured(c))
  if (lists?.kind === 'lists') {
    const lengths = lists.values.map(v => v.length)
    return {
      bad:
        `“${lists.name}” in ${name} holds lists of varying length, from ${Math.min(...lengths)} to ` +
        `${Math.max(...lengths)} values: bring the spectra to one axis, or save each as a file of its own.`,
    }
  }
  return {
    bad:
      `The table of ${name} has the columns ${table.columns.map(c => `“${c.name}”`).join(', ')}: ` +
      'spectra are a column of vectors, or two columns of which one is named wavelength.',
  }
}

/** What a table of one row beside the spectrum says of it, as the Sloan survey writes class and redshift. */
function withOthers(own: readonly Column[], others: readonly FitsTable[]): readonly Column[] {
  const columns = [...own]
  for (const { columns: cells, rows } of others)
    for (const cell of rows === 1 ? cells : []) {
      const name = cell.name.toUpperCase()
      if (!KEYWORDS.includes(name) || columns.some(c => c.name === name)) continue
      if (cell.kind === 'text') columns.push({ name, unit: '', kind: 'text', values: cell.values })
      else if (cell.kind === 'numbers' && cell.repeat === 1)
        columns.push({ name, unit: cell.unit, kind: 'numbers', values: cell.values })
    }
  return columns
}

/** A spectrum in each row; the axis from a vector column, or from the header. */
function vectorBlock(
  table: FitsTable,
  flux: Numbers,
  axis: Numbers | undefined,
  name: string,
): SampleBlock | Bad {
  const length = flux.repeat
  const values = blanksAsZero(flux.values)
  const rows = Array.from({ length: table.rows }, (_, i) => i)
  const names = rows.map(i => `${name} row ${i + 1}`)
  const columns = cellsOf(table, [flux, axis])
  const places = axis?.repeat === length ? axis.values : null
  if (axis && places?.some((v, i) => v !== places[i % length]))
    return blockOfSpectra(
      rows.map(i => ({
        axis: axisCalled(axis.name, axis.unit, places.subarray(i * length, (i + 1) * length)),
        y: values.subarray(i * length, (i + 1) * length),
      })),
      { names, columns, understood: partsOf(table, axis, flux) },
      name,
    )
  const fromHeader = places ? null : spectralAxis(table.header, 1, length)
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis:
      axis && places
        ? axisCalled(axis.name, axis.unit, places.subarray(0, length))
        : fromHeader && plainAxis(fromHeader),
    values,
    measure: { label: flux.name, unit: flux.unit },
    names,
    columns,
    understood: partsOf(table, axis, flux),
  }
}

/** Lists that are as long in every row are vectors. */
function asVectors(column: FitsColumn): FitsColumn {
  if (column.kind !== 'lists') return column
  const repeat = column.values[0]?.length ?? 0
  if (repeat < 2 || column.values.some(v => v.length !== repeat)) return column
  const values = new Float64Array(repeat * column.values.length)
  column.values.forEach((v, i) => values.set(v, i * repeat))
  return { name: column.name, unit: column.unit, repeat, kind: 'numbers', values }
}

/** What each column was taken for. */
const partsOf = (table: FitsTable, axis: FitsColumn | undefined, flux: FitsColumn): readonly Understood[] =>
  table.columns.flatMap((c): Understood[] => {
    const unit = c.kind === 'numbers' ? c.unit : ''
    const said = { part: c.name, unit, count: 1, isSure: true }
    if (c === axis) return [{ ...said, role: 'axis', why: '' }]
    if (c === flux) return [{ ...said, role: 'value', why: '' }]
    if (isErrorName(c.name)) return [{ ...said, role: 'error', why: 'It is not used.' }]
    if (isMaskName(c.name)) return [{ ...said, role: 'mask', why: 'It is not used.' }]
    const isSpectrum = c.kind === 'numbers' && c.repeat === flux.repeat && (c.repeat > 1 || table.rows > 1)
    return isSpectrum && (c.repeat > 1 || flux.repeat === 1)
      ? [{ ...said, role: 'left out', why: `“${flux.name}” is what was measured.`, isSure: !isMeasured(c) }]
      : []
  })

/** One value for each row: what is said of the spectra. */
const cellsOf = (table: FitsTable, used: readonly (FitsColumn | undefined)[]): readonly Column[] =>
  table.columns.flatMap((c): Column[] => {
    if (used.includes(c) || c.kind === 'lists' || (c.kind === 'numbers' && c.repeat !== 1)) return []
    return [
      c.kind === 'text'
        ? { name: c.name, unit: '', kind: 'text', values: c.values }
        : { name: c.name, unit: c.unit, kind: 'numbers', values: c.values },
    ]
  })

/** A blank in the middle of a spectrum would make every sum of it nothing. */
const blanksAsZero = (values: Float64Array): Float32Array =>
  Float32Array.from(values, v => (Number.isFinite(v) ? v : 0))

/** Keywords that often say what an exposure is. */
const KEYWORDS = [
  'OBJECT',
  'CLASS',
  'SUBCLASS',
  'TYPE',
  'LABEL',
  'TARGET',
  'FILTER',
  'Z',
  'REDSHIFT',
  'EXPTIME',
]
export const headerColumns = ({ header }: { readonly header: FitsImage['header'] }): readonly Column[] =>
  KEYWORDS.flatMap((name): Column[] => {
    const value = header.get(name)
    if (value === undefined || typeof value === 'boolean') return []
    return [
      typeof value === 'number'
        ? { name, unit: '', kind: 'numbers', values: Float64Array.of(value) }
        : { name, unit: '', kind: 'text', values: [value] },
    ]
  })
