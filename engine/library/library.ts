/** Every data set by its name: bundled ones, and those that were imported. */
import type { Bad } from '../spec'
import type { Dataset } from '../datasets/dataset'
import { loadDatasetIn } from './load'
import { isStoredId, readSet } from './stored'

/** `bundled` holds what engine/library/bundled holds; `own` the sets that were imported. */
export type Library = { readonly bundled: string; readonly own: string }
export const openDataset = (id: string, { bundled, own }: Library): Promise<Dataset | Bad> =>
  isStoredId(id) ? readSet(own, id) : loadDatasetIn(id, bundled)
