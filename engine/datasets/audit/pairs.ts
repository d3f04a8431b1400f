/** Samples that are equal or nearly so, in pairs, and whether they are given different answers. */
import { nearPairs } from './neighbours'
import { pooledLength } from './pooled'
import type { Rows } from '../rows'
import type { Statistics } from './statistics'
import type { AuditedSet, SamplePair } from './types'

/**
 * From which correlation two samples count as nearly the same: pictures in 16 × 16 fields, spectra in 64
 * points without their slope. So high that neighbours which honest data has by itself stay below.
 */
const ALIKE = { images: 0.995, spectra: 0.99999 } as const
/** Of the range of a number to predict: what differs by less is the same answer measured twice. */
const SAME_ANSWER = 0.01

/** Copies first, then near-copies. Null when `onProgress` says to stop. */
export function pairsOf(
  set: AuditedSet,
  rows: Rows,
  statistics: Statistics,
  onProgress: (share: number) => boolean,
): readonly SamplePair[] | null {
  const near = nearPairs(statistics.pooled, pooledLength(set.shape), ALIKE[set.kind], onProgress)
  if (!near || !onProgress(1)) return null
  const exact = exactPairs(rows, statistics)
  const firstOf = new Map(exact.map(({ a, b }) => [b, a]))
  const kindOf = (i: number): number => firstOf.get(i) ?? i
  return [
    ...exact,
    ...near
      .filter(({ a, b }) => kindOf(a) !== kindOf(b))
      .map(({ a, b, distance }) => ({ a, b, isExact: false, correlation: 1 - distance / 2 })),
  ]
}

/** Each copy beside the first of its kind; flat samples are spoken of elsewhere. */
function exactPairs(rows: Rows, { hashes, flat, broken }: Statistics): SamplePair[] {
  const first = new Map<number, number>()
  const passedOver = new Set([...flat, ...broken])
  const [one, other] = [new Float32Array(rows.length), new Float32Array(rows.length)]
  const pairs: SamplePair[] = []
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
export function differing(
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
