/** Classes that stand as a column each, with a 1 in the column of the sample's class. Pure. */
import type { Column } from '../types'

/** What the folded column is called. */
export const ONE_HOT = 'class'

/** Columns of 0 and 1 beside one another of which each row has exactly one 1; null where none are. */
function oneHotRun(columns: readonly Column[]): readonly [from: number, to: number] | null {
  for (let from = 0; from < columns.length; from++) {
    let to = from
    while (to < columns.length && isBinary(columns[to] as Column)) to++
    if (to - from >= 2 && hasOneEach(columns.slice(from, to))) return [from, to]
    if (to > from) from = to
  }
  return null
}

const isBinary = (c: Column): boolean =>
  c.kind === 'numbers' && c.values.every(v => v === 0 || v === 1) && c.values.some(v => v === 1)
const hasOneEach = (columns: readonly Column[]): boolean =>
  (columns[0]?.values.length ?? 0) > 0 &&
  Array.from({ length: columns[0]?.values.length ?? 0 }, (_, r) =>
    columns.reduce((n, c) => n + (c.values[r] as number), 0),
  ).every(n => n === 1)

export type Folded = { readonly columns: readonly Column[]; readonly from: readonly string[] }
/** One column of their names in their place; the columns as they were where there is nothing to fold. */
export function foldOneHot(columns: readonly Column[]): Folded {
  const run = oneHotRun(columns)
  if (!run) return { columns, from: [] }
  const [from, to] = run
  const folded = columns.slice(from, to)
  const values = Array.from(
    { length: folded[0]?.values.length ?? 0 },
    (_, r) => folded.find(c => c.values[r] === 1)?.name ?? '',
  )
  const others = [...columns.slice(0, from), ...columns.slice(to)]
  let name = ONE_HOT
  while (others.some(c => c.name === name)) name += '*'
  const whole: Column = { name, unit: '', kind: 'text', values }
  return { columns: [...others.slice(0, from), whole, ...others.slice(from)], from: folded.map(c => c.name) }
}
