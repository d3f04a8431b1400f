/** What the ways of laying out spectra in a table have in common. */
import type { GivenRoles, Understood } from '../../datasets/roles'
import type { Axis, Measure } from '../../datasets/dataset'
import type { NumberColumn, Table, TableColumn } from '../../formats/tables/table'
import type { Bad } from '../../spec'

/** `values` are `[samples, length, channels]`, or `[samples, height, width, 1]` of pictures. */
export type TableSamples = {
  readonly kind: 'images' | 'spectra'
  readonly shape: readonly number[]
  readonly axis: Axis | null
  readonly values: Float32Array
  /** What the values are, where their column says so. */
  readonly measure?: Measure
  /** What is said of each sample. */
  readonly metadata: readonly TableColumn[]
  /** Of each sample, where the layout gives them names. */
  readonly names: readonly string[] | null
  readonly understood: readonly Understood[]
  /** Whether further rows above the values are among the metadata or the names. */
  readonly hasHeads?: boolean
}
/** Spectra that do not share an axis. */
export type LooseSpectra = Pick<
  TableSamples,
  'metadata' | 'names' | 'understood' | 'hasHeads' | 'measure'
> & {
  readonly spectra: readonly { readonly axis: Axis; readonly y: Float64Array }[]
}
/** Null where a table is not laid out so, and the next way may be asked. */
export type TableLayout = (
  table: Table,
  given: GivenRoles,
  file: string,
) => TableSamples | LooseSpectra | Bad | null

/** What columns that belong together were taken for. */
export const asRun = (
  columns: readonly Pick<TableColumn, 'name'>[],
  role: Understood['role'],
  why: string,
  isSure = true,
): Understood => ({
  part: columns.length < 2 ? (columns[0]?.name ?? '') : `${columns[0]?.name} … ${columns.at(-1)?.name}`,
  role,
  unit: '',
  count: columns.length,
  why,
  isSure,
})

/** What was understood of a column that the name does not say. */
export const asRole = (
  column: Pick<TableColumn, 'name' | 'unit'>,
  role: Understood['role'],
  why = '',
  isSure = true,
): Understood => ({ part: column.name, role, unit: column.unit, count: 1, why, isSure })

/** What the values are, if one column holds them. */
export const measureOf = (values: readonly NumberColumn[]): { readonly measure?: Measure } => {
  const [only] = values
  return only && values.length === 1 ? { measure: { label: only.name, unit: only.unit } } : {}
}

/** Channels are not resampled yet: rather than with one of them alone, spectra of several are refused. */
export const severalProblem = (file: string, first: TableColumn, second: TableColumn): Bad => ({
  bad:
    `${file} has several values at each place (“${first.name}”, “${second.name}” …), and its spectra do ` +
    'not share an axis: keep one column of values, or measure all at the same places.',
})
