/**
 * Reads a bundled data set. It never throws for a bad file; it answers with a sentence that
 * names the file, and nothing enters that does not have the shape the catalogue promises.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { readIdx } from '../formats/arrays/idx'
import { isBad, size, type Bad } from '../spec'
import { CATALOGUE, catalogueEntry, type CatalogueEntry } from './catalogue'
import type { LoadedDataset } from '../datasets/dataset'
import { readTecator } from './tecator'

type Content = Pick<LoadedDataset, 'values' | 'labels' | 'ownTest'>
type ReadFile = (name: string) => Promise<Uint8Array | Bad>

const readers: Readonly<Record<string, (read: ReadFile) => Promise<Content | Bad>>> = {
  'fashion-mnist': readFashion,
  tecator: async read => {
    const file = await read('tecator/tecator.csv.gz')
    return isBad(file) ? file : readTecator(new TextDecoder().decode(file))
  },
}

/** `folder` holds what engine/library/bundled holds. */
export async function loadDatasetIn(id: string, folder: string): Promise<LoadedDataset | Bad> {
  const entry = catalogueEntry(id)
  const reader = readers[id]
  if (!entry || !reader)
    return { bad: `There is no data set named “${id}”; there are ${CATALOGUE.map(e => e.id).join(' and ')}.` }
  const read: ReadFile = name => readPacked(join(folder, name))
  const content = await reader(read)
  if (isBad(content)) return { bad: `${entry.title} could not be read. ${content.bad}` }
  const wrong = contentProblem(entry, content)
  if (wrong) return { bad: `${entry.title} could not be read. ${wrong.bad}` }
  const text = await read(entry.licence.file)
  if (isBad(text)) return { bad: `${entry.title} could not be read. ${text.bad}` }
  const { samples: _samples, licence, ...described } = entry
  return {
    ...described,
    ...content,
    licence: { name: licence.name, source: licence.source, text: new TextDecoder().decode(text) },
    fingerprint: fingerprint(entry.shape, content),
  }
}

async function readPacked(path: string): Promise<Uint8Array | Bad> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch {
    return {
      bad: `The file ${path} is missing or may not be read: install Receptive again, or put the file back.`,
    }
  }
  try {
    return path.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes
  } catch {
    return { bad: `The file ${path} is damaged: install Receptive again, or put the file back.` }
  }
}

async function readFashion(read: ReadFile): Promise<Content | Bad> {
  const parts: Uint8Array[] = []
  for (const name of ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1']) {
    const path = `fashion-mnist/${name}-ubyte.gz`
    const file = await read(path)
    if (isBad(file)) return file
    const part = readIdx(file, path)
    if (isBad(part)) return part
    if (!(part.values instanceof Uint8Array)) return { bad: `The file ${path} should hold unsigned bytes.` }
    parts.push(part.values)
  }
  const [images, labels, testImages, testLabels] = parts
  if (!images || !labels || !testImages || !testLabels) return { bad: 'A part is missing.' }
  const values = new Uint8Array(images.length + testImages.length)
  values.set(images)
  values.set(testImages, images.length)
  const both = Int32Array.from([...labels, ...testLabels])
  return { values, labels: both, ownTest: [labels.length, both.length] }
}

function contentProblem(entry: CatalogueEntry, { values, labels }: Content): Bad | null {
  if (labels.length !== entry.samples)
    return { bad: `It should hold ${entry.samples} samples and holds ${labels.length}.` }
  if (values.length !== labels.length * size(entry.shape))
    return { bad: `It should hold ${labels.length * size(entry.shape)} values and holds ${values.length}.` }
  if (!labels.every(l => l >= 0 && l < entry.classes.length))
    return { bad: `A label lies outside its ${entry.classes.length} classes.` }
  return values.every((v: number) => Number.isFinite(v)) ? null : { bad: 'A value is not a number.' }
}

/** SHA-256 over the shape as text, the values' bytes and the labels' bytes. */
function fingerprint(shape: readonly number[], { values, labels }: Content): string {
  const bytes = (a: Float32Array | Uint8Array | Int32Array) =>
    new Uint8Array(a.buffer, a.byteOffset, a.byteLength)
  return createHash('sha256')
    .update(shape.join('×'))
    .update(bytes(values))
    .update(bytes(labels))
    .digest('hex')
}
