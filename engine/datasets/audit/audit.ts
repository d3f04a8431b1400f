/**
 * Looks a data set over before anything is trained: balance, values, outliers, copies, and what leaks between
 * splits. Pure.
 * Samples are read one at a time, twice (three times where some look equal), and nothing is changed.
 * What is in no split is left out, and takes part in nothing.
 */
import type { SplitName } from '../dataset'
import { pairFindings, type Placed } from './copies'
import { balanceFindings } from './balance'
import { outlierFindings, valueFindings } from './findings'
import { outliersOf } from './outliers'
import { differing, pairsOf } from './pairs'
import { statisticsOf, type Statistics } from './statistics'
import type { AuditedSet, Audit, Outlier, SamplePair } from './types'
import { rowsAt, type Rows } from '../rows'
import type { Splits } from '../split/types'

export type { Finding, AuditedSet, Audit, Outlier } from './types'

const LEVELS = { error: 0, warning: 1, info: 2 } as const

/**
 * `onProgress` is told the share that is done, which only grows and ends at 1; when it returns false, the
 * answer is null.
 */
export function auditDataset(
  set: AuditedSet,
  rows: Rows,
  splits: Splits,
  onProgress: (share: number) => boolean = () => true,
): Audit | null {
  const kept = Int32Array.from([...splits.training, ...splits.validation, ...splits.test]).sort()
  const looked = lookAt(keeping(set, kept), rowsAt(rows, kept), onProgress)
  if (!looked) return null
  const { statistics, outliers, pairs } = inWhole(looked, kept)
  const counts = countsOf(set, splits)
  return {
    samples: kept.length,
    counts,
    range: [statistics.least, statistics.most],
    classes: Array.from(statistics.counts, (count, label) => ({
      count,
      mean: Float32Array.from(statistics.mean[label] ?? []),
      deviation: Float32Array.from(statistics.deviation[label] ?? []),
    })),
    outliers,
    pairs,
    findings: [
      ...valueFindings(set, statistics),
      ...pairFindings(placedIn(set, splits, kept, rows.count), pairs), // a leak makes every figure wrong
      ...balanceFindings(set, counts),
      ...outlierFindings(set, outliers),
    ].sort((a, b) => LEVELS[a.level] - LEVELS[b.level]),
  }
}

const placedIn = (set: AuditedSet, splits: Splits, kept: Int32Array, samples: number): Placed => ({
  set,
  splitOf: namesOf(splits, samples),
  sizes: {
    training: splits.training.length,
    validation: splits.validation.length,
    test: splits.test.length,
  },
  differs: differing(set, kept),
})

/** The set as if it held these samples alone. */
function keeping(set: AuditedSet, kept: Int32Array): AuditedSet {
  const { labels, numbers } = set
  const width = numbers?.names.length ?? 0
  return {
    ...set,
    labels: kept.map(i => labels[i] ?? 0),
    ...(numbers
      ? {
          numbers: {
            names: numbers.names,
            values: Float32Array.from(
              { length: kept.length * width },
              (_, i) => numbers.values[(kept[Math.floor(i / width)] ?? 0) * width + (i % width)] ?? 0,
            ),
          },
        }
      : {}),
  }
}

type Looked = {
  readonly statistics: Statistics
  readonly outliers: readonly Outlier[]
  readonly pairs: readonly SamplePair[]
}
/** Positions are those of `rows`. */
function lookAt(set: AuditedSet, rows: Rows, onProgress: (share: number) => boolean): Looked | null {
  const statistics = statisticsOf(set, rows, share => onProgress(share * 0.4))
  if (!statistics) return null
  const outliers = outliersOf(set, rows, statistics, share => onProgress(0.4 + share * 0.2))
  if (!outliers) return null
  const pairs = pairsOf(set, rows, statistics, share => onProgress(0.6 + share * 0.4))
  return pairs && { statistics, outliers, pairs }
}

/** Positions of all samples in place of those among `kept`. */
function inWhole({ statistics, outliers, pairs }: Looked, kept: Int32Array): Looked {
  const at = (i: number): number => kept[i] ?? 0
  const { flat, broken, mislabelled } = statistics
  return {
    statistics: {
      ...statistics,
      flat: flat.map(at),
      broken: broken.map(at),
      mislabelled: mislabelled.map(at),
    },
    outliers: outliers.map(o => ({ ...o, sample: at(o.sample) })),
    pairs: pairs.map(p => ({ ...p, a: at(p.a), b: at(p.b) })),
  }
}

function countsOf({ classes, labels }: AuditedSet, splits: Splits): Audit['counts'] {
  const count = (positions: Int32Array): number[] => {
    const counts = Array.from({ length: Math.max(classes.length, 1) }, () => 0)
    for (const i of positions) {
      const label = classes.length > 0 ? (labels[i] ?? 0) : 0
      if (label in counts) counts[label] = (counts[label] ?? 0) + 1
    }
    return counts
  }
  return { training: count(splits.training), validation: count(splits.validation), test: count(splits.test) }
}

function namesOf(splits: Splits, samples: number): SplitName[] {
  const names = Array.from({ length: samples }, (): SplitName => 'training')
  for (const name of ['validation', 'test'] as const) for (const i of splits[name]) names[i] = name
  return names
}
