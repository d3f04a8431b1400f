/**
 * Which samples are for training, validation and test: seeded and stratified, by groups, by a column, or in
 * folds. Pure. Positions are those of the whole data set, ascending, and the same seed gives the same split.
 * What is left out is taken out of the drawn splits, so that no other sample changes its split.
 */
import { keyOf, shuffle } from '../../random'
import type { Dataset, SplitName } from '../dataset'
import { keptIn, without } from './leftOut'
import { columnOf, splitNamed, splitProblem } from './problem'
import type { Splits, SplitSettings } from './types'
import { drawUnits, foldUnits, membersOf, splitUnitsOf, type SplitSet, type SplitUnit } from './units'

const TEST_SHARE = 0.2
const TEST_STREAM = 1
const VALIDATION_STREAM = 2

/**
 * Positions of each split as the settings say; where `splitProblem` finds something, the stratified split.
 */
export function splitDataset(set: SplitSet, settings: SplitSettings): Splits {
  const { split = 'stratified', excluded } = settings
  const drawn =
    split === 'stratified' || splitProblem(set, settings)
      ? stratified(set, settings)
      : splitUnits(set, settings, split)
  return without(drawn, excluded)
}

const ascending = (
  training: readonly number[],
  validation: readonly number[],
  test: readonly number[],
): Splits => ({
  training: Int32Array.from(training),
  validation: Int32Array.from(validation),
  test: Int32Array.from(test),
})

/**
 * The test part that came with the data, or a fifth of each class; of the rest, the share `validation` of
 * each class is for validation.
 */
function stratified(set: SplitSet, { validation, splitSeed }: SplitSettings): Splits {
  const all = Array.from(set.labels, (_, i) => i)
  const isTest = (i: number) => set.ownTest !== null && i >= set.ownTest[0] && i < set.ownTest[1]
  const [test, rest] = set.ownTest
    ? [all.filter(isTest), all.filter(i => !isTest(i))]
    : drawFrom(all, set, TEST_SHARE, keyOf(splitSeed, TEST_STREAM))
  const [watching, training] = drawFrom(rest, set, validation, keyOf(splitSeed, VALIDATION_STREAM))
  return ascending(training, watching, test)
}

/**
 * Whole units (groups, or single samples). The test part is what the settings say; the validation part is
 * drawn from the rest.
 */
function splitUnits(set: SplitSet, settings: SplitSettings, split: 'groups' | 'column' | 'folds'): Splits {
  const { validation, splitSeed, group = '', column, folds = 5, fold = 1, excluded } = settings
  const kept = keptIn(excluded)
  /** It speaks for its group: only what is left out may differ from the others. */
  const headOf = ({ members }: SplitUnit): number => members.find(kept) ?? members[0] ?? 0
  const units = splitUnitsOf(
    set,
    group ? columnOf(set, group) : null,
    Array.from(set.labels, (_, i) => i),
  )
  const testKey = keyOf(splitSeed, TEST_STREAM)
  const watchKey = keyOf(splitSeed, VALIDATION_STREAM)
  if (split === 'column') {
    const cells = columnOf(set, column) ?? []
    const those = (name: SplitName) => units.filter(u => splitNamed(cells[headOf(u)]) === name)
    const given = those('validation')
    const [watching, training] =
      given.length > 0 ? [given, those('training')] : drawUnits(those('training'), validation, watchKey)
    return ascending(membersOf(training), membersOf(watching), membersOf(those('test')))
  }
  const { ownTest } = set
  const isTest = (i: number) => ownTest !== null && i >= ownTest[0] && i < ownTest[1]
  const [test, rest] =
    split === 'folds'
      ? foldUnits(units, folds, fold, testKey)
      : ownTest
        ? [units.filter(u => isTest(headOf(u))), units.filter(u => !isTest(headOf(u)))]
        : drawUnits(units, TEST_SHARE, testKey)
  const [watching, training] = drawUnits(rest, validation, watchKey)
  return ascending(membersOf(training), membersOf(watching), membersOf(test))
}

/**
 * [drawn, left]: `share` of each class (rounded, at least one while one stays behind), both in ascending
 * order.
 */
function drawFrom(
  from: readonly number[],
  set: Pick<Dataset, 'labels' | 'classes'>,
  share: number,
  key: number,
): [number[], number[]] {
  const drawn = new Set<number>()
  // Where numbers are predicted there are no classes, and all samples are drawn from alike.
  const classes =
    set.classes.length > 0 ? set.classes.map((_, label) => from.filter(i => set.labels[i] === label)) : [from]
  classes.forEach((own, label) => {
    const members = shuffle([...own], keyOf(key, label))
    const count =
      members.length < 2 ? 0 : Math.min(Math.max(Math.round(members.length * share), 1), members.length - 1)
    members.slice(0, count).forEach(i => drawn.add(i))
  })
  return [from.filter(i => drawn.has(i)), from.filter(i => !drawn.has(i))]
}
