/** Tables and text files: one spectrum a row, long tables, and files of two columns. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import {
  longSpectra,
  twoColumn,
  wideSpectra,
  type LooseSpectra,
  type WideSpectra,
} from '../../formats/tables/spectra'
import { readTable, type Table } from '../../formats/tables/table'
import { isBad, messageOf, type Bad, type ValuesOf } from '../../spec'
import type { tables } from '../../fileKinds/tables'
import type { SampleBlock, Column, SourceReader, SourceFile } from '../types'
import { axisCalled, blockOfSpectra } from '../spectraBlock'

const MOST_BYTES = 2 * 2 ** 30
export const tablesReader: SourceReader = {
  async decode(files, given) {
    const file = files[0] as SourceFile
    const table = await openTable(file)
    return isBad(table) ? table : spectraOf(table, (given as ValuesOf<typeof tables.params>).layout, file)
  },
}

async function openTable({ path, name, size }: SourceFile): Promise<Table | Bad> {
  if (size > MOST_BYTES)
    return { bad: `${name} is larger than ${MOST_BYTES / 2 ** 30} GB: split it, or save it as .npz or HDF5.` }
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    return { bad: `${name} may not be read (${messageOf(error)}).` }
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: MOST_BYTES })
    } catch {
      return { bad: `${name} is damaged, or unpacks to more than ${MOST_BYTES / 2 ** 30} GB.` }
    }
  }
  return readTable(bytes, name)
}

export async function columnsOfTable(file: SourceFile): Promise<readonly Column[] | Bad> {
  const table = await openTable(file)
  return isBad(table) ? table : table.columns
}

function spectraOf(
  table: Table,
  layout: ValuesOf<typeof tables.params>['layout'],
  file: SourceFile,
): SampleBlock | Bad {
  const name = file.name.split('/').at(-1) ?? file.name
  for (const kind of layout === 'auto'
    ? (['wide', 'long', 'columns', 'counted'] as const)
    : ([layout] as const)) {
    const found = READERS[kind](table, name, file)
    if (found) return found
  }
  const titles = table.columns.slice(0, 6).map(c => `“${c.name}”`)
  return {
    bad:
      `${name} has ${table.rows} ${table.rows === 1 ? 'row' : 'rows'} and the columns ` +
      `${titles.join(', ')}${table.columns.length > 6 ? ', …' : ''}: ${MISSING[layout]}`,
  }
}

type Reader = (table: Table, name: string, file: SourceFile) => SampleBlock | Bad | null
const isNamed = (found: WideSpectra | Bad | null): boolean =>
  found !== null && (isBad(found) || found.axis !== null)
const wide: Reader = (table, name, file) => {
  const found = wideSpectra(table)
  return found && (isBad(found) ? { bad: `${name}: ${found.bad}` } : block(found, file))
}
/** More columns of values than a measured value, its error and a reference. */
const MOST_VALUES = 3
const twoColumns: Reader = (table, name, file) => {
  const one = twoColumn(table)
  const numbers = table.columns.filter(c => c.kind === 'numbers')
  const [x] = numbers
  if (!one || !x) return null
  const hasAxis = /wave|lambda|shift|energy|freq|theta|^(nm|um|µm|cm-1|ppm|ev|kev|hz|x)$|1\/cm|time/i.test(
    `${x.name} ${x.unit}`.trim(),
  )
  const isSeries = numbers.length - 1 > MOST_VALUES
  // A first column that only counts rows is no axis of the many behind it.
  if (isSeries && !hasAxis) return null
  if (isSeries)
    return {
      bad:
        `${name} seems to have a spectrum in each of its columns, from “${numbers[1]?.name ?? ''}” to ` +
        `“${numbers.at(-1)?.name ?? ''}”: exchange rows and columns (“transpose” in a spreadsheet), so ` +
        `that each spectrum is a row and “${x.name}” the header.`,
    }
  return {
    kind: 'spectra',
    shape: [one.y.length, 1],
    axis: axisCalled(one.label, one.unit, one.x),
    values: Float32Array.from(one.y),
    names: [file.name],
    columns: [],
  }
}

/**
 * Columns that only have numbers or names of their own come last: a first column that rises is an axis rather
 * than a value.
 */
const READERS: Readonly<Record<'wide' | 'long' | 'columns' | 'counted', Reader>> = {
  wide: (table, name, file) => (isNamed(wideSpectra(table)) ? wide(table, name, file) : null),
  long(table, _name, file) {
    const found = longSpectra(table)
    return found && ('spectra' in found ? loose(found, file) : block(found, file))
  },
  columns: twoColumns,
  counted: wide,
}
const MISSING: Readonly<Record<ValuesOf<typeof tables.params>['layout'], string>> = {
  auto: 'no spectra are found in it. One spectrum a row needs its axis as the names of the columns.',
  wide:
    'there is no spectrum in each row. That needs the axis as the names of the columns, such as 850, ' +
    '852, 854.',
  long:
    'there is no point in each row. That needs a column that names the spectrum, one of places that ' +
    'rise within each, and one of values.',
  columns: 'it is no spectrum in two columns, the first of which rises or falls.',
}

const NAMES = /^(id|name|sample|spectrum|file|sample[_ ]?(id|name))$/i
const namesOf = (metadata: readonly Column[], count: number, file: SourceFile): readonly string[] => {
  const named = metadata.find(c => NAMES.test(c.name))
  return named
    ? Array.from<string | number>(named.values).map(String)
    : Array.from({ length: count }, (_, i) => `${file.name} row ${i + 1}`)
}

const block = ({ axis, values, length, rows, metadata }: WideSpectra, file: SourceFile): SampleBlock => ({
  kind: 'spectra',
  shape: [length, 1],
  axis: axis && axisCalled(axis.label, axis.unit, axis.values),
  values,
  names: namesOf(metadata, rows, file),
  columns: metadata,
})

const loose = ({ spectra, metadata, label, unit }: LooseSpectra, file: SourceFile): SampleBlock | Bad =>
  blockOfSpectra(
    spectra.map(({ x, y }) => ({ axis: axisCalled(label, unit, x), y })),
    { names: namesOf(metadata, spectra.length, file), columns: metadata },
    file.name,
  )
