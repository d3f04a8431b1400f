/** Writes an imported data set: samples one after another, and what is said of them at the end. */
import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset, RowFile } from '../datasets/dataset'
import type { Bad } from '../spec'
import {
  ABOUT_FILE,
  FORMAT,
  storedHeadOf,
  HEAD_FILE,
  readSet,
  UNFINISHED,
  VALUES_FILE,
  type StoredSetFile,
  type StoredSet,
  type StoredHeadFile,
  type Stored,
} from './stored'

/** Samples are written together once they come to so much: one by one, the disk would be asked for each. */
const BYTES_AT_ONCE = 4 * 2 ** 20

/** A folder of its own until `finish` gives it the set's name; `drop` leaves nothing behind. */
export async function beginSet(folder: string, type: RowFile['type']): Promise<SetWriter> {
  const place = join(folder, `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${UNFINISHED}`)
  await mkdir(place, { recursive: true })
  return new SetWriter(folder, place, type, await open(join(place, VALUES_FILE), 'w'))
}

export class SetWriter {
  readonly #folder: string
  readonly #place: string
  readonly #type: RowFile['type']
  readonly #file: FileHandle
  readonly #hash = createHash('sha256')
  #isClosed = false
  #waiting: Uint8Array[] = []
  #waitingBytes = 0

  constructor(folder: string, place: string, type: RowFile['type'], file: FileHandle) {
    this.#folder = folder
    this.#place = place
    this.#type = type
    this.#file = file
  }

  /** `values` are kept until they are written, and must not change. */
  async append(values: Float32Array | Uint8Array): Promise<void> {
    const own = this.#type === 'f32' && values instanceof Uint8Array ? Float32Array.from(values) : values
    const view = new Uint8Array(own.buffer, own.byteOffset, own.byteLength)
    this.#hash.update(view)
    this.#waiting.push(view)
    this.#waitingBytes += view.length
    if (this.#waitingBytes >= BYTES_AT_ONCE) await this.#write()
  }

  /** The set, with its id and its fingerprint; one of the same content takes its place. */
  async finish(set: Omit<Dataset, 'id' | 'fingerprint' | 'values'>, stored: Stored): Promise<Dataset | Bad> {
    await this.#write()
    await this.#file.sync()
    await this.#close()
    const kept = this.#named(set)
    await this.#tell(ABOUT_FILE, {
      format: FORMAT,
      type: this.#type,
      set: kept,
      stored,
    } satisfies StoredSetFile)
    await this.#tell(HEAD_FILE, { format: FORMAT, head: storedHeadOf(kept, stored) } satisfies StoredHeadFile)
    const final = join(this.#folder, kept.id)
    await rm(final, { recursive: true, force: true })
    await rename(this.#place, final)
    return readSet(this.#folder, kept.id)
  }

  async drop(): Promise<void> {
    await this.#close()
    await rm(this.#place, { recursive: true, force: true })
  }

  /** Its fingerprint and its id, of the values that were written and of what is said of them. */
  #named(set: Omit<Dataset, 'id' | 'fingerprint' | 'values'>): StoredSet {
    for (const part of [set.labels, set.numbers?.values ?? new Float32Array(0)])
      this.#hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
    const fingerprint = this.#hash
      .update(set.shape.join('×'))
      .update(JSON.stringify([set.classes, set.numbers?.names ?? [], set.axis]))
      .digest('hex')
    const { labels, numbers, ...rest } = set
    return {
      ...rest,
      id: `own-${fingerprint.slice(0, 16)}`,
      fingerprint,
      labels: Array.from(labels),
      ...(numbers ? { numbers: { names: numbers.names, values: Array.from(numbers.values) } } : {}),
    }
  }

  async #write(): Promise<void> {
    const own = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#waitingBytes = 0
    await this.#file.writeFile(own) // goes on where the last ended
  }

  async #tell(name: string, content: object): Promise<void> {
    await writeFile(join(this.#place, name), JSON.stringify(content), { flush: true })
  }

  async #close(): Promise<void> {
    if (!this.#isClosed) await this.#file.close()
    this.#isClosed = true
  }
}
