/** What a preview says of the samples in words. Pure. */
import type { Recipe } from '../datasets/recipe'
import type { Understood } from '../datasets/roles'
import { fileKind, type FileKind } from '../fileKinds'
import { formatShape } from '../spec'
import { sixDigits } from './commonAxis'
import type { ColumnHead, Note, SampleBlock } from './types'

/** How many samples there are, as far as is known, and the columns beside them. */
export type SampleHeads = {
  readonly columns: readonly ColumnHead[]
  readonly samples: number
  readonly isExact: boolean
}

export function previewNotes(
  { target, kind: source }: Recipe,
  heads: SampleHeads,
  block: SampleBlock,
  understood: readonly Understood[],
): readonly Note[] {
  const notes: Note[] = [sizeNote(heads, block)]
  notes.push(...understoodNotes(understood))
  if (block.kind === 'spectra' && !block.axis)
    notes.push({ level: 'info', sentence: 'The files name no axis: points are counted from 0.' })
  const ofTarget = targetNote(target, heads.columns, source)
  return ofTarget ? [...notes, ofTarget] : notes
}

/** More are no help; `npx receptive inspect` prints all that was understood. */
const MOST_NOTES = 8
const MOST_NAMED = 4

/** What is not sure, as warnings, before what is left out; parts left out for one reason are one note. */
export function understoodNotes(understood: readonly Understood[]): readonly Note[] {
  const told = understood.filter(u => u.why !== '' && (!u.isSure || u.role === 'left out'))
  const alike = new Map<string, Understood[]>()
  for (const u of told) {
    const key = u.role === 'left out' ? `${u.isSure}\n${u.why}` : `${u.part}\n${u.why}`
    alike.set(key, [...(alike.get(key) ?? []), u])
  }
  const notes = [...alike.values()].map((those): Note => ({
    level: those[0]?.isSure ? 'info' : 'warning',
    sentence: understoodSentence(those as [Understood]),
  }))
  const further = notes.length - MOST_NOTES
  if (further <= 1) return notes
  const more = `${further} further parts are left out or not sure: npx receptive inspect lists them.`
  return [...notes.slice(0, MOST_NOTES), { level: 'info', sentence: more }]
}

function understoodSentence(those: readonly [Understood, ...Understood[]]): string {
  const [{ part, role, count, why, unit }] = those
  // A conversion is a sentence of its own.
  if (part === 'axis' || part === 'values') return count > 1 ? `In ${count} files: ${why}` : why
  if (role !== 'left out') return `“${part}” ${unit ? `(${unit}) ` : ''}is taken as ${AS[role]}. ${why}`
  const isLines = /^(lines|remarks) /.test(part)
  const named = those.slice(0, MOST_NAMED).map(u => `“${u.part}”`)
  const more = those.length > MOST_NAMED ? ` and ${those.length - MOST_NAMED} more` : ''
  const what = isLines ? linesInWords(part, count) : `${named.join(', ')}${more}`
  return `${what} ${those.length > 1 || (isLines && count > 1) ? 'are' : 'is'} left out. ${why}`
}

/** `4 lines above the table`, `One line above the table`. */
const linesInWords = (part: string, count: number): string =>
  count > 1 ? `${count} ${part}` : `One ${part.replace(/^(line|remark)s/, '$1')}`

const AS: Readonly<Record<Exclude<Understood['role'], 'left out'>, string>> = {
  axis: 'the axis',
  value: 'values',
  error: 'the error of the values',
  mask: 'marks of their quality',
  label: 'the label',
  target: 'a number to predict',
  group: 'a group',
  id: 'the name of the sample',
  beside: 'said beside the samples',
}

function sizeNote({ samples, isExact }: SampleHeads, { kind, shape, axis }: SampleBlock): Note {
  const count = `${isExact ? '' : 'about '}${samples.toLocaleString('en')}`
  const one = kind === 'images' ? 'image' : 'spectrum'
  const range = axis
    ? (
        `, ${axis.label ? `${inSentence(axis.label)} ` : ''}from ${end(axis.values[0])} to ` +
        `${end(axis.values.at(-1))} ${axis.unit}`
      ).trimEnd()
    : ''
  return {
    level: 'info',
    sentence: `${count} ${samples === 1 ? one : kind} of ${formatShape(shape)}${range}.`,
  }
}
const end = (v: number | undefined): string => (v === undefined ? '' : sixDigits(v))

/** A label in the middle of a sentence, unless it is an abbreviation. */
const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

/** Null where classes are chosen by a column that is not there. */
function targetNote(target: Recipe['target'], columns: readonly ColumnHead[], source: FileKind): Note | null {
  if (target.kind === 'none')
    return {
      level: 'error',
      sentence:
        'Nothing says what each sample is: ' +
        `${columns.length > 0 ? 'choose a column to predict, or ' : ''}${fileKind(source).targetHint}.`,
    }
  if (target.kind === 'numbers')
    return {
      level: 'info',
      sentence:
        `${target.columns.length === 1 ? 'One number is' : `${target.columns.length} numbers are`} ` +
        `predicted: ${target.columns.join(', ')}.`,
    }
  const column = columns.find(c => c.name === target.column)
  return column
    ? {
        level: 'info',
        sentence:
          `“${column.name}” tells ${column.distinct} classes apart: ` +
          `${column.examples.join(', ')}${column.distinct > column.examples.length ? ', …' : ''}.`,
      }
    : null
}
