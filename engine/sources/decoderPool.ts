/**
 * Decodes units on all cores and hands them on in their order.
 * Only a few units more than there are threads are under way at a time, whoever is slow, so memory does not
 * grow with the number of files; a thread that dies costs the file it was at, and another takes its place.
 */
import { Worker } from 'node:worker_threads'
import { sourceReader } from './readers'
import { isBad, type Bad } from '../spec'
import type { DecoderData, FromDecoder, ToDecoder } from './decodeWorker'
import type { SampleBlock } from './types'
import type { Recipe } from '../datasets/recipe'
import type { DecodeUnit } from './decodeUnits'

/** Units under way for each thread: some with it, others ready or waiting for an earlier one. */
const AHEAD = 8
/** With a thread at a time, so that it need not wait for the next. */
const GIVEN = 3
/** Decoded and waiting for an earlier one: large images must not fill the memory. */
const MOST_WAITING_BYTES = 256 * 2 ** 20
const OLD_MEGABYTES = 1024

/** `take` is called for each unit in order, one at a time; if it answers false, the rest is left. */
export async function decodeAll(
  recipe: Recipe,
  units: readonly DecodeUnit[],
  { threads, workerUrl }: { readonly threads: number; readonly workerUrl: string | URL },
  take: (unit: DecodeUnit, block: SampleBlock | Bad) => Promise<boolean>,
): Promise<void> {
  const count = Math.min(Math.max(threads, 1), units.length)
  const done = new Map<number, SampleBlock | Bad>()
  /** Of a thread that died, behind the unit that it died of. */
  const again: number[] = []
  let next = 0
  let taken = 0
  let isOver = false
  let isTaking = false
  let waiting = 0
  const crew = new Set<Worker>()
  const starts: Promise<unknown>[] = []
  await new Promise<void>((resolve, reject) => {
    const end = (error?: unknown): void => {
      if (isOver) return
      isOver = true
      if (error) reject(error instanceof Error ? error : new Error(String(error)))
      else resolve()
    }
    const feed = (member: Member): void => {
      while (!isOver && member.isThere && member.given.length < GIVEN) {
        const index =
          again.shift() ??
          (next < units.length && next < taken + count * AHEAD && waiting < MOST_WAITING_BYTES
            ? next++
            : null)
        if (index === null) return
        member.given.push(index)
        member.worker.postMessage({ index, files: (units[index] as DecodeUnit).files } satisfies ToDecoder)
      }
    }
    const drain = async (): Promise<void> => {
      if (isTaking) return
      isTaking = true
      for (let block = done.get(taken); block && !isOver; block = done.get(taken)) {
        done.delete(taken)
        waiting -= bytesOf(block)
        const goesOn = await take(units[taken] as DecodeUnit, block)
        taken++
        if (!goesOn || taken === units.length) end()
        members.forEach(feed)
      }
      isTaking = false
    }
    const members: Member[] = []
    const hire = (): void => {
      const worker = new Worker(workerUrl, {
        workerData: { kind: recipe.kind, params: recipe.params } satisfies DecoderData,
        resourceLimits: { maxOldGenerationSizeMb: OLD_MEGABYTES },
      })
      const member: Member = { worker, given: [], isThere: false, error: null }
      starts.push(new Promise(began => worker.once('message', began).once('exit', began)))
      crew.add(worker)
      members.push(member)
      worker.on('message', (said: FromDecoder) => {
        if (said === null) member.isThere = member.error === null
        else {
          member.given.shift()
          done.set(said.index, said.block)
          waiting += bytesOf(said.block)
        }
        feed(member)
        drain().catch(end)
      })
      // Answers given before the error may come after it, but not after the exit: only then is it known what
      // it died of.
      worker.on('error', error => {
        member.isThere = false
        member.error = error
      })
      worker.on('exit', code => {
        crew.delete(worker)
        members.splice(members.indexOf(member), 1)
        if (isOver) return
        const error = member.error ?? new Error(`a thread ended with code ${code}`)
        const [culprit, ...rest] = member.given
        if (culprit === undefined) return end(error) // not even begun: the next would do no better
        done.set(culprit, {
          bad:
            'It could not be read: it needs more memory than there is, or it is damaged ' +
            `(${error.message}).`,
        })
        again.push(...rest)
        hire()
        drain().catch(end)
      })
    }
    for (let i = 0; i < count; i++) hire()
    if (units.length === 0) end()
  }).finally(async () => {
    // One that is ended while it starts complains on the terminal.
    await Promise.all(starts)
    await Promise.all([...crew].map(w => w.terminate()))
  })
}
const bytesOf = (block: SampleBlock | Bad): number => (isBad(block) ? 0 : block.values.byteLength)

/**
 * `given` are the units it has yet to answer, in their order; `isThere` while it listens; `error` is what it
 * is dying of.
 */
type Member = { readonly worker: Worker; readonly given: number[]; isThere: boolean; error: Error | null }

/** In this thread, for a few units. */
export async function decodeHere(recipe: Recipe, unit: DecodeUnit): Promise<SampleBlock | Bad> {
  try {
    return await sourceReader(recipe.kind).decode(unit.files, recipe.params)
  } catch (error) {
    return {
      bad: `${unit.name} could not be read (${error instanceof Error ? error.message : String(error)}).`,
    }
  }
}
