/**
 * Samples far from the mean of their class. Pure.
 * The score is a robust z of the logarithm of the distance: how many robust deviations (1.4826 times the
 * median absolute deviation) it lies beyond the median of its class; the outliers themselves move neither.
 */
import { size } from '../../spec'
import type { Rows } from '../rows'
import type { Statistics } from './statistics'
import type { AuditedSet, Outlier } from './types'

/** Fewer samples have no typical distance. */
const LEAST_IN_CLASS = 8
export const OUTLYING = 5
const MOST = 50

const median = (sorted: Float64Array): number => {
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

/** The farthest first. Null when `onProgress` says to stop. */
export function outliersOf(
  set: AuditedSet,
  rows: Rows,
  statistics: Statistics,
  onProgress: (share: number) => boolean,
): readonly Outlier[] | null {
  const labelOf = (s: number): number => (set.classes.length > 0 ? (set.labels[s] ?? 0) : 0)
  const distances = distancesOf(size(set.shape), rows, statistics, labelOf, onProgress)
  if (!distances) return null
  const found = Array.from(statistics.counts, (_, label): Outlier[] => {
    const own = Array.from(distances.keys()).filter(s => labelOf(s) === label && !Number.isNaN(distances[s]))
    const whose = set.classes.length > 0 ? `“${set.classes[label] ?? ''}”` : 'the data'
    return outliersAmong(own, distances, whose)
  }).flat()
  return found.sort((a, b) => b.score - a.score).slice(0, MOST)
}

/** Logarithms of the distances from the mean of the class; NaN for those that are passed over. */
function distancesOf(
  length: number,
  rows: Rows,
  statistics: Statistics,
  labelOf: (sample: number) => number,
  onProgress: (share: number) => boolean,
): Float64Array | null {
  const row = new Float32Array(length)
  const distances = new Float64Array(rows.count).fill(NaN)
  const passedOver = new Set([...statistics.broken, ...statistics.mislabelled])
  for (let s = 0; s < rows.count; s++) {
    if (s % 256 === 0 && !onProgress(s / rows.count)) return null
    if (passedOver.has(s)) continue
    rows.read(s, row)
    const mean = statistics.mean[labelOf(s)] as Float64Array
    let sum = 0
    for (let i = 0; i < length; i++) sum += ((row[i] as number) - (mean[i] as number)) ** 2
    distances[s] = Math.log(Math.sqrt(sum / length) + Number.MIN_VALUE)
  }
  return distances
}

/** Of the samples `own` of one class. */
function outliersAmong(own: readonly number[], distances: Float64Array, whose: string): Outlier[] {
  if (own.length < LEAST_IN_CLASS) return []
  const middle = median(Float64Array.from(own, s => distances[s] as number).sort())
  // Where most are all but equally far, a hundredth of the distance is no more than that.
  const spread = Math.max(
    1.4826 * median(Float64Array.from(own, s => Math.abs((distances[s] as number) - middle)).sort()),
    0.01,
  )
  return own.flatMap(sample => {
    const beyond = (distances[sample] as number) - middle
    const score = beyond / spread
    if (!(score > OUTLYING)) return []
    const words = `${Math.exp(beyond).toFixed(1)} times as far from the mean of ${whose} as usual`
    return [{ sample, score, words }]
  })
}
