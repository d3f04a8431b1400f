/** Classes that stand as a column each, with a 1 in the column of the sample's class. */
import { oneHotPlaces } from '../../library/oneHot'
import type { Column } from '../types'

/** What the folded column is called. */
export const ONE_HOT = 'class'

type Run = { readonly from: number; readonly to: number; readonly places: Int32Array }
/** The first columns of 0 and 1 beside one another of which each row has exactly one 1; null if none are. */
function oneHotRun(columns: readonly Column[]): Run | null {
  for (let from = 0; from < columns.length; from++) {
    let to = from
    while (to < columns.length && isBinary(columns[to] as Column)) to++
    const places = to - from >= 2 ? placesIn(columns.slice(from, to)) : null
    if (places) return { from, to, places }
    from = to
  }
  return null
}

const isBinary = (c: Column): boolean =>
  c.kind === 'numbers' && c.values.length > 0 && c.values.every(v => v === 0 || v === 1)

function placesIn(columns: readonly Column[]): Int32Array | null {
  const rows = columns[0]?.values.length ?? 0
  const each = columns.length
  const flat = new Float64Array(rows * each)
  for (const [i, { values }] of columns.entries())
    for (let r = 0; r < rows; r++) flat[r * each + i] = values[r] as number
  return oneHotPlaces(flat, rows, each)
}

/** One column of their names in their place; the columns as they were where there is nothing to fold. */
export function foldOneHot(columns: readonly Column[]): {
  readonly columns: readonly Column[]
  readonly from: readonly string[]
} {
  const run = oneHotRun(columns)
  if (!run) return { columns, from: [] }
  const from = columns.slice(run.from, run.to).map(c => c.name)
  const before = columns.slice(0, run.from)
  const behind = columns.slice(run.to)
  let name = ONE_HOT
  while ([...before, ...behind].some(c => c.name === name)) name += '*'
  const values = Array.from(run.places, p => from[p] as string)
  return { columns: [...before, { name, unit: '', kind: 'text', values }, ...behind], from }
}
