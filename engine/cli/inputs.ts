/** What a command is about: the project, the data and the weights, read and checked. */
import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { DATASETS } from '../builtFiles'
import { loadArrayFile } from '../library/arrays'
import { CATALOGUE, catalogueEntry } from '../library/catalogue'
import type { Dataset, SplitName } from '../datasets/dataset'
import { sampleInfo } from '../library/describe'
import { loadDatasetIn } from '../library/load'
import { splitDataset } from '../datasets/split/split'
import { excludedProblem, keptIn } from '../datasets/split/leftOut'
import { parseDocument } from '../document/parseDocument'
import type { Document } from '../document/document'
import { paramProblem } from '../document/paramProblem'
import { planNetwork } from '../plan/planNetwork'
import type { NetworkPlan } from '../plan/types'
import { fileKindOf } from '../fileKinds'
import { didYouMean } from '../document/spelling'
import { TRAINING } from '../settings/training'
import { failed, good, misused } from './exit'
import { readBytes } from './files'
import { importData, refuseImportOptions } from './importing'
import { numberOf, type Words } from './parse'
import { grouped, type CliOutput } from './output'

/** The project that the command is about, its split as the options say. */
export async function readDocument(words: Words): Promise<Document> {
  const path = words.document
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(await readBytes(path)))
  } catch (error) {
    if (error instanceof SyntaxError)
      throw failed(`${path} is not a Receptive project: it is no JSON, or cut off.`)
    throw error
  }
  const document = good(parseDocument(value))
  const group = words.text('group')
  return group === undefined
    ? document
    : { ...document, data: { ...document.data, ...groupedBy(document, group) } }
}

/** Folds and a column of splits keep groups together as well. */
const groupedBy = ({ data }: Document, group: string): Partial<Document['data']> => ({
  split: data.split === 'folds' || data.split === 'column' ? data.split : 'groups',
  group,
})

/** What --data names, or the project. */
export async function readData(
  words: Words,
  document: Document,
  say: CliOutput,
  needsTargets = true,
): Promise<Dataset> {
  const name = words.text('data') ?? document.data.set
  if (name === null)
    throw misused(
      'The project names no data set: say which with --data FILE-OR-FOLDER, or --data fashion-mnist.',
    )
  if (catalogueEntry(name)) {
    refuseImportOptions(words, name)
    return good(await loadDatasetIn(name, DATASETS))
  }
  const isFile = await stat(name).then(
    s => s.isFile(),
    () => null,
  )
  // A file of no known kind can only be what this has always read.
  if (/\.npz$/i.test(name) || (isFile && fileKindOf(name) === null)) {
    refuseImportOptions(words, name)
    return good(await loadArrayFile(name, { needsTargets }))
  }
  if (isFile !== null) return importData(name, words, say)
  const known = CATALOGUE.map(e => e.id)
  throw misused(
    `There is no data set “${name}”: it is neither a file or folder here nor one of ` +
      `${known.join(', ')}.${didYouMean(name, known)}`,
  )
}

export const planOf = (document: Document, dataset: Dataset): NetworkPlan =>
  good(planNetwork(document, sampleInfo(dataset, document.data.preparation)))

export function threadsOf(words: Words): number {
  const threads = numberOf(words, 'threads') ?? availableParallelism()
  if (!Number.isInteger(threads) || threads < 1) throw misused('--threads must be a whole number from 1.')
  return threads
}

const SPLITS = ['test', 'validation', 'training', 'all'] as const
export type SplitPart = SplitName | 'all'
export function splitOf(words: Words): SplitPart | undefined {
  const text = words.text('split')
  const found = SPLITS.find(s => s === text)
  if (text !== undefined && !found)
    throw misused(`--split must be one of ${SPLITS.join(', ')}.${didYouMean(text, SPLITS)}`)
  return found
}

/** Nothing that the project leaves out is among them. */
export function partPositions(dataset: Dataset, { data }: Document, part: SplitPart): readonly number[] {
  const problem = excludedProblem(data.excluded, dataset.labels.length)
  if (problem) throw failed(problem.bad)
  return part === 'all'
    ? Array.from(dataset.labels.keys()).filter(keptIn(data.excluded))
    : Array.from(splitDataset(dataset, data)[part])
}

/** Said wherever samples are missed: a project may have been made for other data. */
export const leftOutInWords = ({ data: { excluded = [] } }: Document): string | null =>
  excluded.length === 0
    ? null
    : `${excluded.length === 1 ? 'One sample is' : `${grouped(excluded.length)} samples are`} left ` +
      'out, as the project says.'

/** The options of training, checked as the project's own are. */
export function withTraining(document: Document, words: Words): Document {
  const given: Readonly<Record<string, unknown>> = {
    epochs: numberOf(words, 'epochs'),
    batchSize: numberOf(words, 'batch'),
    optimiser: words.text('optimizer'),
    learningRate: numberOf(words, 'lr'),
    seed: numberOf(words, 'seed'),
    shuffle: words.has('no-shuffle') ? false : undefined,
  }
  const set = Object.entries(given).filter(([, v]) => v !== undefined)
  for (const [name, value] of set) {
    const param = TRAINING[name as keyof typeof TRAINING]
    const wrong = paramProblem(param, value)
    if (wrong) throw misused(wrong.bad)
  }
  return { ...document, training: { ...document.training, ...Object.fromEntries(set) } }
}
