/**
 * What each column of a small table is: by its name first, then by its values, and never by its place alone.
 *
 */
import { roleGiven, type GivenRoles, type Role } from '../../datasets/roles'
import type { NumberColumn, TableColumn } from '../../formats/tables/table'
import { isCount } from '../../formats/tables/trend'
import {
  isAxisName,
  isCompanionName,
  isCounterName,
  isErrorName,
  isGroupName,
  isIdName,
  isMaskName,
  isUnnamed,
  isValueName,
} from '../columnNames'

export type RoleOf = {
  readonly column: TableColumn
  readonly role: Role
  readonly why: string
  readonly isSure: boolean
}
type Guess = Omit<RoleOf, 'column'>
const sure = (role: Role, why = ''): Guess => ({ role, why, isSure: true })
const COUNTS = 'It counts rows, and measures nothing.'

/**
 * `rises` says of a column of numbers whether its values can be an axis: over the whole table, or within each
 * spectrum of it.
 */
export function columnRoles(
  columns: readonly TableColumn[],
  given: GivenRoles,
  rises: (column: NumberColumn) => boolean,
): readonly RoleOf[] {
  const open = columns.map(column => ({ column, guess: givenRole(column, given) ?? byName(column) }))
  const hasAxis = open.some(o => o.guess?.role === 'axis')
  const axis = hasAxis
    ? null
    : likeliestAxis(
        open.flatMap(o => (o.guess ? [] : [o.column])),
        rises,
      )
  const roles = open.map(({ column, guess }): RoleOf => {
    if (guess) return { column, ...guess }
    if (column === axis?.column) return { column, ...axis.guess }
    return { column, ...byValues(column) }
  })
  return namedValues(roles)
}

/** Where some columns are called as values are, the others beside them are no more than likely. */
function namedValues(roles: readonly RoleOf[]): readonly RoleOf[] {
  const values = roles.filter(r => r.role === 'value' && r.why === '')
  const named = values.filter(r => isValueName(r.column.name))
  if (named.length === 0 || named.length === values.length) return roles
  const [first] = named
  const why = `“${first?.column.name}” is called as values are, and this is not.`
  return roles.map(r =>
    values.includes(r) && !named.includes(r) ? { ...r, role: 'left out', why, isSure: false } : r,
  )
}

const givenRole = (column: TableColumn, given: GivenRoles): Guess | null => {
  const role = roleGiven(given, column.name)
  return role ? sure(role, 'As you said.') : null
}

/** Null where the name leaves it open. */
function byName(column: TableColumn): Guess | null {
  const { name, kind } = column
  if (kind === 'text') return isIdName(name) ? sure('id') : isGroupName(name) ? sure('group') : sure('beside')
  if (isErrorName(name)) return sure('error', 'It is called like the error of a measurement.')
  if (isMaskName(name)) return sure('mask', 'It is called like marks of its quality.')
  if (isCompanionName(name)) return sure('left out', 'It is called like a companion of a measurement.')
  if (isGroupName(name)) return sure('group')
  return null
}

/** The column of places: one that rises and is called so, before one that is not, before a counter. */
function likeliestAxis(
  columns: readonly TableColumn[],
  rises: (column: NumberColumn) => boolean,
): { readonly column: TableColumn; readonly guess: Guess } | null {
  const able = columns.filter((c): c is NumberColumn => c.kind === 'numbers' && rises(c))
  const [best, next] = able
    .map(column => ({ column, weight: axisWeight(column) }))
    .sort((a, b) => b.weight - a.weight)
  if (!best) return null
  const isTied = next !== undefined && next.weight === best.weight
  const why = isTied ? `“${next.column.name}” rises too: one of them is the axis.` : ''
  return { column: best.column, guess: { role: 'axis', why, isSure: !isTied } }
}

function axisWeight(column: NumberColumn): number {
  const { name, unit, values } = column
  const isCounter = isCount(values)
  if (isAxisName(name) || isAxisName(unit)) return isCounter ? 3 : 5
  if (isCounter) return isCounterName(name) || isUnnamed(name) ? 0 : 1
  if (isValueName(name)) return 1
  return isUnnamed(name) ? 3 - Number(name.split(' ')[1]) / 1000 : 2
}

function byValues(column: TableColumn): Guess {
  if (column.kind === 'text') return sure('beside')
  if (isCount(column.values) && (isCounterName(column.name) || isUnnamed(column.name)))
    return sure('left out', COUNTS)
  return { role: 'value', why: '', isSure: isValueName(column.name) || !isAxisName(column.name) }
}
