/**
 * Looks a data set over before anything is trained: balance, values, outliers, copies, and what leaks between
 * splits. Pure.
 * Samples are read one at a time, twice (three times where some look equal), and nothing is changed.
 * What is in no split is left out, and takes part in nothing.
 */
import type { SplitName } from '../dataset'
import { pairFindings } from './copies'
import { balanceFindings, outlierFindings, valueFindings } from './findings'
import { nearPairs } from './neighbours'
import { outliersOf } from './outliers'
import { pooledLength } from './pooled'
import { statisticsOf, type Statistics } from './statistics'
import type { Finding, AuditedSet, Audit, Outlier, Pair } from './types'
import { rowsAt, type Rows } from '../rows'
import type { Splits } from '../split/types'

export type { Finding, AuditedSet, Audit, Outlier, Pair } from './types'

/**
 * From which correlation two samples count as nearly the same: pictures in 16 × 16 fields, spectra in 64
 * points without their slope. So high that neighbours which honest data has by itself stay below.
 */
const ALIKE = { images: 0.995, spectra: 0.99999 } as const
/** Of the range of a number to predict: what differs by less is the same answer measured twice. */
const SAME_ANSWER = 0.01
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
  const at = (i: number): number => kept[i] ?? 0
  const { flat, broken, mislabelled, ...statistics } = looked.statistics
  const outliers = looked.outliers.map(o => ({ ...o, sample: at(o.sample) }))
  const pairs = looked.pairs.map(p => ({ ...p, a: at(p.a), b: at(p.b) }))
  const counts = countsOf(set, splits)
  const sizes = {
    training: splits.training.length,
    validation: splits.validation.length,
    test: splits.test.length,
  }
  const findings: Finding[] = [
    ...valueFindings(set, {
      ...statistics,
      flat: flat.map(at),
      broken: broken.map(at),
      mislabelled: mislabelled.map(at),
    }),
    ...pairFindings(
      { set, splitOf: namesOf(splits, rows.count), sizes, differs: differing(set, kept) },
      pairs,
    ), // a leak makes every figure wrong
    ...balanceFindings(set, counts),
    ...outlierFindings(set, outliers),
  ]
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
    findings: findings.sort((a, b) => LEVELS[a.level] - LEVELS[b.level]),
  }
}

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
  readonly pairs: readonly Pair[]
}
/** Positions are those of `rows`. */
function lookAt(set: AuditedSet, rows: Rows, onProgress: (share: number) => boolean): Looked | null {
  const statistics = statisticsOf(set, rows, share => onProgress(share * 0.4))
  if (!statistics) return null
  const outliers = outliersOf(set, rows, statistics, share => onProgress(0.4 + share * 0.2))
  if (!outliers) return null
  const near = nearPairs(statistics.pooled, pooledLength(set.shape), ALIKE[set.kind], share =>
    onProgress(0.6 + share * 0.4),
  )
  if (!near || !onProgress(1)) return null
  const exact = exactPairs(rows, statistics)
  const firstOf = new Map(exact.map(({ a, b }) => [b, a]))
  const kindOf = (i: number): number => firstOf.get(i) ?? i
  return {
    statistics,
    outliers,
    pairs: [
      ...exact,
      ...near
        .filter(({ a, b }) => kindOf(a) !== kindOf(b))
        .map(({ a, b, distance }) => ({ a, b, isExact: false, correlation: 1 - distance / 2 })),
    ],
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

/** Each copy beside the first of its kind; flat samples are spoken of elsewhere. */
function exactPairs(rows: Rows, { hashes, flat, broken }: Statistics): Pair[] {
  const first = new Map<number, number>()
  const passedOver = new Set([...flat, ...broken])
  const [one, other] = [new Float32Array(rows.length), new Float32Array(rows.length)]
  const pairs: Pair[] = []
  for (let b = 0; b < rows.count; b++) {
    if (passedOver.has(b)) continue
    const hash = hashes[b] as number
    const a = first.get(hash)
    if (a === undefined) {
      first.set(hash, b)
      continue
    }
    rows.read(a, one)
    rows.read(b, other)
    if (one.every((v, i) => v === other[i])) pairs.push({ a, b, isExact: true, correlation: 1 })
  }
  return pairs
}

/** Whether two samples are given different answers. */
function differing(
  { classes, labels, numbers }: AuditedSet,
  kept: Int32Array,
): (a: number, b: number) => boolean {
  if (classes.length > 0 || !numbers) return (a, b) => labels[a] !== labels[b]
  const width = numbers.names.length
  const least = new Float64Array(width).fill(Infinity)
  const most = new Float64Array(width).fill(-Infinity)
  for (const s of kept)
    for (let n = 0; n < width; n++) {
      const v = numbers.values[s * width + n] ?? 0
      least[n] = Math.min(least[n] as number, v)
      most[n] = Math.max(most[n] as number, v)
    }
  return (a, b) =>
    numbers.names.some(
      (_, n) =>
        Math.abs((numbers.values[a * width + n] ?? 0) - (numbers.values[b * width + n] ?? 0)) >
        SAME_ANSWER * ((most[n] as number) - (least[n] as number)),
    )
}
