/**
 * A table joined to files by their names. Pure.
 * A cell may give a file's whole path, the end of it, or its name with or without its ending; where
 * two files fit one cell it means neither, so that no file ever gets another's label.
 */
import { emptyColumn, textsOf } from './columns'
import type { Column } from './types'

export type Joined = {
  /** In the order of the files; those without a row have nothing. */
  readonly columns: readonly Column[]
  /** The column that names the files. */
  readonly key: string
  /** Files that no row names. */
  readonly missing: readonly string[]
  /** Cells that name no file. */
  readonly strays: readonly string[]
}

const stem = (name: string): string => name.replace(/(?<=[^/])\.[^./]+(\.gz)?$/i, '')
const AMBIGUOUS = -1

/**
 * Every end of every path, `cat/1.png`, `1.png`, `cat/1`, `1`, and where it stands; -1 where several have it.
 */
function endsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const add = (end: string, place: number): unknown =>
    places.set(end, (places.get(end) ?? place) === place ? place : AMBIGUOUS)
  for (const [place, name] of names.entries())
    for (let end = name, cut = 0; cut >= 0; end = end.slice(cut + 1)) {
      const bare = stem(end)
      add(end, place)
      if (bare !== end) add(bare, place)
      // Programs read 0001 as the number 1.
      if (/^0+\d+$/.test(bare)) add(String(Number(bare)), place)
      cut = end.indexOf('/')
    }
  return places
}

/** The file that a cell means: folders in front of the path that are not there are left away. */
function placeOf(cell: string, ends: ReadonlyMap<string, number>): number | undefined {
  for (let end = cell, cut = 0; cut >= 0; end = end.slice(cut + 1)) {
    const place = ends.get(end) ?? ends.get(stem(end))
    if (place !== undefined) return place === AMBIGUOUS ? undefined : place
    cut = end.indexOf('/')
  }
  return undefined
}

/** By the column of `table` that names most files; null if none does. */
export function joinColumns(table: readonly Column[], names: readonly string[]): Joined | null {
  const ends = endsOf(names)
  let best: {
    readonly key: Column
    readonly rows: Int32Array
    readonly found: number
    readonly strays: readonly string[]
  } | null = null
  for (const key of table) {
    // Measured numbers name nothing; whole ones may.
    if (key.kind === 'numbers' && !key.values.every(v => Number.isInteger(v) || Number.isNaN(v))) continue
    const rows = new Int32Array(names.length).fill(-1)
    const strays: string[] = []
    let found = 0
    for (const [row, text] of textsOf(key).entries()) {
      const cell = text.trim().replaceAll('\\', '/').replace(/^\.\//, '')
      const place = cell === '' ? undefined : placeOf(cell, ends)
      if (place === undefined) strays.push(text)
      else if (rows[place] === -1) {
        rows[place] = row
        found++
      }
    }
    if (found > (best?.found ?? 0)) best = { key, rows, found, strays }
  }
  if (!best) return null
  const { key, rows, strays } = best
  const columns = table
    .filter(c => c !== key)
    .map((c): Column => {
      const nothing = emptyColumn(c, 1).values[0] as string | number
      const cells = Array.from(rows, r => (r < 0 ? nothing : (c.values[r] as string | number)))
      return c.kind === 'text'
        ? { ...c, values: cells as string[] }
        : { ...c, values: Float64Array.from(cells as number[]) }
    })
  return { columns, key: key.name, missing: names.filter((_, i) => rows[i] === -1), strays }
}
