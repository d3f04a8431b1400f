/**
 * The first look at every sample: means and deviations of each class, what is flat, what is no number, what
 * is equal. Pure.
 * One pass (Welford 1962), and for every sample a hash and a small picture of it are kept for the
 * search for duplicates, so the samples themselves need not stay in memory.
 */
import { size } from '../../spec'
import type { Rows } from '../rows'
import { pooledLength, poolInto } from './pooled'
import type { AuditedSet } from './types'

export type Statistics = {
  /** For each class (or for all, where numbers are predicted): `[positions]`. */
  readonly counts: Int32Array
  readonly mean: readonly Float64Array[]
  readonly deviation: readonly Float64Array[]
  readonly least: number
  readonly most: number
  /** Samples whose values are all the same, and samples with a value that is no number. */
  readonly flat: readonly number[]
  readonly broken: readonly number[]
  /** Samples whose label is none of the classes; they count for no class. */
  readonly mislabelled: readonly number[]
  /** Positions that are the same in every sample. */
  readonly dead: readonly number[]
  /** Of each sample: 53 bits of its values. */
  readonly hashes: Float64Array
  /** `[samples, pooled]`, each brought to mean 0 and length 1. */
  readonly pooled: Float32Array
}

const bits = new Float32Array(1)
const bitsOf = new Uint32Array(bits.buffer)

/** FNV-1a over whole numbers of 32 bits, twice with different beginnings, as one number of 53 bits. */
function hashOf(row: Float32Array): number {
  let a = 0x811c9dc5 | 0
  let b = 0x2f0b4c47 | 0
  for (let i = 0; i < row.length; i++) {
    bits[0] = row[i] as number
    const v = bitsOf[0] as number
    a = Math.imul(a ^ v, 0x01000193)
    b = Math.imul(b ^ (v >>> 15) ^ (v << 7) ^ i, 0x85ebca6b)
    a ^= a >>> 15
    b ^= b >>> 13
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11)
}

/** Null when `onProgress` says to stop. */
export function statisticsOf(
  set: AuditedSet,
  rows: Rows,
  onProgress: (share: number) => boolean,
): Statistics | null {
  const { shape, classes, labels } = set
  const row = new Float32Array(size(shape))
  const each = pooledLength(shape)
  const sums = sumsOf(Math.max(classes.length, 1), row.length)
  const lists = { flat: [] as number[], broken: [] as number[], mislabelled: [] as number[] }
  const hashes = new Float64Array(rows.count)
  const pooled = new Float32Array(rows.count * each)
  let [least, most] = [Infinity, -Infinity]
  for (let s = 0; s < rows.count; s++) {
    if (s % 256 === 0 && !onProgress(s / rows.count)) return null
    rows.read(s, row)
    hashes[s] = hashOf(row)
    const [low, high] = extentOf(row)
    if (Number.isNaN(low)) {
      lists.broken.push(s)
      continue
    }
    if (low === high) lists.flat.push(s)
    least = Math.min(least, low)
    most = Math.max(most, high)
    if (!sums.add(row, classes.length > 0 ? (labels[s] ?? 0) : 0)) lists.mislabelled.push(s)
    poolInto(shape, row, pooled.subarray(s * each, (s + 1) * each))
  }
  return { ...sums.done(), ...lists, least, most, hashes, pooled }
}

/** The smallest and the largest value; NaN if one is no number. */
function extentOf(row: Float32Array): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < row.length; i++) {
    const v = row[i] as number
    if (!Number.isFinite(v)) return [NaN, NaN]
    if (v < low) low = v
    if (v > high) high = v
  }
  return [low, high]
}

/**
 * Running means and sums of squares of each class, and which positions have changed since the first sample.
 */
function sumsOf(classes: number, length: number) {
  const counts = new Int32Array(classes)
  const mean = Array.from({ length: classes }, () => new Float64Array(length))
  const squares = Array.from({ length: classes }, () => new Float64Array(length))
  const first = new Float32Array(length)
  const varies = new Uint8Array(length)
  let samples = 0
  return {
    /** False if there is no such class. */
    add(row: Float32Array, label: number): boolean {
      if (samples++ === 0) first.set(row)
      for (let i = 0; i < length; i++) if (row[i] !== first[i]) varies[i] = 1
      const [ownMean, ownSquares] = [mean[label], squares[label]]
      if (!ownMean || !ownSquares) return false
      counts[label] = (counts[label] ?? 0) + 1
      add(row, counts[label] ?? 1, ownMean, ownSquares)
      return true
    },
    done(): Pick<Statistics, 'counts' | 'mean' | 'deviation' | 'dead'> {
      const deviation = squares.map((own, label) =>
        own.map(v => Math.sqrt(v / Math.max(counts[label] ?? 1, 1))),
      )
      return {
        counts,
        mean,
        deviation,
        dead: samples > 1 ? Array.from(varies.keys()).filter(i => varies[i] === 0) : [],
      }
    },
  }
}

function add(row: Float32Array, count: number, mean: Float64Array, squares: Float64Array): void {
  for (let i = 0; i < row.length; i++) {
    const v = row[i] as number
    const before = v - (mean[i] as number)
    mean[i] = (mean[i] as number) + before / count
    squares[i] = (squares[i] as number) + before * (v - (mean[i] as number))
  }
}
