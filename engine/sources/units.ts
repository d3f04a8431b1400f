/**
 * A recipe's files as units of work, and what is known of each without reading it: its folders and its row in the table of labels.
 */
import { isBad, type Bad } from '../spec'
import { columnsOfTable } from './tables'
import { emptyColumn, joinColumns } from './columns'
import { kindOf } from './kinds'
import { listFiles } from './list'
import { columnsOfPlaces } from './places'
import { source } from './index'
import type { Column, Problem, Recipe, SourceFile } from './source'

export type Unit = { readonly name: string; readonly files: readonly SourceFile[]; /** One value each. */ readonly columns: readonly Column[] }
export type Units = {
  readonly units: readonly Unit[]
  readonly problems: readonly Problem[]
  readonly bytes: number
  readonly files: readonly SourceFile[]
}

export async function unitsOf(recipe: Recipe, isWanted: () => boolean = () => true): Promise<Units | Bad> {
  const all = await listFiles(recipe.paths, isWanted)
  if (isBad(all)) return all
  const files = all.filter(f => kindOf(f.name) === recipe.kind && f.name !== recipe.labels),
    bytes = files.reduce((n, f) => n + f.size, 0)
  if (files.length === 0) return { bad: `There is nothing to read in ${recipe.paths.join(', ')}.` }
  if (source(recipe.kind).isTogether) return { units: [{ name: files[0]?.name ?? '', files, columns: [] }], problems: [], bytes, files }
  const names = files.map(f => f.name),
    joined = await joinLabels(recipe, all, names)
  if (isBad(joined)) return joined
  const columns = [...joined.columns, ...columnsOfPlaces(names).filter(c => !joined.columns.some(j => j.name === c.name))],
    missing = new Set(joined.missing)
  return {
    units: files.flatMap((file, i) => (missing.has(file.name) ? [] : [{ name: file.name, files: [file], columns: columns.map(c => cellOf(c, i)) }])),
    problems: recipe.isListed ? [] : joined.missing.map(name => ({ name, sentence: `${recipe.labels} has no row for it.` })),
    bytes,
    files,
  }
}

async function joinLabels(
  recipe: Recipe,
  all: readonly SourceFile[],
  names: readonly string[],
): Promise<{ readonly columns: readonly Column[]; readonly missing: readonly string[] } | Bad> {
  if (recipe.labels === '') return { columns: [], missing: [] }
  const file = all.find(f => f.name === recipe.labels)
  if (!file) return { bad: `The table ${recipe.labels} is not there any more: put it back, or open the folder again.` }
  const table = await columnsOfTable(file)
  if (isBad(table)) return table
  return (
    joinColumns(table, names) ?? {
      bad: `No column of ${recipe.labels} names these files: one of them must hold their names, such as ${names[0] ?? ''}.`,
    }
  )
}

const cellOf = (column: Column, i: number): Column =>
  column.kind === 'numbers' ? { ...column, values: column.values.slice(i, i + 1) } : { ...column, values: column.values.slice(i, i + 1) }

/** A unit's own columns for each of its samples, behind those that the file itself has. */
export function columnsFor({ columns }: Unit, own: readonly Column[], samples: number): readonly Column[] {
  return [
    ...own,
    ...columns
      .filter(c => !own.some(o => o.name === c.name))
      .map((c): Column => {
        const like = emptyColumn(c, samples)
        return like.kind === 'numbers'
          ? { ...like, values: like.values.fill(c.values[0] as number) }
          : { ...like, values: like.values.map(() => c.values[0] as string) }
      }),
  ]
}
