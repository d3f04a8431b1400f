/** Which samples are in which split, those left out included. */
import { SAMPLE_SPLITS, type Dataset, type SampleSplit } from '../datasets/dataset'
import { splitDataset } from '../datasets/split/split'
import type { SplitSettings } from '../datasets/split/types'

export const eachSplit = <T>(of: (split: SampleSplit) => T): Record<SampleSplit, T> =>
  Object.fromEntries(SAMPLE_SPLITS.map(p => [p, of(p)])) as Record<SampleSplit, T>

export const splitPositions = (
  set: Dataset,
  settings: SplitSettings,
): Readonly<Record<SampleSplit, Int32Array>> => ({
  ...splitDataset(set, settings),
  'left out': Int32Array.from(settings.excluded?.filter(i => i < set.labels.length) ?? []),
})
