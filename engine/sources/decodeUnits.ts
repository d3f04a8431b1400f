/**
 * A recipe's files as units of work, and what is known of each without reading it: its folders and its row in
 * the table of labels.
 */
import { isBad, type Bad } from '../spec'
import { columnsOfTable } from './readers/tables'
import { emptyColumn } from './columns'
import { joinColumns, type Joined } from './joinLabels'
import { fileKind, fileKindOf } from '../fileKinds'
import { listFiles } from './listFiles'
import { columnsOfPlaces } from './folderColumns'
import type { Column, FileProblem, SourceFile } from './types'
import type { Recipe } from '../datasets/recipe'

/** `row` is its place in the columns that are known of all files. */
export type DecodeUnit = {
  readonly name: string
  readonly files: readonly SourceFile[]
  readonly row: number
}
export type Units = {
  readonly units: readonly DecodeUnit[]
  /** What folders and the table of labels say, for each file. */
  readonly columns: readonly Column[]
  /** Columns of the table of labels. */
  readonly labelled: readonly string[]
  /** What the table names that is not there. */
  readonly strays: readonly string[]
  readonly problems: readonly FileProblem[]
  readonly bytes: number
  /** What is read, and the table of labels. */
  readonly files: readonly SourceFile[]
  readonly table: SourceFile | null
}

/** `listed` are the files in the recipe's paths, where they have been listed already. */
export async function decodeUnitsOf(
  recipe: Recipe,
  isWanted: () => boolean = () => true,
  listed: readonly SourceFile[] | null = null,
): Promise<Units | Bad> {
  const all = listed ?? (await listFiles(recipe.paths, isWanted))
  if (isBad(all)) return all
  const files = all.filter(f => fileKindOf(f.name) === recipe.kind && f.name !== recipe.labels)
  const bytes = files.reduce((n, f) => n + f.size, 0)
  if (files.length === 0) return { bad: `There is nothing to read in ${recipe.paths.join(', ')}.` }
  if (fileKind(recipe.kind).isTogether) return oneUnit(files, bytes)
  const names = files.map(f => f.name)
  const joined = await joinLabels(recipe, all, names)
  if (isBad(joined)) return joined
  const columns = [
    ...joined.columns,
    ...columnsOfPlaces(names).filter(c => !joined.columns.some(j => j.name === c.name)),
  ]
  const missing = new Set(joined.missing)
  return {
    units: files.flatMap((file, row) =>
      missing.has(file.name) ? [] : [{ name: file.name, files: [file], row }],
    ),
    columns,
    labelled: joined.columns.map(c => c.name),
    strays: joined.strays,
    problems: recipe.isListed
      ? []
      : joined.missing.map(name => ({ name, sentence: `${recipe.labels} has no row for it.` })),
    bytes,
    files,
    table: joined.table,
  }
}

/** All files are one unit, and nothing is known of it. */
const oneUnit = (files: readonly SourceFile[], bytes: number): Units => ({
  units: [{ name: files[0]?.name ?? '', files, row: 0 }],
  columns: [],
  labelled: [],
  strays: [],
  problems: [],
  bytes,
  files,
  table: null,
})

async function joinLabels(
  recipe: Recipe,
  all: readonly SourceFile[],
  names: readonly string[],
): Promise<(Pick<Joined, 'columns' | 'missing' | 'strays'> & { readonly table: SourceFile | null }) | Bad> {
  if (recipe.labels === '') return { columns: [], missing: [], strays: [], table: null }
  const file = all.find(f => f.name === recipe.labels)
  if (!file)
    return { bad: `The table ${recipe.labels} is not there any more: put it back, or open the folder again.` }
  const table = await columnsOfTable(file)
  if (isBad(table)) return table
  const joined = joinColumns(table, names)
  return joined
    ? { ...joined, table: file }
    : {
        bad:
          `No column of ${recipe.labels} names these files: one of them must hold their names, such as ` +
          `${names[0] ?? ''}.`,
      }
}

/** A unit's own columns for each of its samples, behind those that the file itself has. */
export function columnsFor(
  { row }: DecodeUnit,
  known: readonly Column[],
  own: readonly Column[],
  samples: number,
): readonly Column[] {
  return [
    ...own,
    ...known
      .filter(c => !own.some(o => o.name === c.name))
      .map((c): Column => {
        const like = emptyColumn(c, samples)
        return like.kind === 'numbers'
          ? { ...like, values: like.values.fill(c.values[row] as number) }
          : { ...like, values: like.values.map(() => c.values[row] as string) }
      }),
  ]
}
