/** The data sets, for the Data and Inspect workspaces: opened once, kept while the studio runs. */
import { fileURLToPath } from 'node:url'
import { CATALOGUE } from '../engine/library/catalogue'
import type { Dataset } from '../engine/datasets/dataset'
import { describeDataset, fitForLook } from '../engine/library/describe'
import { pickSamples } from '../engine/library/pickSamples'
import { openDataset, type Library } from '../engine/library/library'
import { listSets, removeSet } from '../engine/library/stored'
import type { DataSettings } from '../engine/settings/data'
import {
  isBad,
  type DatasetHead,
  type DatasetSummary,
  type Fitted,
  type In,
  type Samples,
} from '../preload/contract'
import { LastOpened } from './lastOpened'

export const BUNDLED = fileURLToPath(new URL('../datasets/', import.meta.url))

export class Datasets {
  readonly library: Library
  readonly #opened = new Map<string, Promise<Dataset>>()
  /** The last preparation that was looked at: a gallery asks for it page by page. */
  readonly #fitted = new LastOpened<Fitted>()

  constructor(library: Library) {
    this.library = library
  }

  get(id: string): Promise<Dataset> {
    const known = this.#opened.get(id)
    if (known) return known
    const opening = openDataset(id, this.library).then(set => {
      if (isBad(set)) throw new Error(set.bad)
      return set
    })
    this.#opened.set(id, opening)
    opening.catch(() => this.#opened.delete(id)) // the file may be put back: the next call reads again
    return opening
  }

  /** Own ones first, the newest of them at the top. */
  async list(): Promise<readonly DatasetHead[]> {
    const own = await listSets(this.library.own)
    return [
      ...own.map(s => ({
        ...headOf(s),
        classes: s.classes.length,
        numbers: s.numbers.length,
        own: { paths: s.recipe.paths, recipe: s.recipe, importedAt: s.importedAt, left: s.left },
      })),
      ...CATALOGUE.map(s => ({ ...headOf(s), classes: s.classes.length, numbers: 0, own: null })),
    ]
  }

  async describe(settings: In<'data:describe'>): Promise<DatasetSummary> {
    return describeDataset(await this.get(settings.set ?? ''), settings)
  }

  async samples({ data, isPrepared, ...query }: In<'data:samples'>): Promise<Samples> {
    const set = await this.get(data.set ?? '')
    return pickSamples(set, data, query, isPrepared ? this.#fit(set, data) : null)
  }

  forget(id: string): void {
    this.#opened.delete(id)
  }

  async remove(id: string): Promise<void> {
    this.forget(id)
    await removeSet(this.library.own, id)
  }

  #fit(set: Dataset, data: DataSettings): Fitted {
    const key = JSON.stringify([set.fingerprint, data])
    const known = this.#fitted.under(key)
    if (known) return known
    const fitted = fitForLook(set, data)
    if (isBad(fitted)) throw new Error(fitted.bad)
    return this.#fitted.keep(key, fitted)
  }
}

type Head = Omit<DatasetHead, 'classes' | 'numbers' | 'own'>
const headOf = ({ id, title, kind, shape, samples, about }: Head): Head => ({
  id,
  title,
  kind,
  shape,
  samples,
  about,
})
