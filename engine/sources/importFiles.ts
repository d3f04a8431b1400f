/**
 * Brings files into the studio: a data set on disk, made as its recipe says.
 * Nothing is there until all of it is; a cancelled or refused import leaves no trace, and files that
 * cannot be read are left out only if `mayLeave` says so.
 */
import { createHash } from 'node:crypto'
import type { Dataset } from '../datasets/dataset'
import { beginSet, listSets, readSet } from '../library/stored'
import { formatShape, isBad, type Bad } from '../spec'
import { alignBlock, besideFirst } from './commonAxis'
import { stackColumns, targetOf, textsOf } from './columns'
import { decodeAll } from './decoderPool'
import { fileKind } from '../fileKinds'
import type { SampleBlock, Column, ImportProgress, FileProblem } from './types'
import type { Recipe } from '../datasets/recipe'
import { columnsFor, unitsOf, type DecodeUnit } from './decodeUnits'
import { skippedSentence, usable } from './usableSamples'

export type BringOptions = {
  readonly recipe: Recipe
  /** Where imported sets are kept. */
  readonly folder: string
  readonly threads: number
  /** The compiled decodeWorker.ts. */
  readonly workerUrl: string | URL
  readonly isWanted?: () => boolean
  readonly onProgress?: (progress: ImportProgress) => void
  /** Asked once, at the end, where files could not be read: whether to go on without them. */
  readonly mayLeave?: (problems: readonly FileProblem[], samples: number) => Promise<boolean>
}

/** Files that cannot be read are named up to this many; the rest is counted. */
const MOST_PROBLEMS = 1000
const REPORT_EVERY_MS = 100

export async function importFiles(options: BringOptions): Promise<Dataset | Bad> {
  const { recipe, folder, isWanted = () => true } = options
  const found = await unitsOf(recipe, isWanted)
  if (isBad(found)) return found
  const stamp = stampOf(recipe, found.table ? [...found.files, found.table] : found.files)
  const id = (await listSets(folder)).find(s => s.stamp === stamp)?.id
  const same = id && (await readSet(folder, id))
  if (same && !isBad(same)) return same
  const collected = collector(recipe, folder, found.columns)
  for (const p of found.problems) collected.complain(p.name, p.sentence)
  try {
    const report = reporter(options, found.units.length, collected)
    await decodeAll(recipe, found.units, options, async (unit, block) => {
      await collected.add(unit, block)
      report()
      return isWanted()
    })
    if (!isWanted()) return await collected.drop({ bad: 'The import was cancelled; nothing was kept.' })
    const { problems, complaints, count } = collected
    if (count === 0)
      return await collected.drop({
        bad: problems[0]
          ? `Nothing could be read. ${skippedSentence(problems[0])}`
          : 'There are no samples in these files.',
      })
    if (problems.length > 0 && !(await options.mayLeave?.(problems, count)))
      return await collected.drop({
        bad:
          'Nothing was imported, because ' +
          `${complaints === 1 ? 'one file or sample' : `${complaints.toLocaleString('en')} files or samples`} ` +
          `cannot be used. ${problems[0] ? skippedSentence(problems[0]) : ''}`,
      })
    if (!isWanted()) return await collected.drop({ bad: 'The import was cancelled; nothing was kept.' })
    return await collected.finish(stamp)
  } catch (error) {
    return collected.drop({
      bad: `The import ended: ${error instanceof Error ? error.message : String(error)}. Nothing was kept.`,
    })
  }
}

const stampOf = (
  recipe: Recipe,
  files: readonly { readonly name: string; readonly size: number; readonly modified: number }[],
): string =>
  createHash('sha256')
    .update(JSON.stringify([recipe, files.map(f => [f.name, f.size, f.modified])]))
    .digest('hex')

function reporter(
  { onProgress }: BringOptions,
  total: number,
  collected: ReturnType<typeof collector>,
): () => void {
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

/** Writes blocks as they come and keeps what is said of their samples. */
function collector(recipe: Recipe, folder: string, known: readonly Column[]) {
  const names: string[] = []
  const parts: (readonly Column[])[] = []
  const counts: number[] = []
  const problems: FileProblem[] = []
  let first: SampleBlock | null = null
  let set: Awaited<ReturnType<typeof beginSet>> | null = null
  let complaints = 0
  const complain = (name: string, sentence: string): void => {
    complaints++
    if (problems.length < MOST_PROBLEMS) problems.push({ name, sentence })
  }
  return {
    problems: problems as readonly FileProblem[],
    get complaints(): number {
      return complaints
    },
    get count(): number {
      return names.length
    },
    complain,
    async add(unit: DecodeUnit, read: SampleBlock | Bad): Promise<void> {
      const block =
        isBad(read) || !recipe.axis || read.kind !== 'spectra' ? read : alignBlock(read, recipe.axis)
      if (isBad(block)) return complain(unit.name, block.bad)
      const wrong = first && besideFirst(block, first)
      if (wrong) return complain(unit.name, wrong.bad)
      const own = usable(
        block,
        columnsFor(unit, known, block.columns, block.names.length),
        recipe.target,
        complain,
      )
      if (own.block.names.length === 0) return
      first ??= { ...own.block, values: new Float32Array(0) } // its form alone
      set ??= await beginSet(folder, own.block.values instanceof Uint8Array ? 'u8' : 'f32')
      await set.append(own.block.values)
      for (const name of own.block.names) names.push(name)
      parts.push(own.columns)
      counts.push(own.block.names.length)
    },
    async drop(why: Bad): Promise<Bad> {
      await set?.drop()
      return why
    },
    async finish(stamp: string): Promise<Dataset | Bad> {
      const columns = stackColumns(parts, counts)
      const target = targetOf(columns, recipe.target, names)
      if (isBad(target)) return this.drop(target)
      const { kind, shape, axis } = first as SampleBlock
      return (set as NonNullable<typeof set>).finish(
        {
          title: recipe.title,
          kind,
          about: aboutOf(recipe, names.length, kind, shape),
          shape,
          axis,
          classes: target.classes,
          labels: target.labels,
          ...(target.numbers ? { numbers: target.numbers } : {}),
          ownTest: null,
          names,
          columns: columns.map(c => ({ name: c.name, values: textsOf(c) })),
          licence: { name: '', text: '', source: recipe.paths.join(', ') },
        },
        { recipe, stamp, importedAt: Date.now(), left: problems },
      )
    },
  }
}

const aboutOf = (
  { kind: source, paths }: Recipe,
  samples: number,
  kind: 'images' | 'spectra',
  shape: Dataset['shape'],
): string =>
  `${samples.toLocaleString('en')} ${kind} of ${formatShape(shape)}, imported from ` +
  `${fileKind(source).names[1]} in ${paths.map(p => p.split(/[\\/]/).at(-1)).join(', ')}.`
