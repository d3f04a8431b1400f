/** Samples of a data set by their split and class, for the pages that show them. */
import { rowsIn } from './openRows'
import { splitPositions } from './splitPositions'
import { SAMPLE_SPLITS, type Dataset, type SampleSplit, type Samples } from '../datasets/dataset'
import type { SplitSettings } from '../datasets/split/types'
import { preparedRows, type Fitted } from '../preparation'

type SampleQuery = {
  /** All: in any split, but not what is left out. */
  readonly split: SampleSplit | 'all'
  readonly label: number | null
  /** These alone, in this order, whatever their split and class. */
  readonly only?: readonly number[] | null
  readonly offset: number
  readonly count: number
}
/**
 * Samples of one split (or all, or those left out) and one class (or all), ascending, from `offset` on: as
 * measured, or as `preparation` leaves them.
 */
export function pickSamples(
  set: Dataset,
  settings: SplitSettings,
  query: SampleQuery,
  preparation: Fitted | null = null,
): Samples {
  const places = splitPositions(set, settings)
  const splitOf = splitOfEach(places, set.labels.length)
  const measured = rowsIn(set)
  const rows = preparation ? preparedRows(measured, preparation) : measured
  const { length } = rows
  const positions =
    query.split === 'all'
      ? Int32Array.from(set.labels.keys()).filter(i => splitOf[i] !== 'left out')
      : places[query.split]
  const wanted = query.only
    ? Int32Array.from(query.only.filter(i => i < set.labels.length))
    : positions.filter(i => query.label === null || set.labels[i] === query.label)
  const indices = wanted.slice(query.offset, query.offset + query.count)
  const values = new Float32Array(indices.length * length)
  const columns = set.numbers?.names.length ?? 0
  const numbers = new Float32Array(indices.length * columns)
  indices.forEach((s, k) => {
    rows.read(s, values.subarray(k * length, (k + 1) * length))
    if (set.numbers) numbers.set(set.numbers.values.subarray(s * columns, (s + 1) * columns), k * columns)
  })
  return {
    shape: preparation?.to.shape ?? set.shape,
    axis: preparation ? preparation.to.axis : set.axis,
    indices,
    labels: indices.map(i => set.labels[i] ?? 0),
    numbers,
    names: set.names ? Array.from(indices, i => set.names?.[i] ?? '') : [],
    splits: Array.from(indices, i => splitOf[i] ?? 'training'),
    values,
  }
}

function splitOfEach(places: Readonly<Record<SampleSplit, Int32Array>>, samples: number): SampleSplit[] {
  const names = Array.from({ length: samples }, (): SampleSplit => 'training')
  for (const name of SAMPLE_SPLITS)
    places[name].forEach(i => {
      names[i] = name
    })
  return names
}
