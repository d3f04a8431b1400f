/**
 * What an audit found, in sentences: what is the matter, what follows from it, what to do. Pure.
 * A warning means that results will suffer or mislead; what is only good to know is an info. What is
 * said of copies is in copies.ts, of the sizes of classes in balance.ts.
 */
import { OUTLYING } from './outliers'
import type { Statistics } from './statistics'
import type { Finding, AuditedSet, Outlier } from './types'

/** Beyond this a sample is most likely of another kind. */
const FAR = 10

export const NONE = { samples: [], surplus: [], isDoubtful: false } as const
/** A finding about samples that are all of no use. */
const out = (samples: readonly number[]) => ({ samples, surplus: samples, isDoubtful: false })

const nounOf = (set: Pick<AuditedSet, 'kind'>, n: number): string =>
  set.kind === 'images' ? (n === 1 ? 'picture' : 'pictures') : n === 1 ? 'spectrum' : 'spectra'
export const counted = (set: AuditedSet, n: number): string => `${n} ${nounOf(set, n)}`

export function valueFindings(set: AuditedSet, statistics: Statistics): Finding[] {
  const { flat, broken, mislabelled, dead, least, most } = statistics
  const n = set.shape.reduce((a, b) => a * b, 1)
  const useless = [
    ...(broken.length > 0 ? [brokenFinding(set, broken)] : []),
    ...(mislabelled.length > 0 ? [mislabelledFinding(set, mislabelled)] : []),
  ]
  if (least === most)
    return [
      ...useless,
      {
        level: 'error',
        title: 'All values are equal',
        sentence: `Every value is ${least}, so there is nothing to learn: look at how the data was read.`,
        ...NONE,
      },
    ]
  return [
    ...useless,
    ...(flat.length > 0 ? [flatFinding(set, flat)] : []),
    ...(dead.length > 0 ? [deadFinding(dead.length, n)] : []),
  ]
}

const brokenFinding = (set: AuditedSet, broken: readonly number[]): Finding => ({
  level: 'error',
  title: 'Values that are no numbers',
  sentence:
    `${counted(set, broken.length)} ${broken.length === 1 ? 'holds' : 'hold'} a value that is ` +
    'missing or infinite, and nothing can be learned from such a sample: leave them out, or mend the ' +
    'file.',
  ...out(broken),
})

const mislabelledFinding = (set: AuditedSet, mislabelled: readonly number[]): Finding => ({
  level: 'error',
  title: 'Labels that are no class',
  sentence:
    `${counted(set, mislabelled.length)} ` +
    `${mislabelled.length === 1 ? 'has a label' : 'have labels'} beyond the ${set.classes.length} ` +
    'classes: mend the labels, or leave the samples out.',
  ...out(mislabelled),
})

const flatFinding = (set: AuditedSet, flat: readonly number[]): Finding => ({
  level: 'warning',
  title: 'Flat samples',
  sentence:
    `${counted(set, flat.length)} ${flat.length === 1 ? 'holds' : 'hold'} one single value ` +
    'throughout, such as an empty picture or a dead detector: they teach nothing and spoil means, so ' +
    'leave them out.',
  ...out(flat),
})

const deadFinding = (dead: number, values: number): Finding => ({
  level: 'info',
  title: 'Positions that never change',
  sentence:
    `${dead} of the ${values} values are the same in every sample, such as a black border. They do ` +
    'no harm; cropping them away makes training faster.',
  ...NONE,
})

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
