/** Tables and text files: one spectrum a row, long tables, and files of two columns. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { longSpectra, twoColumn, wideSpectra, type LooseSpectra, type WideSpectra } from '../formats/spectraTable'
import { readTable, type Table } from '../formats/table'
import { isBad, type Bad, type ValuesOf } from '../spec'
import { alignBlock, commonAxis } from './align'
import { tableParams as params } from './params'
import type { Block, Column, SourceDecl, SourceFile } from './source'

const MOST_BYTES = 2 * 2 ** 30
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
    if (one)
      return {
        kind: 'spectra',
        shape: [one.y.length, 1],
        axis: { label: one.label, unit: one.unit, values: Array.from(one.x) },
        values: Float32Array.from(one.y),
        names: [file.name],
        columns: [],
      }
    if (layout === 'columns') return { bad: `${name} is not a file of two columns, the first of which rises or falls.` }
  }
  for (const [kind, read] of [
    ['wide', wideSpectra],
    ['long', longSpectra],
  ] as const) {
    if (layout !== kind && layout !== 'auto') continue
    const found = read(table)
    if (found) return isBad(found) ? { bad: `${name}: ${found.bad}` } : 'spectra' in found ? loose(found, file) : block(found, file)
  }
  return {
    bad: `${name} has ${table.rows} rows and the columns ${table.columns
      .slice(0, 6)
      .map(c => `“${c.name}”`)
      .join(
        ', ',
      )}${table.columns.length > 6 ? ', …' : ''}: no spectra are found in it. One spectrum a row needs its axis as the names of the columns.`,
  }
}

const NAMES = /^(id|name|sample|spectrum|file|sample[_ ]?(id|name))$/i
const namesOf = (metadata: readonly Column[], count: number, file: SourceFile): readonly string[] => {
  const named = metadata.find(c => NAMES.test(c.name))
  return named ? Array.from<string | number>(named.values).map(String) : Array.from({ length: count }, (_, i) => `${file.name} row ${i + 1}`)
}

const block = ({ axis, values, length, rows, metadata }: WideSpectra, file: SourceFile): Block => ({
  kind: 'spectra',
  shape: [length, 1],
  axis: axis && { ...axis, values: Array.from(axis.values) },
  values,
  names: namesOf(metadata, rows, file),
  columns: metadata,
})

/** Spectra of one file with axes of their own, on what all of them cover. */
function loose({ spectra, metadata, differs, label, unit }: LooseSpectra, file: SourceFile): Block | Bad {
  const axes = spectra.map(s => ({ label, unit, values: Array.from(s.x) })),
    wanted = commonAxis(axes)
  if (!wanted) return { bad: `The spectra of ${file.name} share no part of their axes: “${differs}” is the first that lies elsewhere.` }
  const values = new Float32Array(spectra.length * wanted.points)
  let first: Block | null = null
  for (const [i, { x, y }] of spectra.entries()) {
    const one = alignBlock(
      { kind: 'spectra', shape: [x.length, 1], axis: axes[i] ?? null, values: Float32Array.from(y), names: [''], columns: [] },
      wanted,
    )
    if (isBad(one)) return one
    values.set(one.values, i * wanted.points)
    first ??= one
  }
  return {
    kind: 'spectra',
    shape: [wanted.points, 1],
    axis: first?.axis ?? null,
    values,
    names: namesOf(metadata, spectra.length, file),
    columns: metadata,
  }
}
