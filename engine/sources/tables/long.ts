/** A point in each row: a column that names the spectrum, places that rise within each, and values. */
import { roleGiven } from '../../datasets/roles'
import type { NumberColumn, TableColumn } from '../../formats/tables/table'
import { isCount, isMonotone } from '../../formats/tables/trend'
import { isCounterName, isUnnamed } from '../columnNames'
import { axisCalled } from '../spectraBlock'
import { columnRoles, type RoleOf } from './columnRoles'
import { asRole, measureOf, severalProblem, type TableLayout } from './types'

const LEAST_AXIS = 3
const MOST_COLUMNS = 64
/** Channels at each place. */
const MOST_VALUES = 32
const MOST_UNNAMED = 2
type Groups = readonly (readonly number[])[]

export const points: TableLayout = (table, given, file) => {
  if (table.columns.length > MOST_COLUMNS) return null
  const named = table.columns.find(c => roleGiven(given, c.name) === 'id')
  for (const id of named ? [named] : table.columns) {
    const groups = groupsOf(id)
    if (groups.length < 2 || groups.some(g => g.length < LEAST_AXIS)) continue
    const others = table.columns.filter(c => c !== id)
    const constant = others.filter(c =>
      groups.every(g => g.every(r => Object.is(c.values[r], c.values[g[0] as number]))),
    )
    const varying = others.filter(c => !constant.includes(c))
    if (varying.some(c => c.kind === 'text')) continue
    const rises = ({ values }: NumberColumn): boolean =>
      groups.every(g => isMonotone(g.map(r => values[r] as number)))
    const roles = columnRoles(varying, given, rises).map(r => countsWithin(r, groups))
    const axis = roles.find(r => r.role === 'axis')?.column
    const values = roles.filter(r => r.role === 'value').map(r => r.column)
    if (axis?.kind !== 'numbers' || values.length === 0 || !values.every(isNumbers)) continue
    // Places that rise from the first row to the last are those of one spectrum.
    if (isMonotone(axis.values)) continue
    // In a wide table without names, some column rises by chance within the samples of each class.
    if (values.length > (isUnnamed(axis.name) ? MOST_UNNAMED : MOST_VALUES)) continue
    return gather(groups, [id, ...constant], axis, values, roles, file)
  }
  return null
}

const isNumbers = (c: TableColumn): c is NumberColumn => c.kind === 'numbers'

/** What counts the points of each spectrum is no value of them. */
function countsWithin(found: RoleOf, groups: Groups): RoleOf {
  const { column, role } = found
  const counts =
    role === 'value' &&
    column.kind === 'numbers' &&
    isCounterName(column.name) &&
    groups.every(g => isCount(g.map(r => column.values[r] as number)))
  return counts
    ? { column, role: 'left out', why: 'It counts the points of each spectrum.', isSure: true }
    : found
}

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
  groups: Groups,
  kept: readonly TableColumn[],
  axis: NumberColumn,
  values: readonly NumberColumn[],
  roles: readonly RoleOf[],
  file: string,
): ReturnType<TableLayout> {
  const metadata = kept.map(c => firstOf(c, groups))
  const beside = { metadata, ...saidOf(metadata, roles), ...measureOf(values) }
  const x = groups.map(g => Float64Array.from(g, r => axis.values[r] as number))
  const [first] = x as [Float64Array]
  const isShared = x.every(own => own.length === first.length && own.every((v, i) => v === first[i]))
  if (!isShared) {
    const [value, second] = values as [NumberColumn, ...NumberColumn[]]
    if (second) return severalProblem(file, value, second)
    return {
      ...beside,
      spectra: groups.map((g, i) => ({
        axis: axisCalled(axis.name, axis.unit, x[i] as Float64Array),
        y: Float64Array.from(g, r => value.values[r] as number),
      })),
    }
  }
  return {
    ...beside,
    kind: 'spectra',
    shape: [first.length, values.length],
    axis: axisCalled(axis.name, axis.unit, first),
    values: Float32Array.from(groups.flatMap(g => g.flatMap(r => values.map(v => v.values[r] as number)))),
  }
}

/** The first column names the spectra. */
const saidOf = ([id]: readonly TableColumn[], roles: readonly RoleOf[]) => ({
  names: id ? Array.from<string | number>(id.values).map(String) : null,
  understood: [
    ...(id ? [asRole(id, 'id', 'It names the spectrum of each row.')] : []),
    ...roles.map(r => asRole(r.column, r.role, r.why, r.isSure)),
  ],
})

/** What a column holds in the first row of each group. */
function firstOf(column: TableColumn, groups: Groups): TableColumn {
  const rows = groups.map(g => g[0] as number)
  return column.kind === 'numbers'
    ? { ...column, values: Float64Array.from(rows, r => column.values[r] as number) }
    : { ...column, values: rows.map(r => column.values[r] as string) }
}
