/** Several spectra beside one another, each with a column of places and one of values of its own. */
import type { NumberColumn, Table, TableColumn } from '../../formats/tables/table'
import { isAxisName } from '../columnNames'
import { axisCalled } from '../spectraBlock'
import { partsOf } from './parts'
import { asRun, type TableLayout } from './types'

type Pair = { readonly at: number; readonly x: NumberColumn; readonly y: NumberColumn }
const LEAST_POINTS = 3
/** A name that comes again was given its number. */
const baseOf = (name: string): string => name.replace(/ \(\d+\)\**$/, '')

/** Whether columns are x, y, x, y …: as many columns of places, called alike, as of values. */
function pairsOf(columns: readonly TableColumn[]): readonly Pair[] | null {
  if (columns.length < 4 || columns.length % 2 !== 0) return null
  const first = baseOf((columns[0] as TableColumn).name)
  if (!isAxisName(first)) return null
  const pairs: Pair[] = []
  for (let at = 0; at < columns.length; at += 2) {
    const [x, y] = [columns[at] as TableColumn, columns[at + 1] as TableColumn]
    if (x.kind !== 'numbers' || y.kind !== 'numbers' || baseOf(x.name) !== first) return null
    pairs.push({ at, x, y })
  }
  return pairs
}

/** A shorter spectrum ends in empty cells. */
function filled({ x, y }: Pair): { readonly x: Float64Array; readonly y: Float64Array } {
  let length = x.values.length
  while (length > 0 && Number.isNaN(x.values[length - 1]) && Number.isNaN(y.values[length - 1])) length--
  return { x: x.values.subarray(0, length), y: y.values.subarray(0, length) }
}

export const pairs: TableLayout = (table, _given, file) => {
  const found = pairsOf(table.columns)
  if (!found) return null
  const spectra = found.map(filled)
  const wrong = spectra.findIndex(s => s.x.length < LEAST_POINTS || partsOf(s.x)?.starts.length !== 1)
  if (wrong >= 0)
    return {
      bad:
        `${file}: “${found[wrong]?.x.name ?? ''}” neither rises nor falls throughout, and stands where the ` +
        'places of a spectrum should be.',
    }
  const names = found.map((pair, i) => nameOf(table, pair) || `${file} ${i + 1}`)
  return {
    names,
    metadata: [],
    hasHeads: true,
    understood: [
      asRun(
        found.map(p => p.x),
        'axis',
        'Each spectrum has places of its own.',
      ),
      asRun(
        found.map(p => p.y),
        'value',
        'Each of these columns is a spectrum.',
      ),
    ],
    spectra: spectra.map((s, i) => {
      const { x } = found[i] as Pair
      return { axis: axisCalled(baseOf(x.name), x.unit, s.x), y: Float64Array.from(s.y) }
    }),
  }
}

/** A row above names each spectrum once, over its first column; or its values have a name of their own. */
function nameOf({ heads, columns }: Table, { at, y }: Pair): string {
  const above = heads.at(-1)?.[at]?.trim()
  const isTold = new Set(columns.filter((_, i) => i % 2 === 1).map(c => baseOf(c.name))).size > 1
  return above || (isTold ? y.name : '')
}
