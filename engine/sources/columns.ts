/**
 * Columns of many files put together, and what a sample's targets are. Pure.
 * A column that some files lack is filled up with nothing (NaN, an empty text), never with a guess.
 */
import type { MoreTarget } from '../datasets/dataset'
import { type Bad } from '../spec'
import type { Column, ColumnHead } from './types'
import type { TargetChoice } from '../datasets/recipe'

const EXAMPLES = 5
const MOST_CLASSES = 65_536

export const emptyColumn = (like: Column, count: number): Column =>
  like.kind === 'numbers'
    ? { ...like, values: new Float64Array(count).fill(NaN) }
    : { ...like, values: Array.from({ length: count }, () => '') }

/** One behind the other; `counts` says how many samples each part has. */
export function stackColumns(
  parts: readonly (readonly Column[])[],
  counts: readonly number[],
): readonly Column[] {
  const names = new Set<string>()
  for (const part of parts) for (const column of part) names.add(column.name)
  return [...names].map(name =>
    stackColumn(
      name,
      parts.map(p => p.find(c => c.name === name)),
      counts,
    ),
  )
}
function stackColumn(name: string, own: readonly (Column | undefined)[], counts: readonly number[]): Column {
  const { unit } = own.find(c => c) as Column
  if (own.some(c => c?.kind === 'text')) {
    const values: string[] = []
    for (const [i, column] of own.entries())
      if (!column) for (let n = counts[i] ?? 0; n > 0; n--) values.push('')
      else for (const v of column.values) values.push(cellText(v))
    return { name, unit, kind: 'text', values }
  }
  const values = new Float64Array(counts.reduce((a, b) => a + b, 0)).fill(NaN)
  let at = 0
  for (const [i, column] of own.entries()) {
    if (column?.kind === 'numbers') values.set(column.values, at)
    at += counts[i] ?? 0
  }
  return { name, unit, kind: 'numbers', values }
}
const cellText = (v: string | number): string =>
  typeof v === 'string' ? v : Number.isNaN(v) ? '' : String(v)
export const textsOf = (column: Column): readonly string[] =>
  column.kind === 'text' ? column.values : Array.from(column.values, cellText)

export function columnHeadOf(column: Column): ColumnHead {
  const distinct = new Set(textsOf(column))
  distinct.delete('')
  return {
    name: column.name,
    unit: column.unit,
    kind: column.kind,
    isWhole: column.kind === 'numbers' && column.values.every(v => Number.isInteger(v) || Number.isNaN(v)),
    distinct: distinct.size,
    examples: [...distinct].slice(0, EXAMPLES),
  }
}

/** The first sample of each that has none of what is predicted is what the sentence names. */
export function chosenTarget(
  columns: readonly Column[],
  choice: TargetChoice,
  names: readonly string[],
): MoreTarget | Bad {
  if (choice.kind === 'none')
    return { name: '', classes: [], labels: new Int32Array(names.length), numbers: null }
  const chosen = choice.kind === 'classes' ? [choice.column] : choice.columns
  const found = chosen.map(name => columns.find(c => c.name === name))
  const lost = chosen.find((_, i) => !found[i])
  if (lost !== undefined)
    return {
      bad:
        `There is no column “${lost}” to predict: there are ` +
        `${columns.map(c => `“${c.name}”`).join(', ') || 'none'}.`,
    }
  if (choice.kind === 'classes') return classesOf(found[0] as Column, names)
  return numbersOf(found as Column[], names)
}

/** `[samples, columns]`. */
function numbersOf(columns: readonly Column[], names: readonly string[]): MoreTarget | Bad {
  if (columns.length === 0) return { bad: 'No column to predict is chosen.' }
  const samples = names.length
  const values = new Float32Array(samples * columns.length)
  for (const [i, column] of columns.entries()) {
    if (column.kind === 'text')
      return {
        bad:
          `The column “${column.name}” holds text, such as “${column.values[0] ?? ''}”: choose it as ` +
          'classes, or choose columns of numbers.',
      }
    const none = column.values.findIndex(v => !Number.isFinite(v))
    if (none >= 0)
      return {
        bad:
          `“${column.name}” has no number for ${names[none] ?? `sample ${none + 1}`}: fill it in, or ` +
          'leave that sample out.',
      }
    for (let s = 0; s < samples; s++) values[s * columns.length + i] = column.values[s] as number
  }
  return {
    name: '',
    classes: [],
    labels: new Int32Array(samples),
    numbers: { names: columns.map(c => (c.unit ? `${c.name} (${c.unit})` : c.name)), values },
  }
}

function classesOf(column: Column, names: readonly string[]): MoreTarget | Bad {
  const texts = textsOf(column)
  const none = texts.findIndex(t => t.trim() === '')
  if (none >= 0)
    return {
      bad:
        `“${column.name}” names no class for ${names[none] ?? `sample ${none + 1}`}: fill it in, or ` +
        'leave that sample out.',
    }
  const classes = [...new Set(texts)].sort(new Intl.Collator('en', { numeric: true }).compare)
  if (classes.length < 2)
    return {
      bad:
        `“${column.name}” is “${classes[0] ?? ''}” for every sample: there is nothing to tell apart. ` +
        'Choose another column.',
    }
  if (classes.length > MOST_CLASSES)
    return {
      bad:
        `“${column.name}” has ${classes.length} different values; at most ${MOST_CLASSES} classes are ` +
        'told apart.',
    }
  const places = new Map(classes.map((c, i) => [c, i]))
  return { name: '', classes, labels: Int32Array.from(texts, t => places.get(t) ?? 0), numbers: null }
}
