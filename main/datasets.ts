/** The data sets, for the Data and Inspect workspaces: read once, kept while the studio runs. */
import { fileURLToPath } from 'node:url'
import { CATALOGUE } from '../engine/datasets/catalogue'
import type { Dataset } from '../engine/datasets/dataset'
import { describeDataset, pickSamples } from '../engine/datasets/describe'
import { loadDataset } from '../engine/datasets/load'
import { isBad, type DatasetSummary, type In, type Out, type Samples } from '../preload/contract'

export const DATASETS_FOLDER = fileURLToPath(new URL('../datasets/', import.meta.url))

export function datasets(folder = DATASETS_FOLDER) {
  const loaded = new Map<string, Promise<Dataset>>()
  const get = (id: string): Promise<Dataset> => {
    const known = loaded.get(id)
    if (known) return known
    const reading = loadDataset(id, folder).then(set => {
      if (isBad(set)) throw new Error(set.bad)
      return set
    })
    loaded.set(id, reading)
    reading.catch(() => loaded.delete(id)) // the file may be put back: the next call reads again
    return reading
  }
  return {
    folder,
    get,
    list: (): Out<'data:list'> =>
      CATALOGUE.map(({ id, title, kind, shape, classes, samples, about }) => ({ id, title, kind, shape, classes: classes.length, samples, about })),
    describe: async ({ set, ...settings }: In<'data:describe'>): Promise<DatasetSummary> => describeDataset(await get(set), settings),
    samples: async ({ set, ...query }: In<'data:samples'>): Promise<Samples> => pickSamples(await get(set), query),
  }
}
export type Datasets = ReturnType<typeof datasets>
