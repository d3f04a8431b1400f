/**
 * Pairs of nearly equal vectors among many, without looking at every pair. Pure.
 * Vectors have length 1, so that a correlation above c is a squared distance below 2 (1 − c). They are sorted
 * into buckets by which side of the middle of random directions they lie on (Indyk and Motwani 1998), several
 * times over; near pairs share a bucket at least once, all but surely.
 */
import { keyOf, normal } from '../../random'

/** Up to here every pair is looked at, within a second. */
const FEW = 1500
const TABLES = 12
const PER_BUCKET = 4
/** Where a thousand samples share a bucket all are alike, and more pairs would say no more. */
const MOST_IN_BUCKET = 1000
const MOST_PAIRS = 20_000

type Near = { readonly a: number; readonly b: number; readonly distance: number }

/**
 * `vectors` is `[count, length]`; zeros are passed over. Ascending by (a, b); null when `onProgress` says to
 * stop.
 */
export function nearPairs(
  vectors: Float32Array,
  length: number,
  correlation: number,
  onProgress: (share: number) => boolean,
): readonly Near[] | null {
  const all = Math.floor(vectors.length / length)
  const members: number[] = []
  for (let s = 0; s < all; s++) if (isSomething(vectors, s * length, length)) members.push(s)
  const most = 2 * (1 - correlation)
  const found = new Map<number, Near>()
  const ordered = byVariance(vectors, length, members)
  const count = members.length
  const look = (i: number, j: number): void => {
    const distance = distanceWithin(ordered, i * length, j * length, length, most)
    if (distance >= most) return
    const a = members[i] as number
    const b = members[j] as number
    found.set(Math.min(a, b) * all + Math.max(a, b), { a: Math.min(a, b), b: Math.max(a, b), distance })
  }
  if (count <= FEW) {
    for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) look(i, j)
    if (!onProgress(1)) return null
  } else
    for (let table = 0; table < TABLES && found.size < MOST_PAIRS; table++) {
      if (!onProgress(table / TABLES)) return null
      for (const bucket of buckets(ordered, length, count, table))
        for (let i = 0; i < Math.min(bucket.length, MOST_IN_BUCKET); i++)
          for (let j = i + 1; j < Math.min(bucket.length, MOST_IN_BUCKET); j++)
            look(bucket[i] as number, bucket[j] as number)
    }
  return [...found.values()].sort((x, y) => x.a - y.a || x.b - y.b)
}

function isSomething(vectors: Float32Array, at: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (vectors[at + i] !== 0) return true
  return false
}

/** A copy with the values that differ most in front: most pairs are then told apart by a few. */
function byVariance(vectors: Float32Array, length: number, members: readonly number[]): Float32Array {
  const mean = new Float64Array(length)
  const squares = new Float64Array(length)
  for (const s of members)
    for (let i = 0; i < length; i++) {
      const v = vectors[s * length + i] as number
      mean[i] = (mean[i] as number) + v / members.length
      squares[i] = (squares[i] as number) + (v * v) / members.length
    }
  const variance = squares.map((v, i) => v - (mean[i] as number) ** 2)
  const order = Array.from(variance.keys()).sort((a, b) => (variance[b] as number) - (variance[a] as number))
  const ordered = new Float32Array(members.length * length)
  members.forEach((s, row) => {
    for (let i = 0; i < length; i++)
      ordered[row * length + i] = vectors[s * length + (order[i] as number)] as number
  })
  return ordered
}

/** The squared distance, or something above `most` as soon as that is sure. */
function distanceWithin(v: Float32Array, a: number, b: number, length: number, most: number): number {
  let sum = 0
  for (let i = 0; i < length;) {
    for (const end = Math.min(i + 8, length); i < end; i++)
      sum += ((v[a + i] as number) - (v[b + i] as number)) ** 2
    if (sum > most) return sum
  }
  return sum
}

function buckets(vectors: Float32Array, length: number, count: number, table: number): number[][] {
  const bits = Math.min(Math.ceil(Math.log2(count / PER_BUCKET)), 24)
  const signatures = new Int32Array(count)
  const along = new Float64Array(count)
  for (let bit = 0; bit < bits; bit++) {
    const key = keyOf(table, bit)
    const direction = Float64Array.from({ length }, (_, i) => normal(key, i))
    for (let s = 0; s < count; s++) {
      let sum = 0
      for (let i = 0; i < length; i++) sum += (vectors[s * length + i] as number) * (direction[i] as number)
      along[s] = sum
    }
    const middle = along.toSorted()[count >> 1] as number
    for (let s = 0; s < count; s++)
      if ((along[s] as number) > middle) signatures[s] = (signatures[s] as number) | (1 << bit)
  }
  const found = new Map<number, number[]>()
  for (let s = 0; s < count; s++) {
    const bucket = found.get(signatures[s] as number)
    if (bucket) bucket.push(s)
    else found.set(signatures[s] as number, [s])
  }
  return [...found.values()].filter(b => b.length > 1)
}
