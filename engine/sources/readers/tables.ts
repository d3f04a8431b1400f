/** Tables and text files: one spectrum a row, long tables, and files of two columns. */
import { readTable, type Table } from '../../formats/tables/table'
import type { GivenRoles, Understood } from '../../datasets/roles'
import { isBad, type Bad, type ValuesOf } from '../../spec'
import type { tables } from '../../fileKinds/tables'
import { isIdName } from '../columnNames'
import { asFound, oneSpectrum, spectrumEach, turnProblem } from '../tables/columns'
import { points } from '../tables/long'
import { foldOneHot, ONE_HOT } from '../tables/oneHot'
import { pairs } from '../tables/pairs'
import { linesUnderstood, unclearProblem } from '../tables/lines'
import type { LooseSpectra, TableLayout, TableSamples } from '../tables/types'
import { countedRows, namedRows } from '../tables/wide'
import { blockOfSpectra } from '../spectraBlock'
import type { SampleBlock, Column, SourceReader, SourceFile } from '../types'
import { unpackedFile } from './wholeFile'

type Values = ValuesOf<typeof tables.params>
const DECIMALS = { auto: null, point: '.', comma: ',' } as const
const MOST_BYTES = 2 * 2 ** 30
export const tablesReader: SourceReader = {
  async decode(files, given, roles) {
    const file = files[0] as SourceFile
    const { layout, decimal } = given as Values
    const table = await openTable(file, decimal)
    if (isBad(table)) return table
    return (
      unclearProblem(table, file.name) ??
      roleProblem(table, roles, file.name) ??
      spectraOf(table, layout, roles, file)
    )
  },
}

async function openTable(file: SourceFile, decimal: Values['decimal'] = 'auto'): Promise<Table | Bad> {
  const bytes = await unpackedFile(file, MOST_BYTES, 'split it, or save it as .npz or HDF5')
  return isBad(bytes) ? bytes : readTable(bytes, file.name, DECIMALS[decimal])
}

/** Of a table of labels; classes that stand as a column each are one. */
export async function columnsOfTable(file: SourceFile): Promise<readonly Column[] | Bad> {
  const table = await openTable(file)
  return isBad(table) ? table : foldOneHot(table.columns).columns
}

/** Of what the user says of columns, all but groups speak of the table's own. */
function roleProblem({ columns }: Table, roles: GivenRoles, name: string): Bad | null {
  const stray = Object.keys(roles).find(r => roles[r] !== 'group' && !columns.some(c => c.name === r))
  if (stray === undefined) return null
  const titles = columns.slice(0, 6).map(c => `“${c.name}”`)
  const more = columns.length > 6 ? ', …' : ''
  return { bad: `${name} has no column “${stray}”: there are ${titles.join(', ')}${more}.` }
}

function spectraOf(
  table: Table,
  layout: Values['layout'],
  roles: GivenRoles,
  file: SourceFile,
): SampleBlock | Bad {
  const name = file.name.split('/').at(-1) ?? file.name
  for (const read of LAYOUTS[layout]) {
    const found = read(table, roles, file.name)
    if (found === null) continue
    return isBad(found) ? found : blockOf(found, table, file)
  }
  const titles = table.columns.slice(0, 6).map(c => `“${c.name}”`)
  return (
    turnProblem(table, name) ?? {
      bad:
        `${name} has ${table.rows} ${table.rows === 1 ? 'row' : 'rows'} and the columns ` +
        `${titles.join(', ')}${table.columns.length > 6 ? ', …' : ''}: ${MISSING[layout]}`,
    }
  )
}

/**
 * How each layout is looked for. Columns that only count, or have no names, come last: a first column that
 * rises is an axis rather than a value.
 */
const LAYOUTS: Readonly<Record<Values['layout'], readonly TableLayout[]>> = {
  auto: [namedRows, pairs, points, asFound, countedRows],
  wide: [namedRows, countedRows],
  long: [points],
  columns: [oneSpectrum],
  each: [pairs, spectrumEach],
}
const MISSING: Readonly<Record<Values['layout'], string>> = {
  auto: 'no spectra are found in it. One spectrum a row needs its axis as the names of the columns.',
  wide:
    'there is no spectrum in each row. That needs the axis as the names of the columns, such as 850, ' +
    '852, 854.',
  long:
    'there is no point in each row. That needs a column that names the spectrum, one of places that ' +
    'rise within each, and one of values.',
  columns: 'it is no spectrum in two columns, the first of which rises or falls.',
  each: 'there is no spectrum in each column. That needs a column of places that rise or fall.',
}

function namesOf(metadata: readonly Column[], count: number, file: SourceFile): readonly string[] {
  const named = metadata.find(c => isIdName(c.name))
  if (named) return Array.from<string | number>(named.values).map(String)
  return count === 1 ? [file.name] : Array.from({ length: count }, (_, i) => `${file.name} row ${i + 1}`)
}

function blockOf(found: TableSamples | LooseSpectra, table: Table, file: SourceFile): SampleBlock | Bad {
  const { understood } = found
  const { columns: metadata, from } = foldOneHot(found.metadata)
  const count = 'spectra' in found ? found.spectra.length : samplesIn(found)
  const beside = {
    names: found.names ?? namesOf(metadata, count, file),
    columns: metadata,
    understood: [
      ...understood,
      ...oneHotUnderstood(metadata, from),
      ...linesUnderstood(table, found.hasHeads ?? false),
    ],
  }
  const measure = found.measure ? { measure: found.measure } : {}
  if ('spectra' in found)
    return blockOfSpectra(
      found.spectra.map(s => ({ ...s, ...measure })),
      beside,
      file.name,
    )
  const { kind, shape, axis, values } = found
  return { kind, shape, axis, values, ...measure, ...beside }
}

const oneHotUnderstood = (columns: readonly Column[], from: readonly string[]): readonly Understood[] =>
  from.length === 0
    ? []
    : [
        {
          part: columns.find(c => c.name.startsWith(ONE_HOT))?.name ?? ONE_HOT,
          role: 'label',
          unit: '',
          count: from.length,
          why: `The columns ${from.map(n => `“${n}”`).join(', ')} mark one class in each row.`,
          isSure: true,
        },
      ]

const samplesIn = ({ values, shape }: TableSamples): number =>
  values.length / shape.reduce((n, side) => n * side, 1)
