/** What the ways of laying out spectra in a table have in common. */
import type { GivenRoles, Understood } from '../../datasets/roles'
import type { Axis } from '../../datasets/dataset'
import type { Table, TableColumn } from '../../formats/tables/table'
import type { Bad } from '../../spec'

/** `values` are `[samples, length, channels]`, or `[samples, height, width, 1]` of pictures. */
export type TableSamples = {
  readonly kind: 'images' | 'spectra'
  readonly shape: readonly number[]
  readonly axis: Axis | null
  readonly values: Float32Array
  /** What is said of each sample. */
  readonly metadata: readonly TableColumn[]
  /** Of each sample, where the layout gives them names. */
  readonly names: readonly string[] | null
  readonly understood: readonly Understood[]
}
/** Spectra that do not share an axis. */
export type LooseSpectra = Pick<TableSamples, 'metadata' | 'names' | 'understood'> & {
  readonly spectra: readonly { readonly axis: Axis; readonly y: Float64Array }[]
}
/** Null where a table is not laid out so, and the next way may be asked. */
export type TableLayout = (
  table: Table,
  given: GivenRoles,
  file: string,
) => TableSamples | LooseSpectra | Bad | null

/** What was understood of a column that the name does not say. */
export const asRole = (
  column: Pick<TableColumn, 'name' | 'unit'>,
  role: Understood['role'],
  why = '',
  isSure = true,
): Understood => ({ part: column.name, role, unit: column.unit, count: 1, why, isSure })
