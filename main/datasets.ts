/** The data sets, for the Data and Inspect workspaces: opened once, kept while the studio runs. */
import { fileURLToPath } from 'node:url'
import { CATALOGUE } from '../engine/library/catalogue'
import type { Dataset } from '../engine/datasets/dataset'
import { describeDataset, fitForLook, pickSamples } from '../engine/library/describe'
import { openDataset, type Library } from '../engine/library/library'
import { listSets, removeSet } from '../engine/library/stored'
import {
  isBad,
  type DatasetHead,
  type DatasetSummary,
  type Fitted,
  type In,
  type Samples,
} from '../preload/contract'
import type { DataSettings } from '../engine/settings/data'

export const BUNDLED = fileURLToPath(new URL('../datasets/', import.meta.url))

export function datasets(library: Library) {
  const opened = new Map<string, Promise<Dataset>>()
  const get = (id: string): Promise<Dataset> => {
    const known = opened.get(id)
    if (known) return known
    const opening = openDataset(id, library).then(set => {
      if (isBad(set)) throw new Error(set.bad)
      return set
    })
    opened.set(id, opening)
    opening.catch(() => opened.delete(id)) // the file may be put back: the next call reads again
    return opening
  }
  /** The last preparation that was looked at: a gallery asks for it page by page. */
  let last: { readonly key: string; readonly fitted: Fitted } | null = null
  function fitted(set: Dataset, data: DataSettings): Fitted {
    const key = JSON.stringify([set.fingerprint, data])
    if (last?.key === key) return last.fitted
    const found = fitForLook(set, data)
    if (isBad(found)) throw new Error(found.bad)
    last = { key, fitted: found }
    return found
  }
  return {
    library,
    get,
    /** Own ones first, the newest of them at the top. */
    async list(): Promise<readonly DatasetHead[]> {
      const own = await listSets(library.own)
      return [
        ...own.map(s => ({
          ...headOf(s),
          classes: s.classes.length,
          numbers: s.numbers.length,
          own: { paths: s.recipe.paths, recipe: s.recipe, importedAt: s.importedAt, left: s.left },
        })),
        ...CATALOGUE.map(s => ({ ...headOf(s), classes: s.classes.length, numbers: 0, own: null })),
      ]
    },
    describe: async (settings: In<'data:describe'>): Promise<DatasetSummary> =>
      describeDataset(await get(settings.set ?? ''), settings),
    async samples({ data, isPrepared, ...query }: In<'data:samples'>): Promise<Samples> {
      const set = await get(data.set ?? '')
      return pickSamples(set, data, query, isPrepared ? fitted(set, data) : null)
    },
    forget: (id: string): void => void opened.delete(id),
    async remove(id: string): Promise<void> {
      opened.delete(id)
      await removeSet(library.own, id)
    },
  }
}
export type Datasets = ReturnType<typeof datasets>

const headOf = ({
  id,
  title,
  kind,
  shape,
  samples,
  about,
}: Omit<DatasetHead, 'classes' | 'numbers' | 'own'>): Omit<DatasetHead, 'classes' | 'numbers' | 'own'> => ({
  id,
  title,
  kind,
  shape,
  samples,
  about,
})
