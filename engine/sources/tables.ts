/** Tables and text files: one spectrum a row, long tables, and files of two columns. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { longSpectra, twoColumn, wideSpectra, type WideSpectra } from '../formats/spectraTable'
import { readTable, type Table } from '../formats/table'
import { choice, isBad, type Bad, type ValuesOf } from '../spec'
import type { Block, Column, SourceDecl, SourceFile } from './source'

const MOST_BYTES = 2 * 2 ** 30
const params = {
  layout: choice(
    'Layout',
    [
      ['auto', 'As found'],
      ['wide', 'A row each'],
      ['long', 'Long'],
      ['columns', 'A file each'],
    ],
    'auto',
    'One spectrum in each row with its axis in the header; or one point in each row, named by its spectrum; or one spectrum in each file, as two columns.',
  ),
} as const

export const tables: SourceDecl<typeof params> = {
  kind: 'table',
  title: 'Tables',
  params,
  isTogether: false,
  async decode(files, given) {
    const file = files[0] as SourceFile,
      table = await openTable(file)
    return isBad(table) ? table : spectraOf(table, (given as ValuesOf<typeof params>).layout, file)
  },
}

export async function openTable({ path, name, size }: SourceFile): Promise<Table | Bad> {
  if (size > MOST_BYTES) return { bad: `${name} is larger than ${MOST_BYTES / 2 ** 30} GB: split it, or save it as .npz or HDF5.` }
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    return { bad: `${name} may not be read (${error instanceof Error ? error.message : String(error)}).` }
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

function spectraOf(table: Table, layout: ValuesOf<typeof params>['layout'], file: SourceFile): Block | Bad {
  const name = file.name.split('/').at(-1) ?? file.name
  if (layout === 'columns' || layout === 'auto') {
    const one = twoColumn(table)
    if (one && !isBad(one))
      return {
        kind: 'spectra',
        shape: [one.y.length, 1],
        axis: { label: one.label, unit: one.unit, values: Array.from(one.x) },
        values: one.y,
        names: [file.name],
        columns: [],
      }
    if (layout === 'columns') return one ?? { bad: `${name} is not a file of two columns, the first of which rises or falls.` }
  }
  for (const [kind, read] of [
    ['wide', wideSpectra],
    ['long', longSpectra],
  ] as const) {
    if (layout !== kind && layout !== 'auto') continue
    const found = read(table)
    if (found) return isBad(found) ? found : block(found, file)
  }
  return {
    bad: `${name} has ${table.rows} rows and the columns ${table.columns
      .slice(0, 6)
      .map(c => `“${c.name}”`)
      .join(', ')}${table.columns.length > 6 ? ', …' : ''}: no spectra are found in it. One spectrum a row needs its axis as the names of the columns.`,
  }
}

function block({ axis, values, length, metadata, ids }: WideSpectra, file: SourceFile): Block {
  const count = length > 0 ? values.length / length : 0
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis,
    values,
    names: ids ?? Array.from({ length: count }, (_, i) => `${file.name} row ${i + 1}`),
    columns: metadata,
  }
}
