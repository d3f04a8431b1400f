/** What the Data page shows of a data set: counts, normalisation and samples as measured. */
import type { SampleInfo } from '../graph/types'
import { scaleOf } from '../datasets/targetScale'
import { isBad, type Bad, type Shape } from '../spec'
import { rowsAt } from '../datasets/rows'
import type { DataSettings } from '../settings/data'
import type { Dataset, DatasetSummary, SampleSplit, Samples } from '../datasets/dataset'
import { fitSteps, layoutAfter, preparedRows, stepsFor, type Fitted, type Step } from '../preparation'
import { isFile, rowsIn } from './openRows'
import { splitDataset, splitProblem } from '../datasets/split/split'
import { type SplitSettings } from '../datasets/split/types'

/** What the graph needs to know of a data set whose samples go through `steps`. */
export function sampleInfo(
  set: Pick<Dataset, 'title' | 'shape' | 'axis' | 'classes' | 'numbers' | 'moreInputs' | 'moreTargets'>,
  steps: readonly Step[] = [],
): SampleInfo {
  let problem: string | null = null
  const after = (shape: Shape, axis: Dataset['axis'], source: string): Shape => {
    const layout = { shape, axis }
    const to = layoutAfter(stepsFor(steps, layout, source), layout)
    if (isBad(to)) problem ??= to.bad
    return isBad(to) ? shape : to.shape
  }
  const shape = after(set.shape, set.axis, '')
  const moreInputs = set.moreInputs?.map(i => ({ name: i.name, shape: after(i.shape, null, i.name) })) ?? []
  return {
    title: set.title,
    shape,
    classes: set.classes.length,
    numbers: set.numbers?.names.length ?? 0,
    moreInputs,
    moreTargets:
      set.moreTargets?.map(t => ({
        name: t.name,
        classes: t.classes.length,
        numbers: t.numbers?.names.length ?? 0,
      })) ?? [],
    ...(problem === null ? {} : { problem }),
  }
}

const EXAMPLES = 8
const PLACES = ['training', 'validation', 'test', 'left out'] as const satisfies readonly SampleSplit[]
const eachPlace = <T>(of: (place: SampleSplit) => T): Record<SampleSplit, T> =>
  Object.fromEntries(PLACES.map(p => [p, of(p)])) as Record<SampleSplit, T>

const placesOf = (set: Dataset, settings: SplitSettings): Readonly<Record<SampleSplit, Int32Array>> => ({
  ...splitDataset(set, settings),
  'left out': Int32Array.from(settings.excluded?.filter(i => i < set.labels.length) ?? []),
})

export function describeDataset(set: Dataset, settings: Omit<DataSettings, 'set'>): DatasetSummary {
  const places = placesOf(set, settings)
  const count = (positions: Int32Array) => {
    const counts = set.classes.map(() => 0)
    for (const i of positions)
      if (set.classes.length > 0) counts[set.labels[i] ?? 0] = (counts[set.labels[i] ?? 0] ?? 0) + 1
    return counts
  }
  return {
    id: set.id,
    title: set.title,
    kind: set.kind,
    about: set.about,
    shape: set.shape,
    classes: set.classes,
    counts: eachPlace(place => count(places[place])),
    sizes: eachPlace(place => places[place].length),
    numbers: set.numbers?.names ?? [],
    scale: set.numbers ? scaleOf(set.numbers, places.training) : null,
    columns: (set.columns ?? []).map(({ name, values }) => {
      const distinct = new Set(values)
      return { name, distinct: distinct.size, examples: [...distinct].slice(0, EXAMPLES) }
    }),
    axis: set.axis,
    licence: set.licence,
    fingerprint: set.fingerprint,
    isBytes: set.values instanceof Uint8Array || (isFile(set.values) && set.values.type === 'u8'),
    hasOwnTest: set.ownTest !== null,
    splitProblem: splitProblem(set, settings),
    prepared: layoutAfter(settings.preparation, { shape: set.shape, axis: set.axis }),
  }
}

export type SampleQuery = {
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
  const places = placesOf(set, settings)
  const placeOf = placeNames(places, set.labels.length)
  const measured = rowsIn(set)
  const rows = preparation ? preparedRows(measured, preparation) : measured
  const { length } = rows
  const positions =
    query.split === 'all'
      ? Int32Array.from(set.labels.keys()).filter(i => placeOf[i] !== 'left out')
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
    splits: Array.from(indices, i => placeOf[i] ?? 'training'),
    values,
  }
}

function placeNames(places: Readonly<Record<SampleSplit, Int32Array>>, samples: number): SampleSplit[] {
  const names = Array.from({ length: samples }, (): SampleSplit => 'training')
  for (const name of PLACES)
    places[name].forEach(i => {
      names[i] = name
    })
  return names
}

/** Samples that a picture of the preparation is measured on: training measures on all of them. */
const LOOKED_AT = 2000

/** The preparation as it is shown, measured on at most `LOOKED_AT` samples of the training split. */
export function fitForLook(set: Dataset, settings: DataSettings): Fitted | Bad {
  const { training } = splitDataset(set, settings)
  const step = Math.max(1, Math.ceil(training.length / LOOKED_AT))
  return fitSteps(
    settings.preparation,
    { shape: set.shape, axis: set.axis },
    rowsAt(
      rowsIn(set),
      training.filter((_, i) => i % step === 0),
    ),
  )
}
