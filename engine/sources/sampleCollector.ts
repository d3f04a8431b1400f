/** Writes the blocks of an import as they come, and keeps what is said of their samples. */
import type { Dataset } from '../datasets/dataset'
import type { Recipe } from '../datasets/recipe'
import { fileKind } from '../fileKinds'
import { beginSet, type SetWriter } from '../library/setWriter'
import { formatShape, isBad, type Bad } from '../spec'
import { stackColumns, chosenTarget, textsOf } from './columns'
import { alignRead } from './commonAxis'
import { columnsFor, type DecodeUnit } from './decodeUnits'
import { standBeside } from './standBeside'
import type { Column, FileProblem, SampleBlock } from './types'
import { UnderstoodList } from './understood'
import { usable } from './usableSamples'

/** Files that cannot be read are named up to this many; the rest is counted. */
const MOST_PROBLEMS = 1000

export class SampleCollector {
  readonly #recipe: Recipe
  readonly #folder: string
  /** What is known of all files without reading them. */
  readonly #known: readonly Column[]
  readonly #names: string[] = []
  readonly #parts: (readonly Column[])[] = []
  readonly #counts: number[] = []
  readonly #problems: FileProblem[] = []
  readonly #understood = new UnderstoodList()
  #complaints = 0
  /** The form of the first block: the others must have it too. */
  #first: SampleBlock | null = null
  #set: SetWriter | null = null

  constructor(recipe: Recipe, folder: string, known: readonly Column[]) {
    this.#recipe = recipe
    this.#folder = folder
    this.#known = known
  }

  get problems(): readonly FileProblem[] {
    return this.#problems
  }
  /** Of files and samples, those included that `problems` does not name any more. */
  get complaints(): number {
    return this.#complaints
  }
  /** Samples so far. */
  get count(): number {
    return this.#names.length
  }

  readonly complain = (name: string, sentence: string): void => {
    this.#complaints++
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ name, sentence })
  }

  async add(unit: DecodeUnit, read: SampleBlock | Bad): Promise<void> {
    const aligned = alignRead(read, this.#recipe.axis)
    const block = isBad(aligned) || !this.#first ? aligned : standBeside(aligned, this.#first)
    if (isBad(block)) return this.complain(unit.name, block.bad)
    const columns = columnsFor(unit, this.#known, block.columns, block.names.length)
    const own = usable(block, columns, this.#recipe.target, this.complain)
    if (own.block.names.length === 0) return
    this.#first ??= { ...own.block, values: new Float32Array(0) }
    this.#set ??= await beginSet(this.#folder, own.block.values instanceof Uint8Array ? 'u8' : 'f32')
    await this.#set.append(own.block.values)
    this.#understood.add(own.block.understood)
    for (const name of own.block.names) this.#names.push(name)
    this.#parts.push(own.columns)
    this.#counts.push(own.block.names.length)
  }

  /** Leaves nothing behind. */
  async drop(why: Bad): Promise<Bad> {
    await this.#set?.drop()
    return why
  }

  async finish(stamp: string): Promise<Dataset | Bad> {
    const columns = stackColumns(this.#parts, this.#counts)
    const target = chosenTarget(columns, this.#recipe.target, this.#names)
    if (isBad(target)) return this.drop(target)
    const { kind, shape, axis, measure } = this.#first as SampleBlock
    return (this.#set as SetWriter).finish(
      {
        title: this.#recipe.title,
        kind,
        about: aboutOf(this.#recipe, this.count, kind, shape),
        shape,
        axis,
        ...(measure ? { measure } : {}),
        classes: target.classes,
        labels: target.labels,
        ...(target.numbers ? { numbers: target.numbers } : {}),
        ownTest: null,
        names: this.#names,
        columns: columns.map(c => ({ name: c.name, values: textsOf(c) })),
        licence: { name: '', text: '', source: this.#recipe.paths.join(', ') },
      },
      {
        recipe: this.#recipe,
        stamp,
        importedAt: Date.now(),
        left: this.#problems,
        understood: this.#understood.all,
      },
    )
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
