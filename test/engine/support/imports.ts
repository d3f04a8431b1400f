/** Files taken in as the studio does it: surveyed, brought in on threads, and read back from the disk. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Dataset } from '../../../engine/datasets/dataset'
import { rowsIn } from '../../../engine/library/openRows'
import { readNpz } from '../../../engine/formats/arrays/npz'
import { importFiles, type ImportOptions } from '../../../engine/sources/importFiles'
import { preview } from '../../../engine/sources/preview'
import type { Preview, Survey } from '../../../engine/sources/types'
import type { Recipe } from '../../../engine/datasets/recipe'
import { survey } from '../../../engine/sources/survey'
import { isBad, type Bad } from '../../../engine/spec'
import { buildDecoder } from './studio'

export const SOURCES = fileURLToPath(new URL('../../golden/sources/', import.meta.url))
const arrays = await readNpz(readFileSync(`${SOURCES}expected.npz`))
const workerUrl = await buildDecoder()

/** What another program reads, `[…]` in C order. */
export function golden(key: string): number[] {
  const array = isBad(arrays) ? undefined : arrays.get(key)
  if (!array || array.kind === 'text') throw new Error(`nothing is expected as ${key}`)
  return Array.from(array.values)
}

export const good = <A>(value: A | Bad): A => {
  if (isBad(value)) throw new Error(value.bad)
  return value
}
/** The sentence of what is refused. */
export const refusal = (value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'bad' in value) return String(value.bad)
  throw new Error('it was not refused')
}

/** A folder that is gone after the test. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'receptive-sources-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const surveyOf = async (...paths: readonly string[]): Promise<Survey> =>
  good(await survey(paths.map(p => (p.startsWith('/') ? p : SOURCES + p))))
export const previewOf = async (recipe: Recipe): Promise<Preview> => good(await preview(recipe))

export const importRecipe = (recipe: Recipe, options: Partial<ImportOptions> = {}): Promise<Dataset | Bad> =>
  importFiles({ recipe, folder: options.folder ?? temporary(), threads: 2, workerUrl, ...options })

/** Survey and import with what the survey proposes, changed by `change`. */
export async function taken(
  path: string | readonly string[],
  change: Partial<Recipe> = {},
  options: Partial<ImportOptions> = {},
): Promise<Dataset> {
  const { recipe } = await surveyOf(...[path].flat())
  return good(
    await importRecipe({ ...recipe, ...change, params: { ...recipe.params, ...change.params } }, options),
  )
}

/** All values of one sample. */
export function sample(set: Dataset, name: string): number[] {
  const at = set.names?.indexOf(name) ?? -1
  const values = new Float32Array(set.shape.reduce((a, b) => a * b, 1))
  if (at < 0) throw new Error(`no sample is called ${name}, but ${set.names?.join(', ')}`)
  rowsIn(set).read(at, values)
  return Array.from(values)
}
/** All samples one behind the other. */
export const samples = (set: Dataset): number[] =>
  (set.names ?? []).flatMap((_, at) => {
    const values = new Float32Array(set.shape.reduce((a, b) => a * b, 1))
    rowsIn(set).read(at, values)
    return Array.from(values)
  })
export const classOf = (set: Dataset, name: string): string | undefined =>
  set.classes[set.labels[set.names?.indexOf(name) ?? -1] ?? -1]
export const labelsOf = (set: Dataset): (string | undefined)[] => Array.from(set.labels, l => set.classes[l])
export const column = (set: Dataset, name: string): readonly string[] | undefined =>
  set.columns?.find(c => c.name === name)?.values
export const float32 = (values: readonly number[]): number[] => Array.from(Float32Array.from(values))
