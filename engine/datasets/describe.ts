/** What the Data page shows of a data set: counts, normalisation and samples as measured. Pure. */
import type { SampleInfo } from '../graph'
import { size } from '../spec'
import type { DataSettings } from '../training'
import type { Dataset, DatasetSummary, Samples, SplitName } from './dataset'
import { fitNormalisation } from './normalise'
import { splitDataset, type Splits, type SplitSettings } from './split'

/** What the graph needs to know of a data set. */
export const sampleInfo = (set: Pick<Dataset, 'title' | 'shape' | 'classes' | 'numbers' | 'moreInputs' | 'moreTargets'>): SampleInfo => ({
  title: set.title,
  shape: set.shape,
  classes: set.classes.length,
  numbers: set.numbers?.names.length ?? 0,
  moreInputs: set.moreInputs?.map(({ name, shape }) => ({ name, shape })) ?? [],
  moreTargets: set.moreTargets?.map(t => ({ name: t.name, classes: t.classes.length, numbers: t.numbers?.names.length ?? 0 })) ?? [],
})

export function describeDataset(set: Dataset, settings: Omit<DataSettings, 'set'>): DatasetSummary {
  const splits = splitDataset(set, settings)
  const count = (positions: Int32Array) => set.classes.map((_, label) => positions.reduce((n, i) => n + (set.labels[i] === label ? 1 : 0), 0))
  return {
    id: set.id,
    title: set.title,
    kind: set.kind,
    about: set.about,
    shape: set.shape,
    classes: set.classes,
    counts: { training: count(splits.training), validation: count(splits.validation), test: count(splits.test) },
    axis: set.axis,
    licence: set.licence,
    fingerprint: set.fingerprint,
    hasOwnTest: set.ownTest !== null,
    normalisation: fitNormalisation(set, splits.training, settings.normalisation),
  }
}

/** Samples of one split (or all) and one class (or all), as measured, from `offset` on, ascending. */
export function pickSamples(
  set: Dataset,
  query: Pick<SplitSettings, 'validation' | 'splitSeed'> & {
    readonly split: SplitName | 'all'
    readonly label: number | null
    readonly offset: number
    readonly count: number
  },
): Samples {
  const splits = splitDataset(set, { validation: query.validation, splitSeed: query.splitSeed }),
    splitOf = splitNames(splits, set.labels.length),
    length = size(set.shape)
  const positions = query.split === 'all' ? Int32Array.from(set.labels, (_, i) => i) : splits[query.split]
  const indices = positions.filter(i => query.label === null || set.labels[i] === query.label).slice(query.offset, query.offset + query.count)
  const values = new Float32Array(indices.length * length)
  indices.forEach((s, k) => values.set(set.values.subarray(s * length, (s + 1) * length), k * length))
  return { indices, labels: indices.map(i => set.labels[i] ?? 0), splits: Array.from(indices, i => splitOf[i] ?? 'training'), values }
}

function splitNames(splits: Splits, samples: number): SplitName[] {
  const names = Array.from({ length: samples }, (): SplitName => 'training')
  for (const name of ['validation', 'test'] as const)
    splits[name].forEach(i => {
      names[i] = name
    })
  return names
}
