/** How many samples each class has, in all and in each split. */
import { type SplitName, SPLITS } from '../dataset'
import { NONE } from './findings'
import type { Audit, AuditedSet, Finding } from './types'

const FEW = 10
const UNEVEN = 5

const listed = (names: readonly string[]): string =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '')

/** Of the classes that `names` says; none if it names none. */
const saying = (
  level: Finding['level'],
  title: string,
  names: readonly string[],
  sentence: string,
): Finding[] =>
  names.length > 0 ? [{ level, title, sentence: `${listed(names)}: ${sentence}`, ...NONE }] : []

export function balanceFindings({ classes }: AuditedSet, counts: Audit['counts']): Finding[] {
  if (classes.length === 0) return []
  const sums = classes.map((_, c) => SPLITS.reduce((n, split) => n + (counts[split][c] ?? 0), 0))
  const named = (is: (c: number) => boolean): string[] => classes.filter((_, c) => is(c)).map(c => `“${c}”`)
  const lacks = (split: SplitName) => named(c => (sums[c] ?? 0) > 0 && counts[split][c] === 0)
  return [
    ...saying(
      'info',
      'Classes without samples',
      named(c => sums[c] === 0),
      'no sample is of this class, so the network can only learn never to answer it.',
    ),
    ...lackFindings(lacks),
    ...saying(
      'warning',
      'Classes with few samples',
      named(c => (sums[c] ?? 0) > 0 && (sums[c] ?? 0) < FEW),
      `fewer than ${FEW} samples, which is hardly enough to learn from and none to judge by: add ` +
        'samples, or join it with another class.',
    ),
    ...unevenFindings(classes, sums),
  ]
}

/** `lacks` names the classes that have samples, but none in that split. */
const lackFindings = (lacks: (split: SplitName) => readonly string[]): Finding[] => [
  ...saying(
    'error',
    'Classes that are not trained',
    lacks('training'),
    'there are samples, but none in the training split, so this class cannot be learned: split ' +
      'otherwise, or add samples.',
  ),
  ...(['validation', 'test'] as const).flatMap(split =>
    saying(
      'warning',
      `Classes missing from the ${split} split`,
      lacks(split),
      `there is no sample in the ${split} split, so its accuracy says nothing about this class: add ` +
        'samples, or split otherwise.',
    ),
  ),
]

function unevenFindings(classes: readonly string[], sums: readonly number[]): Finding[] {
  const there = sums.filter(n => n > 0)
  const [small, large] = [Math.min(...there), Math.max(...there)]
  if (large <= UNEVEN * small) return []
  return [
    {
      level: 'warning',
      title: 'Uneven classes',
      sentence:
        `“${classes[sums.indexOf(large)] ?? ''}” has ${large} samples and ` +
        `“${classes[sums.indexOf(small)] ?? ''}” ${small}. A network that always answers the large class ` +
        'already looks good: give classes balanced weights in the Output layer, and judge by the ' +
        'accuracy of each class.',
      ...NONE,
    },
  ]
}
