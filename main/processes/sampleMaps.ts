/**
 * Feature maps of one sample after another. The data set, its preparation and the network of the last
 * question stay open: whoever steps through samples asks again and again of the same.
 */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset } from '../../engine/datasets/dataset'
import { rowsAt, type Rows } from '../../engine/datasets/rows'
import { splitDataset } from '../../engine/datasets/split/split'
import type { NumberScales } from '../../engine/datasets/targetScale'
import type { Document } from '../../engine/document/document'
import { bindFeatureMaps } from '../../engine/inspect/maps'
import { sampleInfo } from '../../engine/library/describe'
import { openDataset, type Library } from '../../engine/library/library'
import { rowsIn } from '../../engine/library/openRows'
import { isStoredId } from '../../engine/library/stored'
import { fitSteps, preparedRows, type Fitted } from '../../engine/preparation'
import { isBad, type Bad } from '../../engine/spec'
import type { SampleMaps } from '../../preload/contract'
import { LastOpened } from '../lastOpened'

export type MapsQuestion = {
  readonly document: Document
  readonly library: Library
  readonly weights: Float32Array
  /** A position in the data set. */
  readonly sample: number
  /** As kept with the experiment; null where it was not yet. */
  readonly preparation: Fitted | null
  /** Kept likewise. */
  readonly scales: NumberScales
}
type OpenNetwork = {
  readonly weights: Float32Array
  readonly mapsOf: Exclude<ReturnType<typeof bindFeatureMaps>, Bad>
}

export class SampleMapsAnswerer {
  readonly #sets = new LastOpened<Dataset>()
  readonly #rows = new LastOpened<Rows>()
  readonly #networks = new LastOpened<OpenNetwork>()
  readonly #open: typeof openDataset

  constructor(open = openDataset) {
    this.#open = open
  }

  async answer(question: MapsQuestion): Promise<SampleMaps | Bad> {
    const { document, sample } = question
    const setKey = await keyOfSet(question)
    const set = await this.#set(setKey, question)
    if (isBad(set)) return set
    if (sample >= set.labels.length)
      return { bad: `${set.title} has ${set.labels.length} samples; there is no sample ${sample}.` }
    const rowsKey = JSON.stringify([setKey, document.data, question.preparation])
    const rows = this.#prepared(rowsKey, question, set)
    if (isBad(rows)) return rows
    const network = this.#network(rowsKey, question, set)
    if (isBad(network)) return network
    const prepared = new Float32Array(rows.length)
    rows.read(sample, prepared)
    const shown = network.mapsOf(prepared)
    return isBad(shown) ? shown : { ...shown, label: set.labels[sample] ?? 0 }
  }

  async #set(key: string, { document, library }: MapsQuestion): Promise<Dataset | Bad> {
    const known = this.#sets.under(key)
    if (known) return known
    const set = await this.#open(document.data.set ?? '', library)
    return isBad(set) ? set : this.#sets.keep(key, set)
  }

  #prepared(key: string, { document, preparation }: MapsQuestion, set: Dataset): Rows | Bad {
    const known = this.#rows.under(key)
    if (known) return known
    const rows = rowsIn(set)
    const fitted = preparation ?? fitTo(set, rows, document)
    return isBad(fitted) ? fitted : this.#rows.keep(key, preparedRows(rows, fitted))
  }

  #network(rowsKey: string, { document, weights, scales }: MapsQuestion, set: Dataset): OpenNetwork | Bad {
    const key = JSON.stringify([rowsKey, document.nodes, document.wires, scales])
    const known = this.#networks.under(key)
    if (known && isSame(known.weights, weights)) return known
    const mapsOf = bindFeatureMaps(document, sampleInfo(set, document.data.preparation), weights, scales)
    return isBad(mapsOf) ? mapsOf : this.#networks.keep(key, { weights, mapsOf })
  }
}

/**
 * An imported set's folder takes another's place when it is imported again, and its name says nothing of its
 * columns; bundled sets never change while the studio runs.
 */
async function keyOfSet({ document, library }: MapsQuestion): Promise<string> {
  const id = document.data.set ?? ''
  const folder = isStoredId(id) ? await stat(join(library.own, id)).catch(() => null) : null
  return JSON.stringify([library, id, folder && [folder.ino, folder.mtimeMs, folder.birthtimeMs]])
}

const fitTo = (set: Dataset, rows: Rows, { data }: Document): Fitted | Bad =>
  fitSteps(
    data.preparation,
    { shape: set.shape, axis: set.axis },
    rowsAt(rows, splitDataset(set, data).training),
  )

/** Bit for bit, so that not even a NaN differs from itself. */
const isSame = (a: Float32Array, b: Float32Array): boolean => Buffer.compare(bytes(a), bytes(b)) === 0
const bytes = (a: Float32Array): Buffer => Buffer.from(a.buffer, a.byteOffset, a.byteLength)
