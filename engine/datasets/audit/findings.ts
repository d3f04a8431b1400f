/**
 * What an audit found, in sentences: what is the matter, what follows from it, what to do. Pure.
 * A warning means that results will suffer or mislead; what is only good to know is an info. What is
 * said of copies is in copies.ts.
 */
import type { SplitName } from '../dataset'
import { OUTLYING } from './outliers'
import type { Statistics } from './statistics'
import type { Finding, AuditedSet, Audit, Outlier } from './types'

const FEW = 10
const UNEVEN = 5
/** Beyond this a sample is most likely of another kind. */
const FAR = 10
const SPLITS: readonly SplitName[] = ['training', 'validation', 'test']

const NONE = { samples: [], surplus: [], isDoubtful: false } as const
/** A finding about samples that are all of no use. */
const out = (samples: readonly number[]) => ({ samples, surplus: samples, isDoubtful: false })

const nounOf = (set: Pick<AuditedSet, 'kind'>, n: number): string =>
  set.kind === 'images' ? (n === 1 ? 'picture' : 'pictures') : n === 1 ? 'spectrum' : 'spectra'
export const counted = (set: AuditedSet, n: number): string => `${n} ${nounOf(set, n)}`
const listed = (names: readonly string[]): string =>
  names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '')

export function valueFindings(
  set: AuditedSet,
  { flat, broken, mislabelled, dead, least, most }: Statistics,
): Finding[] {
  const found: Finding[] = []
  const n = set.shape.reduce((a, b) => a * b, 1)
  if (broken.length > 0)
    found.push({
      level: 'error',
      title: 'Values that are no numbers',
      sentence:
        `${counted(set, broken.length)} ${broken.length === 1 ? 'holds' : 'hold'} a value that is ` +
        'missing or infinite, and nothing can be learned from such a sample: leave them out, or mend the ' +
        'file.',
      ...out(broken),
    })
  if (mislabelled.length > 0)
    found.push({
      level: 'error',
      title: 'Labels that are no class',
      sentence:
        `${counted(set, mislabelled.length)} ${mislabelled.length === 1 ? 'has a label' : 'have labels'} beyond ` +
        `the ${set.classes.length} classes: mend the labels, or leave the samples out.`,
      ...out(mislabelled),
    })
  if (least === most)
    return [
      ...found,
      {
        level: 'error',
        title: 'All values are equal',
        sentence: `Every value is ${least}, so there is nothing to learn: look at how the data was read.`,
        ...NONE,
      },
    ]
  if (flat.length > 0)
    found.push({
      level: 'warning',
      title: 'Flat samples',
      sentence:
        `${counted(set, flat.length)} ${flat.length === 1 ? 'holds' : 'hold'} one single value ` +
        'throughout, such as an empty picture or a dead detector: they teach nothing and spoil means, so ' +
        'leave them out.',
      ...out(flat),
    })
  if (dead.length > 0)
    found.push({
      level: 'info',
      title: 'Positions that never change',
      sentence:
        `${dead.length} of the ${n} values are the same in every sample, such as a black border. They do ` +
        'no harm; cropping them away makes training faster.',
      ...NONE,
    })
  return found
}

export function balanceFindings(set: AuditedSet, counts: Audit['counts']): Finding[] {
  const { classes } = set
  if (classes.length === 0) return []
  const found: Finding[] = []
  const sums = classes.map((_, c) => SPLITS.reduce((n, split) => n + (counts[split][c] ?? 0), 0))
  const there = sums.filter(n => n > 0)
  const named = (is: (c: number) => boolean): string[] => classes.filter((_, c) => is(c)).map(c => `“${c}”`)
  const say = (level: Finding['level'], title: string, names: string[], sentence: string): void => {
    if (names.length > 0) found.push({ level, title, sentence: `${listed(names)}: ${sentence}`, ...NONE })
  }
  say(
    'info',
    'Classes without samples',
    named(c => sums[c] === 0),
    'no sample is of this class, so the network can only learn never to answer it.',
  )
  const lacks = (split: SplitName) => named(c => (sums[c] ?? 0) > 0 && counts[split][c] === 0)
  say(
    'error',
    'Classes that are not trained',
    lacks('training'),
    'there are samples, but none in the training split, so this class cannot be learned: split ' +
      'otherwise, or add samples.',
  )
  for (const split of ['validation', 'test'] as const)
    say(
      'warning',
      `Classes missing from the ${split} split`,
      lacks(split),
      `there is no sample in the ${split} split, so its accuracy says nothing about this class: add ` +
        'samples, or split otherwise.',
    )
  say(
    'warning',
    'Classes with few samples',
    named(c => (sums[c] ?? 0) > 0 && (sums[c] ?? 0) < FEW),
    `fewer than ${FEW} samples, which is hardly enough to learn from and none to judge by: add ` +
      'samples, or join it with another class.',
  )
  const [small, large] = [Math.min(...there), Math.max(...there)]
  if (large > UNEVEN * small)
    found.push({
      level: 'warning',
      title: 'Uneven classes',
      sentence:
        `“${classes[sums.indexOf(large)] ?? ''}” has ${large} samples and ` +
        `“${classes[sums.indexOf(small)] ?? ''}” ${small}. A network that always answers the large class ` +
        'already looks good: give classes balanced weights in the Output layer, and judge by the ' +
        'accuracy of each class.',
      ...NONE,
    })
  return found
}

export function outlierFindings(set: AuditedSet, outliers: readonly Outlier[]): Finding[] {
  return [
    { level: 'warning', some: outliers.filter(o => o.score > FAR), title: 'Samples unlike all others' },
    { level: 'info', some: outliers.filter(o => o.score <= FAR), title: 'Unusual samples' },
  ].flatMap(({ level, some, title }) =>
    some.length === 0
      ? []
      : [
          {
            level: level as Finding['level'],
            title,
            sentence:
              `${counted(set, some.length)} ${some.length === 1 ? 'lies' : 'lie'} more than ` +
              `${level === 'warning' ? FAR : OUTLYING} robust deviations farther from the mean of the ` +
              `class than usual; the farthest, sample ${(some[0]?.sample ?? 0) + 1}, is ` +
              `${some[0]?.words ?? ''}. Look at them: a wrong label, another unit or a failed ` +
              'measurement should be mended or left out, a rare but true sample kept.',
            samples: some.map(o => o.sample),
            surplus: some.map(o => o.sample).sort((a, b) => a - b),
            isDoubtful: true,
          },
        ],
  )
}
