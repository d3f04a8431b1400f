/**
 * What keeps a method of splitting from working, in a sentence. Pure. `splitDataset` falls back on the
 * stratified split where this finds something, so the form must show it.
 */
import type { Bad } from '../../spec'
import type { SplitSettings } from './types'
import { excludedProblem, keptIn } from './leftOut'
import type { SplitSet } from './units'

const WORDS: Readonly<Record<string, 'training' | 'validation' | 'test'>> = {
  train: 'training',
  training: 'training',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
}
/** The split that a cell of a column names, if it names one. */
export const splitNamed = (text: string | undefined): 'training' | 'validation' | 'test' | null =>
  WORDS[text?.trim().toLowerCase() ?? ''] ?? null

export const columnOf = (set: SplitSet, name: string | undefined): readonly string[] | null =>
  set.columns?.find(c => c.name === name)?.values ?? null

function missingColumn(set: SplitSet, name: string | undefined, what: string): Bad | null {
  if (columnOf(set, name)) return null
  const names = (set.columns ?? []).map(c => `“${c.name}”`)
  if (names.length === 0)
    return {
      bad:
        `The data has no columns of text beside the samples, so no column can say ${what}: choose ` +
        'another way to split.',
    }
  return {
    bad: name
      ? `There is no column “${name}” in the data: choose one of ${names.join(', ')}.`
      : `Choose the column that says ${what}: ${names.join(', ')}.`,
  }
}

const TOGETHER = 'which samples belong together'

/** What keeps this way of splitting from working, or null. */
export function splitProblem(
  set: SplitSet,
  { split = 'stratified', group = '', column, folds = 5, fold = 1, excluded }: SplitSettings,
): Bad | null {
  const wrong = excludedProblem(excluded, set.labels.length)
  if (wrong || split === 'stratified') return wrong
  if (split === 'groups' || group !== '') {
    const missing = missingColumn(set, group, TOGETHER)
    if (missing) return missing
  }
  const groups = columnOf(set, group)
  const kept = Array.from(set.labels.keys()).filter(keptIn(excluded))
  if (split === 'column')
    return (
      missingColumn(set, column, 'which split each sample belongs to') ??
      badColumn(set, column ?? '', groups, kept)
    )
  const units = new Set(kept.map(i => groups?.[i]?.trim() || i)).size
  const named = groups ? `${units} groups in the column “${group}”` : `${units} samples`
  const needed = split === 'folds' ? Math.max(folds, 3) : 3
  if (split === 'folds' && fold > folds)
    return { bad: `There is no fold ${fold} of ${folds}: choose 1 to ${folds}.` }
  const parts =
    split === 'folds'
      ? `${folds} folds need at least ${needed}`
      : 'training, validation and test need at least 3'
  if (units < needed) return { bad: `There are only ${named}: ${parts}.` }
  return split === 'groups' && groups ? cutApart(set, group, groups, kept) : null
}

/** A group that lies on both sides of the test part that came with the data. */
function cutApart(
  { ownTest }: SplitSet,
  name: string,
  groups: readonly string[],
  kept: readonly number[],
): Bad | null {
  if (!ownTest) return null
  const isTest = (i: number): boolean => i >= ownTest[0] && i < ownTest[1]
  const nameOf = (i: number): string => groups[i]?.trim() ?? ''
  const inside = new Set(kept.filter(isTest).map(nameOf))
  const both = kept.find(i => !isTest(i) && nameOf(i) !== '' && inside.has(nameOf(i)))
  return both === undefined
    ? null
    : {
        bad:
          `The group “${nameOf(both)}” of the column “${name}” has samples both inside and outside the ` +
          'test part that came with the data: use folds, or leave the groups out.',
      }
}

function badColumn(
  set: SplitSet,
  name: string,
  groups: readonly string[] | null,
  kept: readonly number[],
): Bad | null {
  const cells = columnOf(set, name) ?? []
  const counts = { training: 0, validation: 0, test: 0 }
  const splitOf = new Map<string, string>()
  for (const i of kept) {
    const split = splitNamed(cells[i])
    if (!split)
      return {
        bad:
          `The column “${name}” says “${cells[i] ?? ''}” for sample ${i + 1}: it must say train, ` +
          'validation or test.',
      }
    counts[split]++
    const group = groups?.[i]?.trim() ?? ''
    const before = group ? splitOf.get(group) : undefined
    if (before && before !== split)
      return {
        bad:
          `The column “${name}” puts samples of the group “${group}” into both ${before} and ${split}: ` +
          'give the group one split.',
      }
    if (group) splitOf.set(group, split)
  }
  const empty = (['training', 'test'] as const).find(split => counts[split] === 0)
  return empty
    ? {
        bad:
          `The column “${name}” puts no sample into the ${empty} split: it must say train for some and ` +
          'test for others.',
      }
    : null
}
