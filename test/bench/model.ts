/**
 * Which networks are measured: those of networks.ts, all or those that `--network` names, or the one document
 * that `--model` names (with `--data`, its samples).
 */
import { readFile } from 'node:fs/promises'
import { loadArrayFile } from '../../engine/library/arrays'
import { loadDatasetIn } from '../../engine/library/load'
import { parseDocument } from '../../engine/document/parseDocument'
import { isBad } from '../../engine/spec'
import { NAMES, subject, type Subject } from './networks'

const FOLDER = `${process.cwd()}/out/datasets`
const file = process.env['RECEPTIVE_BENCH_MODEL']

export function chosenNames(): readonly string[] {
  if (file !== undefined) return [file]
  const asked = process.env['RECEPTIVE_BENCH_NETWORKS']?.split(',')
  const unknown = asked?.find(name => !NAMES.includes(name))
  if (unknown !== undefined)
    throw new Error(`There is no network called "${unknown}" here. There are ${NAMES.join(', ')}.`)
  return asked ?? NAMES
}

export async function chosenSubject(name: string, batchSize?: number): Promise<Subject> {
  if (file === undefined) return subject(name, FOLDER, batchSize)
  const document = parseDocument(JSON.parse(await readFile(file, 'utf8')))
  if (isBad(document)) throw new Error(document.bad)
  const data = process.env['RECEPTIVE_BENCH_DATA'] ?? document.data.set
  if (data === null) throw new Error(`${file} names no data set: say which with --data.`)
  const dataset = data.endsWith('.npz') ? await loadArrayFile(data) : await loadDatasetIn(data, FOLDER)
  if (isBad(dataset)) throw new Error(dataset.bad)
  const training = { ...document.training, ...(batchSize === undefined ? {} : { batchSize }) }
  return { document: { ...document, data: { ...document.data, set: data }, training }, dataset }
}
