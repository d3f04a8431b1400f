/**
 * Columns of many files put together, tables joined by name, and what a sample's targets are. Pure.
 * The one thing to know: a column that some files lack is filled up with nothing (NaN, an empty text), never with a guess.
 */
import type { MoreTarget } from '../datasets/dataset'
import { type Bad } from '../spec'
import type { Column, ColumnHead, TargetChoice } from './source'

const EXAMPLES = 5,
  MOST_CLASSES = 65_536

export const emptyColumn = (like: Column, count: number): Column =>
  like.kind === 'numbers' ? { ...like, values: new Float64Array(count).fill(NaN) } : { ...like, values: Array.from({ length: count }, () => '') }

/** One behind the other; `counts` says how many samples each part has. */
export function stackColumns(parts: readonly (readonly Column[])[], counts: readonly number[]): readonly Column[] {
  const names = [...new Set(parts.flatMap(p => p.map(c => c.name)))]
  return names.map(name => {
    const own = parts.map(p => p.find(c => c.name === name)),
      first = own.find(c => c) as Column,
      isText = own.some(c => c?.kind === 'text')
    const cells = own.flatMap((c, i) =>
      c ? Array.from<string | number>(c.values) : Array.from({ length: counts[i] ?? 0 }, () => (isText ? '' : NaN)),
    )
    return isText
      ? { name, unit: first.unit, kind: 'text', values: cells.map(cellText) }
      : { name, unit: first.unit, kind: 'numbers', values: Float64Array.from(cells as number[]) }
  })
}
export const cellText = (v: string | number): string => (typeof v === 'string' ? v : Number.isNaN(v) ? '' : String(v))
export const textsOf = (column: Column): readonly string[] => (column.kind === 'text' ? column.values : Array.from(column.values, cellText))

export const headOf = (column: Column): ColumnHead => {
  const distinct = new Set(textsOf(column))
  return { name: column.name, unit: column.unit, kind: column.kind, distinct: distinct.size, examples: [...distinct].slice(0, EXAMPLES) }
}

const stem = (name: string): string => name.replace(/\.[^./]+$/, '')
const base = (name: string): string => name.split('/').at(-1) ?? name
/** By which spelling of their names files are found in a table, the most exact first. */
const SPELLINGS: readonly ((name: string) => string)[] = [n => n, stem, base, n => stem(base(n))]

/** The columns of `table` in the order of `names`, by the column that names the files; null if none does. */
export function joinColumns(
  table: readonly Column[],
  names: readonly string[],
): { readonly columns: readonly Column[]; readonly key: string; readonly missing: readonly string[] } | null {
  let best: { key: Column; rows: (number | undefined)[]; found: number } | null = null
  for (const key of table) {
    const texts = textsOf(key).map(t => t.trim().replaceAll('\\', '/').replace(/^\.\//, ''))
    for (const spell of SPELLINGS) {
      const places = new Map(texts.map((t, row) => [spell(t), row] as const)),
        rows = names.map(n => places.get(spell(n))),
        found = rows.filter(r => r !== undefined).length
      if (found > (best?.found ?? 0)) best = { key, rows, found }
    }
  }
  if (!best) return null
  const { key, rows } = best
  const columns = table
    .filter(c => c !== key)
    .map((c): Column => {
      const nothing = emptyColumn(c, 1).values[0] as string | number,
        cells = rows.map(r => (r === undefined ? nothing : (c.values[r] as string | number)))
      return c.kind === 'text' ? { ...c, values: cells as string[] } : { ...c, values: Float64Array.from(cells as number[]) }
    })
  return { columns, key: key.name, missing: names.filter((_, i) => rows[i] === undefined) }
}

/** Names that are nearly always what is wanted. */
const LIKELY_CLASS = /^(class(es)?|label(s)?|target|type|species|variety|category|group|y|folder|oil\.?type|diagnosis|spectral_?type|subclass)$/i
const UNLIKELY = /^(id|name|file(name)?|path|index|row|sample(_?id)?|split|set|subset|partition|ra|dec|date|time|replicate|batch|train|test)$/i
/** Whole numbers with few values are classes; others are numbers to predict. */
const MOST_WHOLE_CLASSES = 30

/** What is most likely to be predicted, from the columns alone. */
export function guessTarget(columns: readonly ColumnHead[], samples: number): TargetChoice {
  const couldBeClass = (c: ColumnHead): boolean =>
    c.distinct >= 2 &&
    c.distinct <= Math.max(2, samples / 2) &&
    (c.kind === 'text' || (c.distinct <= MOST_WHOLE_CLASSES && c.examples.every(e => /^-?\d+$/.test(e))))
  const likely = columns.find(c => LIKELY_CLASS.test(c.name) && couldBeClass(c)),
    able = columns.filter(c => !UNLIKELY.test(c.name))
  const numbers = able.filter(c => c.kind === 'numbers' && c.distinct > 2)
  if (likely) return { kind: 'classes', column: likely.name }
  const named = able.find(c => LIKELY_CLASS.test(c.name) && c.kind === 'numbers')
  if (named) return { kind: 'numbers', columns: [named.name] }
  const text = able.find(c => c.kind === 'text' && couldBeClass(c))
  if (text) return { kind: 'classes', column: text.name }
  if (numbers.length > 0) return { kind: 'numbers', columns: numbers.map(c => c.name) }
  const whole = able.find(couldBeClass)
  return whole ? { kind: 'classes', column: whole.name } : { kind: 'none' }
}

/** The first sample of each that has none of what is predicted is what the sentence names. */
export function targetOf(columns: readonly Column[], choice: TargetChoice, names: readonly string[]): MoreTarget | Bad {
  const samples = names.length
  if (choice.kind === 'none') return { name: '', classes: [], labels: new Int32Array(samples), numbers: null }
  const wanted = choice.kind === 'classes' ? [choice.column] : choice.columns
  const found = wanted.map(name => columns.find(c => c.name === name)),
    lost = wanted.find((_, i) => !found[i])
  if (lost !== undefined)
    return { bad: `There is no column “${lost}” to predict: there are ${columns.map(c => `“${c.name}”`).join(', ') || 'none'}.` }
  if (choice.kind === 'classes') return classesOf(found[0] as Column, names)
  if (found.length === 0) return { bad: 'No column to predict is chosen.' }
  const values = new Float32Array(samples * found.length)
  for (const [i, column] of (found as Column[]).entries()) {
    if (column.kind === 'text')
      return {
        bad: `The column “${column.name}” holds text, such as “${column.values[0] ?? ''}”: choose it as classes, or choose columns of numbers.`,
      }
    const none = column.values.findIndex(v => !Number.isFinite(v))
    if (none >= 0) return { bad: `“${column.name}” has no number for ${names[none] ?? `sample ${none + 1}`}: fill it in, or leave that sample out.` }
    for (let s = 0; s < samples; s++) values[s * found.length + i] = column.values[s] as number
  }
  return {
    name: '',
    classes: [],
    labels: new Int32Array(samples),
    numbers: { names: (found as Column[]).map(c => (c.unit ? `${c.name} (${c.unit})` : c.name)), values },
  }
}

function classesOf(column: Column, names: readonly string[]): MoreTarget | Bad {
  const texts = textsOf(column),
    none = texts.findIndex(t => t.trim() === '')
  if (none >= 0) return { bad: `“${column.name}” names no class for ${names[none] ?? `sample ${none + 1}`}: fill it in, or leave that sample out.` }
  const classes = [...new Set(texts)].sort(new Intl.Collator('en', { numeric: true }).compare)
  if (classes.length < 2)
    return { bad: `“${column.name}” is “${classes[0] ?? ''}” for every sample: there is nothing to tell apart. Choose another column.` }
  if (classes.length > MOST_CLASSES)
    return { bad: `“${column.name}” has ${classes.length} different values; at most ${MOST_CLASSES} classes are told apart.` }
  const places = new Map(classes.map((c, i) => [c, i]))
  return { name: '', classes, labels: Int32Array.from(texts, t => places.get(t) ?? 0), numbers: null }
}
