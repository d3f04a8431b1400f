/**
 * Brings files into the studio: a data set on disk, made as its recipe says.
 * Nothing is there until all of it is; a cancelled or refused import leaves no trace, and files that
 * cannot be read are left out only if `mayLeave` says so.
 */
import { createHash } from 'node:crypto'
import type { Dataset } from '../datasets/dataset'
import type { Recipe } from '../datasets/recipe'
import { listSets, readSet } from '../library/stored'
import { isBad, messageOf, type Bad } from '../spec'
import { decodeAll, type DecoderOptions } from './decoderPool'
import { decodeUnitsOf } from './decodeUnits'
import { SampleCollector } from './sampleCollector'
import type { FileProblem, ImportProgress } from './types'
import { skippedSentence } from './usableSamples'

export type ImportOptions = DecoderOptions & {
  readonly recipe: Recipe
  /** Where imported sets are kept. */
  readonly folder: string
  readonly isWanted?: () => boolean
  readonly onProgress?: (progress: ImportProgress) => void
  /** Asked once, at the end, where files could not be read: whether to go on without them. */
  readonly mayLeave?: (problems: readonly FileProblem[], samples: number) => Promise<boolean>
}

const REPORT_EVERY_MS = 100
/** Counts up when files are read as other values than before: sets of the same files are read again then. */
const READING = 2

const CANCELLED: Bad = { bad: 'The import was cancelled; nothing was kept.' }

export async function importFiles(options: ImportOptions): Promise<Dataset | Bad> {
  const { recipe, folder, isWanted = () => true } = options
  const found = await decodeUnitsOf(recipe, isWanted)
  if (isBad(found)) return found
  const stamp = stampOf(recipe, found.table ? [...found.files, found.table] : found.files)
  const id = (await listSets(folder)).find(s => s.stamp === stamp)?.id
  const same = id && (await readSet(folder, id))
  if (same && !isBad(same)) return same
  const collected = new SampleCollector(recipe, folder, found.columns)
  for (const p of found.problems) collected.complain(p.name, p.sentence)
  try {
    const report = reporter(options, found.units.length, collected)
    await decodeAll(recipe, found.units, options, async (unit, block) => {
      await collected.add(unit, block)
      report()
      return isWanted()
    })
    const refusal = isWanted() ? await refusalOf(collected, options) : CANCELLED
    if (refusal) return await collected.drop(refusal)
    if (!isWanted()) return await collected.drop(CANCELLED)
    return await collected.finish(stamp)
  } catch (error) {
    return collected.drop({ bad: `The import ended: ${messageOf(error)}. Nothing was kept.` })
  }
}

/** Why there is nothing to keep; asks, where files could not be read, whether to go on without them. */
async function refusalOf(
  { problems, complaints, count }: SampleCollector,
  { mayLeave }: ImportOptions,
): Promise<Bad | null> {
  if (count === 0)
    return {
      bad: problems[0]
        ? `Nothing could be read. ${skippedSentence(problems[0])}`
        : 'There are no samples in these files.',
    }
  if (problems.length === 0 || (await mayLeave?.(problems, count))) return null
  return {
    bad:
      'Nothing was imported, because ' +
      `${complaints === 1 ? 'one file or sample' : `${complaints.toLocaleString('en')} files or samples`} ` +
      `cannot be used. ${problems[0] ? skippedSentence(problems[0]) : ''}`,
  }
}

const stampOf = (
  recipe: Recipe,
  files: readonly { readonly name: string; readonly size: number; readonly modified: number }[],
): string =>
  createHash('sha256')
    .update(JSON.stringify([READING, recipe, files.map(f => [f.name, f.size, f.modified])]))
    .digest('hex')

function reporter({ onProgress }: ImportOptions, total: number, collected: SampleCollector): () => void {
  const begun = performance.now()
  let done = 0
  let last = -Infinity
  return () => {
    done++
    const now = performance.now()
    if (now - last < REPORT_EVERY_MS && done < total) return
    last = now
    onProgress?.({
      done,
      total,
      samples: collected.count,
      perSecond: (1000 * collected.count) / Math.max(now - begun, 1),
      problems: collected.complaints,
    })
  }
}
