/**
 * What is most likely to be predicted, from the columns beside the samples. Pure.
 * Names decide before values do; a wrong guess costs one click, so what identifies a sample or says how
 * it was measured is never guessed.
 */
import { FOLDER_COLUMN, SPLIT_COLUMN } from './folderColumns'
import type { ColumnHead } from './types'
import type { TargetChoice } from '../datasets/recipe'

/** Names that are nearly always the target, alone or as the last word of several. */
const CLASS = new RegExp(
  '(^|[ _.-])(class(es)?|labels?|targets?|type|species|variety|cultivar|category|group|diagnosis|oil|' +
    'material|polymer|mineral|grade|kind|morphology|(sub|obj|spec)(class|type)|y)([ _.-]?(id|name))?$',
  'i',
)
/** A target of several numbers, as arrays name them. */
const NUMBERS = /^(y|targets?|labels?)([ _]\d+)?$/i
/** What tells samples apart, where they came from, and how and when they were measured. */
const UNLIKELY = new RegExp(
  '^(id|no|nr|names?|file ?(name)?|path|index|row|column \\d+|unnamed.*|sample|spectrum|object|' +
    'sampleid|(.*[ _])?(id|number|name)|set|subset|partition|fold|train|test|ra|dec|plate|mjd|fiber|' +
    'date|time|day|month|year|season|timestamp|rep|replicates?|batch|lot|run|scan|session|operator|' +
    'instrument|device|detector|filter|exptime|exposure|airmass|snr?|s/n|owner|origin|casname|' +
    'comments?|notes?|width|height)$',
  'i',
)
/** Whole numbers with few values are classes; others are numbers to predict. Called so, there may be more. */
const MOST_WHOLE_CLASSES = 30
const MOST_NAMED_CLASSES = 1000
/** More columns of numbers than this are measurements rather than targets. */
const MOST_NUMBERS = 16

/** `labelled` are the columns of the table that says what each file is. */
export function guessTarget(
  columns: readonly ColumnHead[],
  samples: number,
  labelled: readonly string[] = [],
): TargetChoice {
  const asClasses = ({ name: column }: ColumnHead): TargetChoice => ({ kind: 'classes', column })
  const asNumbers = (those: readonly ColumnHead[]): TargetChoice => ({
    kind: 'numbers',
    columns: those.map(c => c.name),
  })
  const taken = columns.find(c => c.role === 'label')
  if (taken) return asClasses(taken)
  const likely = columns.find(c => CLASS.test(c.name) && couldBeClass(c, samples, true))
  if (likely) return asClasses(likely)
  const called = columns.filter(c => NUMBERS.test(c.name) && c.kind === 'numbers' && c.distinct > 1)
  if (called.length > 0) return asNumbers(called)
  const able = columns.filter(isPredictable)
  const folder = columns.find(c => c.name === FOLDER_COLUMN && c.distinct > 1)
  const written = able.filter(c => labelled.includes(c.name))
  // A table of file names and one thing more was written to say that thing.
  if (folder && written.length !== 1) return asClasses(folder)
  const among = written.length > 0 ? written : able
  const text = among.find(c => c.kind === 'text' && couldBeClass(c, samples, false))
  const numbers = among.filter(c => c.kind === 'numbers' && c.distinct > 2)
  if (text) return asClasses(text)
  if (
    numbers.length > 0 &&
    numbers.length <= MOST_NUMBERS &&
    !numbers.every(c => couldBeClass(c, samples, false) && c.distinct < samples / 4)
  )
    return asNumbers(numbers)
  const whole = among.find(c => couldBeClass(c, samples, false)) ?? folder
  return whole ? asClasses(whole) : { kind: 'none' }
}

/** Nothing that tells where or how a sample was measured. */
const isPredictable = ({ name, role }: ColumnHead): boolean =>
  name !== FOLDER_COLUMN && name !== SPLIT_COLUMN && !UNLIKELY.test(name) && role !== 'group' && role !== 'id'

/** Words that come again, or few whole numbers. */
function couldBeClass(
  { kind, isWhole, distinct }: ColumnHead,
  samples: number,
  isCalledSo: boolean,
): boolean {
  if (distinct < 2 || distinct > Math.max(2, isCalledSo && kind === 'text' ? samples - 1 : samples / 2))
    return false
  return (
    kind === 'text' ||
    (isWhole &&
      distinct <=
        (isCalledSo
          ? Math.max(MOST_WHOLE_CLASSES, Math.min(MOST_NAMED_CLASSES, samples / 4))
          : MOST_WHOLE_CLASSES))
  )
}
