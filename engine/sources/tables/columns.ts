/** Spectra in columns: a column of places, and one of values, or several. */
import type { NumberColumn, Table, TableColumn } from '../../formats/tables/table'
import { isCount } from '../../formats/tables/trend'
import { isAxisName, isCounterName, isUnnamed } from '../columnNames'
import { roleGiven, type GivenRoles, type Understood } from '../../datasets/roles'
import type { Bad } from '../../spec'
import { axisCalled } from '../spectraBlock'
import { namedRun } from './axes'
import { columnRoles, type RoleOf } from './columnRoles'
import { asRole, asRun, measureOf, severalProblem, type TableLayout, type TableSamples } from './types'
import { partsOf, type Parts } from './parts'

/** More columns of values than these are spectra of their own: a value, another, and a third beside them. */
const MOST_VALUES = 3

type Found = {
  readonly axis: NumberColumn | null
  readonly values: readonly NumberColumn[]
  readonly parts: Parts | null
  readonly roles: readonly RoleOf[]
}

/** What is the axis, what the values; null where there is neither. */
function find(table: Table, given: GivenRoles): Found | null {
  const numbers = table.columns.filter((c): c is NumberColumn => c.kind === 'numbers')
  if (table.rows < 2 || numbers.length < 2) return null
  // What is the same in every row is said of the whole, and is neither place nor value.
  const varying = table.columns.filter(c => !isConstant(c) || roleGiven(given, c.name) !== undefined)
  const roles = columnRoles(varying, given, c => partsOf(c.values) !== null)
  const axis = roles.find(r => r.role === 'axis')?.column
  const values = roles.filter(r => r.role === 'value').map(r => r.column)
  if (axis?.kind !== 'numbers' || values.length === 0) return null
  const isOnlyCounted = isCount(axis.values) && (isCounterName(axis.name) || isUnnamed(axis.name))
  return {
    axis: isOnlyCounted ? null : axis,
    values: values.filter((c): c is NumberColumn => c.kind === 'numbers'),
    parts: partsOf(axis.values),
    roles,
  }
}

const isConstant = ({ values }: TableColumn): boolean =>
  values.length > 1 && values.every((v: number | string) => Object.is(v, values[0]))

/** What stands in every row alike, once for each of `count` samples. */
const constants = (table: Table, count: number): readonly TableColumn[] =>
  table.columns
    .filter(isConstant)
    .map((c): TableColumn =>
      c.kind === 'text'
        ? { ...c, values: Array.from({ length: count }, () => c.values[0] ?? '') }
        : { ...c, values: new Float64Array(count).fill(c.values[0] ?? NaN) },
    )

const understoodOf = (roles: readonly RoleOf[]): readonly Understood[] =>
  roles.map(r =>
    r.role === 'beside' || r.role === 'id' || r.role === 'group'
      ? asRole(r.column, 'left out', 'It differs from point to point.')
      : asRole(r.column, r.role, r.why, r.isSure),
  )

/** One spectrum in the file, with a channel for each column of values; or several below one another. */
export const oneSpectrum: TableLayout = (table, given, file) => {
  const found = find(table, given)
  if (!found?.parts) return null
  const { axis, values, parts, roles } = found
  const channels = values.length
  const understood = [...understoodOf(roles), ...channelNote(values), ...repeatNote(axis, parts)]
  const beside = { metadata: constants(table, parts.starts.length), understood, ...measureOf(values) }
  const [value, second] = values as [NumberColumn, ...NumberColumn[]]
  if (parts.starts.length > 1 && second) return severalProblem(file, value, second)
  if (parts.starts.length > 1)
    return {
      ...beside,
      names: parts.starts.map((_, i) => `${file} ${i + 1}`),
      spectra: parts.starts.map((from, i) => {
        const to = parts.starts[i + 1] ?? table.rows
        return {
          axis: axisCalled(
            axis?.name ?? '',
            axis?.unit ?? '',
            (axis as NumberColumn).values.subarray(from, to),
          ),
          y: value.values.slice(from, to),
        }
      }),
    }
  const interleaved = new Float32Array(table.rows * channels)
  for (const [c, { values: own }] of values.entries())
    for (let r = 0; r < table.rows; r++) interleaved[r * channels + c] = own[r] as number
  return {
    ...beside,
    kind: 'spectra',
    shape: [table.rows, channels],
    axis: axis && axisCalled(axis.name, axis.unit, axis.values),
    values: interleaved,
    names: null,
  }
}

const channelNote = (values: readonly NumberColumn[]): readonly Understood[] =>
  values.length < 2
    ? []
    : [
        {
          part: values.map(v => v.name).join(', '),
          role: 'value',
          unit: '',
          count: values.length,
          why: `${values.length} values at each place are channels of one spectrum.`,
          isSure: false,
        },
      ]

const repeatNote = (axis: NumberColumn | null, { repeated }: Parts): readonly Understood[] =>
  axis && repeated.length > 0
    ? [
        asRole(
          axis,
          'axis',
          `${repeated.slice(0, 3).join(', ')} stands there twice; both points are kept.`,
          false,
        ),
      ]
    : []

/** A spectrum in each column of values, on the places of one column. */
export const spectrumEach: TableLayout = (table, given) => {
  const found = find(table, given)
  if (!found?.parts || found.parts.starts.length > 1) return null
  const { axis, values, roles } = found
  const flat = new Float32Array(values.length * table.rows)
  for (const [i, column] of values.entries()) flat.set(column.values, i * table.rows)
  const others = roles.filter(r => r.role !== 'value')
  const samples: TableSamples = {
    kind: 'spectra',
    shape: [table.rows, 1],
    axis: axis && axisCalled(axis.name, axis.unit, axis.values),
    values: flat,
    metadata: [...headColumns(table, values), ...constants(table, values.length)],
    hasHeads: true,
    names: values.map(v => v.name),
    understood: [
      ...understoodOf(others),
      asRun(values, 'value', 'Each of these columns is a spectrum.', values.length > MOST_VALUES),
    ],
  }
  return samples
}

/** Rows above the names say something of each spectrum. */
const headColumns = ({ heads, columns }: Table, values: readonly NumberColumn[]): readonly TableColumn[] =>
  heads.map((row, i): TableColumn => {
    const title = row[0]?.trim() ?? ''
    return {
      name: title || `row ${i + 1}`,
      unit: '',
      kind: 'text',
      values: values.map(v => row[columns.indexOf(v)]?.trim() ?? ''),
    }
  })

/** As found: many columns of values are a spectrum each, if it is sure that there is an axis beside them. */
export const asFound: TableLayout = (table, given, file) => {
  const found = find(table, given)
  if (!found) return null
  const { axis, values } = found
  if (values.length <= MOST_VALUES) return oneSpectrum(table, given, file)
  const isNamed = axis !== null && (isAxisName(axis.name) || isAxisName(axis.unit) || isUnnamed(axis.name))
  // V1, V2, … are points of the spectra in the rows, if nothing says that a column holds the places.
  const isCounted = namedRun(values)?.isCounted ?? false
  return (isNamed || (axis !== null && !isCounted)) && table.rows >= MOST_VALUES
    ? spectrumEach(table, given, file)
    : null
}

/** Why a table with places that neither rise nor fall holds no spectrum; null where nothing is to be said. */
export function turnProblem(table: Table, file: string): Bad | null {
  const axis = table.columns.find((c): c is NumberColumn => c.kind === 'numbers' && isAxisName(c.name))
  if (!axis || partsOf(axis.values) !== null) return null
  const up = (axis.values[1] ?? 0) > (axis.values[0] ?? 0)
  const at = axis.values.findIndex((v, i) => i > 0 && v > (axis.values[i - 1] as number) !== up)
  return {
    bad:
      `${file}: “${axis.name}” neither rises nor falls throughout: ${axis.values[at]} follows ` +
      `${axis.values[at - 1]} in row ${at + 1}. Sort the rows by it.`,
  }
}
