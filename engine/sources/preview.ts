/**
 * Some samples as a recipe would import them, decoded anew whenever the recipe changes.
 * The columns of a file that holds all samples are known whole; those that stand in each file are known
 * from the ones that were looked at.
 */
import { fileKind } from '../fileKinds'
import { formatShape, isBad, size, type Bad } from '../spec'
import { alignBlock, besideFirst } from './commonAxis'
import { headOf, stackColumns, textsOf } from './columns'
import { decodeHere } from './decoderPool'
import { spread } from './spread'
import { columnsFor, unitsOf, type Units } from './decodeUnits'
import { skippedSentence, usable } from './usableSamples'
import type { SampleBlock, Column, ColumnHead, Note, Preview, FileProblem } from './types'
import type { Recipe, TargetChoice } from '../datasets/recipe'

const UNITS_LOOKED_AT = 24
const MOST_SAMPLES = 24
const MOST_VALUES = 4_000_000

type Looked = {
  readonly blocks: readonly { readonly block: SampleBlock; readonly columns: readonly Column[] }[]
  readonly problems: readonly FileProblem[]
}

async function look(recipe: Recipe, { units, columns, problems }: Units): Promise<Looked> {
  const blocks: { block: SampleBlock; columns: readonly Column[] }[] = []
  const wrong: FileProblem[] = [...problems]
  for (const unit of spread(units, UNITS_LOOKED_AT)) {
    const read = await decodeHere(recipe, unit)
    const block =
      isBad(read) || !recipe.axis || read.kind !== 'spectra' ? read : alignBlock(read, recipe.axis)
    const unfit = isBad(block) ? block : blocks[0] && besideFirst(block, blocks[0].block)
    if (unfit) wrong.push({ name: unit.name, sentence: unfit.bad })
    else
      blocks.push({
        block: block as SampleBlock,
        columns: columnsFor(
          unit,
          columns,
          (block as SampleBlock).columns,
          (block as SampleBlock).names.length,
        ),
      })
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

/** How many samples there are, as far as is known, and the columns beside them. */
function headsOf(
  { units, columns }: Units,
  { blocks }: Looked,
): { columns: readonly ColumnHead[]; samples: number; isExact: boolean } {
  const counts = blocks.map(b => b.block.names.length)
  const each = counts.reduce((a, b) => a + b, 0) / Math.max(1, blocks.length)
  const looked = stackColumns(
    blocks.map(b => b.columns),
    counts,
  ).map(headOf)
  // Folders and rows of a table are known of every file without reading it.
  const known = units.length > blocks.length ? columns.map(headOf) : []
  return {
    columns: looked.map(c => known.find(k => k.name === c.name) ?? c),
    samples: Math.round(each * units.length),
    isExact: units.length === blocks.length || counts.every(n => n === 1),
  }
}

export async function columnHeads(
  recipe: Recipe,
  units: Units,
): Promise<{ readonly columns: readonly ColumnHead[]; readonly samples: number }> {
  return headsOf(units, await look(recipe, units))
}

export async function preview(recipe: Recipe): Promise<Preview | Bad> {
  const units = await unitsOf(recipe)
  if (isBad(units)) return units
  const found = await look(recipe, units)
  const heads = headsOf(units, found)
  const looked = withoutUnusable(found, recipe.target)
  const first = looked.blocks[0]?.block
  if (!first)
    return {
      bad: looked.problems[0] ? skippedSentence(looked.problems[0]) : 'None of the files could be read.',
    }
  const length = size(first.shape)
  const places = looked.blocks.flatMap(({ block, columns }) =>
    block.names.map((name, at) => ({ block, columns, name, at })),
  )
  const shown = spread(places, Math.max(1, Math.min(MOST_SAMPLES, Math.floor(MOST_VALUES / length))))
  const values = new Float32Array(shown.length * length)
  shown.forEach(({ block, at }, i) =>
    values.set(block.values.subarray(at * length, (at + 1) * length), i * length),
  )
  return {
    kind: first.kind,
    shape: first.shape,
    axis: first.axis,
    values,
    isBytes: first.values instanceof Uint8Array,
    names: shown.map(s => s.name),
    targets: shown.map(s => targetInWords(s.columns, recipe.target, s.at)),
    samples: heads.isExact ? heads.samples : null,
    columns: heads.columns,
    problems: looked.problems.slice(0, 100),
    notes: notesOf(recipe, heads, first),
  }
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

/** A label in the middle of a sentence, unless it is an abbreviation. */
const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

function notesOf(
  { target, kind: source }: Recipe,
  { columns, samples, isExact }: ReturnType<typeof headsOf>,
  { kind, shape, axis, note }: SampleBlock,
): readonly Note[] {
  const count = `${isExact ? '' : 'about '}${samples.toLocaleString('en')}`
  const one = kind === 'images' ? 'image' : 'spectrum'
  const range = axis
    ? (
        `, ${axis.label ? `${inSentence(axis.label)} ` : ''}from ${brief(axis.values[0])} to ` +
        `${brief(axis.values.at(-1))} ${axis.unit}`
      ).trimEnd()
    : ''
  const notes: Note[] = [
    { level: 'info', sentence: `${count} ${samples === 1 ? one : kind} of ${formatShape(shape)}${range}.` },
  ]
  if (note) notes.push({ level: 'warning', sentence: note })
  if (kind === 'spectra' && !axis)
    notes.push({ level: 'info', sentence: 'The files name no axis: points are counted from 0.' })
  if (target.kind === 'none')
    notes.push({
      level: 'error',
      sentence:
        'Nothing says what each sample is: ' +
        `${columns.length > 0 ? 'choose a column to predict, or ' : ''}${fileKind(source).targetHint}.`,
    })
  if (target.kind === 'classes') {
    const column = columns.find(c => c.name === target.column)
    if (column)
      notes.push({
        level: 'info',
        sentence:
          `“${column.name}” tells ${column.distinct} classes apart: ` +
          `${column.examples.join(', ')}${column.distinct > column.examples.length ? ', …' : ''}.`,
      })
  }
  if (target.kind === 'numbers')
    notes.push({
      level: 'info',
      sentence:
        `${target.columns.length === 1 ? 'One number is' : `${target.columns.length} numbers are`} ` +
        `predicted: ${target.columns.join(', ')}.`,
    })
  return notes
}
const brief = (v: number | undefined): string => (v === undefined ? '' : String(Number(v.toPrecision(6))))
