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

/** What is not sure first, as a warning; what is left out besides. */
export function understoodNotes(understood: readonly Understood[]): readonly Note[] {
  const told = understood.filter(u => u.why !== '' && (!u.isSure || u.role === 'left out'))
  return told.map(u => ({ level: u.isSure ? 'info' : 'warning', sentence: understoodSentence(u) }))
}

function understoodSentence({ part, role, count, why, unit }: Understood): string {
  if (part === 'axis' || part === 'values') return why
  const what =
    count > 1 && role === 'left out' && /^(lines|remarks) /.test(part) ? `${count} ${part}` : `“${part}”`
  const as =
    role === 'left out'
      ? `${count > 1 ? 'are' : 'is'} left out`
      : `${unit ? `(${unit}) ` : ''}is taken as ${AS[role]}`
  return `${what} ${as}. ${why}`
}
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
