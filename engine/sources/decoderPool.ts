/**
 * Decodes units on all cores and hands them on in their order.
 * Only a few units more than there are threads are under way at a time, whoever is slow, so memory does not
 * grow with the number of files; a thread that dies costs the file it was at, and another takes its place.
 */
import { Worker } from 'node:worker_threads'
import type { Recipe } from '../datasets/recipe'
import { isBad, messageOf, type Bad } from '../spec'
import type { DecodeUnit } from './decodeUnits'
import type { DecoderData, FromDecoder, ToDecoder } from './decodeWorker'
import { sourceReader } from './readers'
import type { SampleBlock } from './types'

/** Units under way for each thread: some with it, others ready or waiting for an earlier one. */
const AHEAD = 8
/** With a thread at a time, so that it need not wait for the next. */
const GIVEN = 3
/** Decoded and waiting for an earlier one: large images must not fill the memory. */
const MOST_WAITING_BYTES = 256 * 2 ** 20
const OLD_MEGABYTES = 1024

export type DecoderOptions = {
  readonly threads: number
  /** The compiled decodeWorker.ts. */
  readonly workerUrl: string | URL
}
type Take = (unit: DecodeUnit, block: SampleBlock | Bad) => Promise<boolean>

/** `take` is called for each unit in order, one at a time; if it answers false, the rest is left. */
export async function decodeAll(
  recipe: Recipe,
  units: readonly DecodeUnit[],
  options: DecoderOptions,
  take: Take,
): Promise<void> {
  const pool = new DecoderPool(recipe, units, options, take)
  try {
    await pool.run()
  } finally {
    await pool.close()
  }
}

const decoderData = ({ kind, params, roles = {} }: Recipe): DecoderData => ({ kind, params, roles })
const bytesOf = (block: SampleBlock | Bad): number => (isBad(block) ? 0 : block.values.byteLength)

/**
 * `given` are the units it has yet to answer, in their order; `isThere` while it listens; `error` is what it
 * is dying of.
 */
type DecoderThread = {
  readonly worker: Worker
  readonly given: number[]
  isThere: boolean
  error: Error | null
}

class DecoderPool {
  readonly #recipe: Recipe
  readonly #units: readonly DecodeUnit[]
  readonly #workerUrl: string | URL
  readonly #take: Take
  readonly #count: number
  readonly #threads: DecoderThread[] = []
  readonly #running = new Set<Worker>()
  readonly #starts: Promise<unknown>[] = []
  /** Decoded and not taken yet, by their index. */
  readonly #done = new Map<number, SampleBlock | Bad>()
  #waitingBytes = 0
  /** Of a thread that died, behind the unit that it died of. */
  readonly #again: number[] = []
  #next = 0
  #taken = 0
  #isTaking = false
  #isOver = false
  #settle: (error?: unknown) => void = () => undefined

  constructor(
    recipe: Recipe,
    units: readonly DecodeUnit[],
    { threads, workerUrl }: DecoderOptions,
    take: Take,
  ) {
    this.#recipe = recipe
    this.#units = units
    this.#workerUrl = workerUrl
    this.#take = take
    this.#count = Math.min(Math.max(threads, 1), units.length)
  }

  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = error => {
        if (error) reject(error instanceof Error ? error : new Error(messageOf(error)))
        else resolve()
      }
      for (let i = 0; i < this.#count; i++) this.#start()
      if (this.#units.length === 0) this.#end()
    })
  }

  async close(): Promise<void> {
    // One that is ended while it starts complains on the terminal.
    await Promise.all(this.#starts)
    await Promise.all([...this.#running].map(worker => worker.terminate()))
  }

  readonly #end = (error?: unknown): void => {
    if (this.#isOver) return
    this.#isOver = true
    this.#settle(error)
  }

  #start(): void {
    const worker = new Worker(this.#workerUrl, {
      workerData: decoderData(this.#recipe),
      resourceLimits: { maxOldGenerationSizeMb: OLD_MEGABYTES },
    })
    const thread: DecoderThread = { worker, given: [], isThere: false, error: null }
    this.#starts.push(new Promise(began => worker.once('message', began).once('exit', began)))
    this.#running.add(worker)
    this.#threads.push(thread)
    worker.on('message', (said: FromDecoder) => this.#hear(thread, said))
    // Answers given before the error may come after it, but not after the exit: only then is it known what
    // it died of.
    worker.on('error', error => {
      thread.isThere = false
      thread.error = error
    })
    worker.on('exit', code => this.#replace(thread, code))
  }

  #hear(thread: DecoderThread, said: FromDecoder): void {
    if (said === null) thread.isThere = thread.error === null
    else {
      thread.given.shift()
      this.#done.set(said.index, said.block)
      this.#waitingBytes += bytesOf(said.block)
    }
    this.#feed(thread)
    this.#drain().catch(this.#end)
  }

  /** Another thread in place of one that has ended. */
  #replace(thread: DecoderThread, code: number): void {
    this.#running.delete(thread.worker)
    this.#threads.splice(this.#threads.indexOf(thread), 1)
    if (this.#isOver) return
    const error = thread.error ?? new Error(`a thread ended with code ${code}`)
    const [culprit, ...rest] = thread.given
    if (culprit === undefined) return this.#end(error) // not even begun: the next would do no better
    this.#done.set(culprit, {
      bad:
        'It could not be read: it needs more memory than there is, or it is damaged ' + `(${error.message}).`,
    })
    this.#again.push(...rest)
    this.#start()
    this.#drain().catch(this.#end)
  }

  #feed(thread: DecoderThread): void {
    while (!this.#isOver && thread.isThere && thread.given.length < GIVEN) {
      const index = this.#again.shift() ?? (this.#mayBegin() ? this.#next++ : null)
      if (index === null) return
      thread.given.push(index)
      const { files } = this.#units[index] as DecodeUnit
      thread.worker.postMessage({ index, files } satisfies ToDecoder)
    }
  }

  /** Whether there is another unit, and neither too many nor too large ones wait for an earlier one. */
  #mayBegin(): boolean {
    return (
      this.#next < this.#units.length &&
      this.#next < this.#taken + this.#count * AHEAD &&
      this.#waitingBytes < MOST_WAITING_BYTES
    )
  }

  /** Hands on what is decoded and next in order. */
  async #drain(): Promise<void> {
    if (this.#isTaking) return
    this.#isTaking = true
    for (
      let block = this.#done.get(this.#taken);
      block && !this.#isOver;
      block = this.#done.get(this.#taken)
    ) {
      this.#done.delete(this.#taken)
      this.#waitingBytes -= bytesOf(block)
      const goesOn = await this.#take(this.#units[this.#taken] as DecodeUnit, block)
      this.#taken++
      if (!goesOn || this.#taken === this.#units.length) this.#end()
      for (const thread of this.#threads) this.#feed(thread)
    }
    this.#isTaking = false
  }
}

/** In this thread, for a few units. */
export async function decodeHere(recipe: Recipe, unit: DecodeUnit): Promise<SampleBlock | Bad> {
  try {
    return await sourceReader(recipe.kind).decode(unit.files, recipe.params, recipe.roles ?? {})
  } catch (error) {
    return { bad: `${unit.name} could not be read (${messageOf(error)}).` }
  }
}
