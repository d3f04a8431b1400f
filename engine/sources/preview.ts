/**
 * Some samples as a recipe would import them, decoded anew whenever the recipe changes.
 * The columns of a file that holds all samples are known whole; those that stand in each file are known
 * from the ones that were looked at.
 */
import type { Recipe, TargetChoice } from '../datasets/recipe'
import type { Understood } from '../datasets/roles'
import { isBad, size, type Bad } from '../spec'
import { alignRead } from './commonAxis'
import { columnHeadOf, stackColumns, textsOf } from './columns'
import { decodeHere } from './decoderPool'
import { columnsFor, decodeUnitsOf, type Units } from './decodeUnits'
import { previewNotes, type SampleHeads } from './previewNotes'
import { evenlySpread } from './spread'
import { standBeside } from './standBeside'
import type { Column, FileProblem, Preview, SampleBlock } from './types'
import { UnderstoodList } from './understood'
import { skippedSentence, usable } from './usableSamples'

const UNITS_LOOKED_AT = 24
const MOST_SAMPLES = 24
/** Of all samples that are shown. */
const MOST_VALUES = 4_000_000
const MOST_PROBLEMS = 100

type Looked = {
  readonly blocks: readonly { readonly block: SampleBlock; readonly columns: readonly Column[] }[]
  readonly problems: readonly FileProblem[]
}

async function look(recipe: Recipe, { units, columns, problems }: Units): Promise<Looked> {
  const blocks: { block: SampleBlock; columns: readonly Column[] }[] = []
  const wrong: FileProblem[] = [...problems]
  for (const unit of evenlySpread(units, UNITS_LOOKED_AT)) {
    const block = alignRead(await decodeHere(recipe, unit), recipe.axis)
    if (isBad(block)) {
      wrong.push({ name: unit.name, sentence: block.bad })
      continue
    }
    const fit = blocks[0] ? standBeside(block, blocks[0].block) : block
    if (isBad(fit)) wrong.push({ name: unit.name, sentence: fit.bad })
    else blocks.push({ block: fit, columns: columnsFor(unit, columns, fit.columns, fit.names.length) })
  }
  return { blocks, problems: wrong }
}

function withoutUnusable({ blocks, problems }: Looked, target: TargetChoice): Looked {
  const wrong = [...problems]
  const kept = blocks.map(({ block, columns }) =>
    usable(block, columns, target, (name, sentence) => void wrong.push({ name, sentence })),
  )
  return { blocks: kept.filter(k => k.block.names.length > 0), problems: wrong }
}

function headsOf({ units, columns }: Units, { blocks }: Looked): SampleHeads {
  const counts = blocks.map(b => b.block.names.length)
  const each = counts.reduce((a, b) => a + b, 0) / Math.max(1, blocks.length)
  const looked = stackColumns(
    blocks.map(b => b.columns),
    counts,
  ).map(columnHeadOf)
  // Folders and rows of a table are known of every file without reading it.
  const known = units.length > blocks.length ? columns.map(columnHeadOf) : []
  const roles = new Map(blocks.flatMap(b => b.block.understood.map(u => [u.part, u.role])))
  return {
    columns: looked.map(c => {
      const head = known.find(k => k.name === c.name) ?? c
      const role = roles.get(c.name)
      return role ? { ...head, role } : head
    }),
    samples: Math.round(each * units.length),
    isExact: units.length === blocks.length || counts.every(n => n === 1),
  }
}

export async function columnHeads(
  recipe: Recipe,
  units: Units,
): Promise<Pick<SampleHeads, 'columns' | 'samples'>> {
  return headsOf(units, await look(recipe, units))
}

export async function preview(recipe: Recipe): Promise<Preview | Bad> {
  const units = await decodeUnitsOf(recipe)
  if (isBad(units)) return units
  const found = await look(recipe, units)
  const heads = headsOf(units, found)
  const looked = withoutUnusable(found, recipe.target)
  const first = looked.blocks[0]?.block
  if (!first)
    return {
      bad: looked.problems[0] ? skippedSentence(looked.problems[0]) : 'None of the files could be read.',
    }
  const shown = shownOf(looked, size(first.shape))
  const understood = understoodIn(looked)
  return {
    kind: first.kind,
    shape: first.shape,
    axis: first.axis,
    values: valuesOf(shown, size(first.shape)),
    isBytes: first.values instanceof Uint8Array,
    names: shown.map(s => s.name),
    targets: shown.map(s => targetInWords(s.columns, recipe.target, s.at)),
    samples: heads.isExact ? heads.samples : null,
    columns: heads.columns,
    problems: looked.problems.slice(0, MOST_PROBLEMS),
    notes: previewNotes(recipe, heads, first, understood),
    understood,
  }
}

function understoodIn({ blocks }: Looked): readonly Understood[] {
  const list = new UnderstoodList()
  for (const { block } of blocks) list.add(block.understood)
  return list.all
}

/** A sample, by its place in its block. */
type Shown = Looked['blocks'][number] & { readonly name: string; readonly at: number }

/** Some samples, spread over all that were looked at. */
function shownOf({ blocks }: Looked, length: number): readonly Shown[] {
  const all = blocks.flatMap(({ block, columns }) =>
    block.names.map((name, at): Shown => ({ block, columns, name, at })),
  )
  return evenlySpread(all, Math.max(1, Math.min(MOST_SAMPLES, Math.floor(MOST_VALUES / length))))
}

function valuesOf(shown: readonly Shown[], length: number): Float32Array {
  const values = new Float32Array(shown.length * length)
  shown.forEach(({ block, at }, i) =>
    values.set(block.values.subarray(at * length, (at + 1) * length), i * length),
  )
  return values
}

function targetInWords(columns: readonly Column[], choice: TargetChoice, at: number): string {
  const cell = (name: string): string => {
    const column = columns.find(c => c.name === name)
    return column ? (textsOf(column)[at] ?? '') : ''
  }
  if (choice.kind === 'none') return ''
  return choice.kind === 'classes'
    ? cell(choice.column)
    : choice.columns.map(c => `${c} ${cell(c)}`).join(', ')
}
