/**
 * The importer: a process of its own that reads users' files, so that a file that brings a reader down, or
 * takes all the memory, costs the import and not the studio.
 * It answers one question at a time; to cancel, main ends the process and removes what was being written.
 */
import { availableParallelism } from 'node:os'
import type { Dataset } from '../../engine/datasets/dataset'
import { auditDataset, type Audit } from '../../engine/datasets/audit/audit'
import { openDataset, type Library } from '../../engine/library/library'
import { rowsIn } from '../../engine/library/openRows'
import { splitDataset } from '../../engine/datasets/split/split'
import { sweepSets } from '../../engine/library/stored'
import { importFiles } from '../../engine/sources/importFiles'
import { preview } from '../../engine/sources/preview'
import type { ImportProgress, Preview, FileProblem, Survey } from '../../engine/sources/types'
import type { Recipe } from '../../engine/datasets/recipe'
import { survey } from '../../engine/sources/survey'
import { isBad, messageOf, type Bad } from '../../engine/spec'
import type { DataSettings } from '../../engine/settings/data'

export type ToImporter =
  | { readonly say: 'survey'; readonly paths: readonly string[] }
  | { readonly say: 'preview'; readonly recipe: Recipe }
  | { readonly say: 'import'; readonly recipe: Recipe; readonly library: Library }
  | { readonly say: 'audit'; readonly data: DataSettings; readonly library: Library }
  /** The answer to a question, whether to go on without the files that could not be read. */
  | { readonly say: 'answer'; readonly mayLeave: boolean }
export type FromImporter =
  | { readonly say: 'survey'; readonly survey: Survey }
  | { readonly say: 'preview'; readonly preview: Preview }
  | { readonly say: 'imported'; readonly id: string }
  | { readonly say: 'audited'; readonly audit: Audit }
  | { readonly say: 'refused'; readonly sentence: string }
  | { readonly say: 'progress'; readonly progress: ImportProgress }
  /** The share of the audit that is done. */
  | { readonly say: 'auditing'; readonly share: number }
  | { readonly say: 'question'; readonly problems: readonly FileProblem[]; readonly samples: number }

/** The share of an audit that is worth a message. */
const TELL_EVERY = 0.01
const DECODER = new URL('./decodeWorker.js', import.meta.url)
const port = process.parentPort
const tell = (message: FromImporter): void => port.postMessage(message)
let answer: ((mayLeave: boolean) => void) | null = null

async function importAs(recipe: Recipe, library: Library): Promise<Dataset | Bad> {
  await sweepSets(library.own)
  return importFiles({
    recipe,
    folder: library.own,
    threads: availableParallelism(),
    workerUrl: DECODER,
    onProgress: progress => tell({ say: 'progress', progress }),
    mayLeave: (problems, samples) =>
      new Promise(resolve => {
        answer = resolve
        tell({ say: 'question', problems, samples })
      }),
  })
}

async function auditOf(data: DataSettings, library: Library): Promise<Audit | Bad> {
  const set = await openDataset(data.set ?? '', library)
  if (isBad(set)) return set
  let told = -1
  const onProgress = (share: number): boolean => {
    if (share - told < TELL_EVERY && share < 1) return true
    told = share
    tell({ say: 'auditing', share })
    return true // never cancelled: to cancel, main ends the process
  }
  return (
    auditDataset(set, rowsIn(set), splitDataset(set, data), onProgress) ?? {
      bad: 'The audit was cancelled.',
    }
  )
}

async function answerTo(message: Exclude<ToImporter, { say: 'answer' }>): Promise<FromImporter> {
  const refused = ({ bad }: Bad): FromImporter => ({ say: 'refused', sentence: bad })
  switch (message.say) {
    case 'survey': {
      const found = await survey(message.paths)
      return isBad(found) ? refused(found) : { say: 'survey', survey: found }
    }
    case 'preview': {
      const found = await preview(message.recipe)
      return isBad(found) ? refused(found) : { say: 'preview', preview: found }
    }
    case 'import': {
      const set = await importAs(message.recipe, message.library)
      return isBad(set) ? refused(set) : { say: 'imported', id: set.id }
    }
    case 'audit': {
      const found = await auditOf(message.data, message.library)
      return isBad(found) ? refused(found) : { say: 'audited', audit: found }
    }
  }
}

port.on('message', ({ data }: { data: ToImporter }) => {
  if (data.say === 'answer') {
    answer?.(data.mayLeave)
    answer = null
    return
  }
  answerTo(data)
    .catch((error: unknown): FromImporter => ({
      say: 'refused',
      sentence: messageOf(error),
    }))
    .then(tell, () => undefined)
})
