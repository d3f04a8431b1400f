/**
 * Random numbers from a counter: the same key and position give the same number, whoever asks and in whatever
 * order.
 * There is no state to share or to save, so threads cannot disturb one another.
 */

/**
 * A bijection of 32-bit integers in which every input bit moves every output bit (“lowbias32” by C. Wellons),
 * in place: V8 makes an object of a number of 32 bits that one function hands to another, and this is done
 * for every sample.
 */
function mixCell(cells: Uint32Array, at: number): void {
  let x = (cells[at] as number) | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  cells[at] = x ^ (x >>> 16)
}
const cell = new Uint32Array(1)
export function mix(n: number): number {
  cell[0] = n
  mixCell(cell, 0)
  return cell[0]
}

const GOLDEN = 0x9e3779b9
/**
 * Number `position` of the stream `key`, 0 … 2³² − 1. kernels/assembly/elementwise.ts computes the same four
 * at a time.
 */
export const random32 = (key: number, position: number): number => mix(mix(position + GOLDEN) ^ key)

/** Folds one more number into a key: `keyWith(keyWith(seed, step), sample)`. */
const keyWith = (key: number, n: number): number => mix(key ^ mix(n + GOLDEN))
/** cells[to] = keyWith(cells[from], n), for a small n and two places, without an object. */
export function foldKey(cells: Uint32Array, to: number, from: number, n: number): void {
  cells[to] = n + GOLDEN
  mixCell(cells, to)
  cells[to] = (cells[to] as number) ^ (cells[from] as number)
  mixCell(cells, to)
}
/** A key for each tuple of whole numbers. */
export const keyOf = (...numbers: readonly number[]): number => numbers.reduce(keyWith, 0)

/** Uniform in [0, 1), 32 bits. */
export const uniform = (key: number, position: number): number => random32(key, position) / 2 ** 32

/** Standard normal (Box and Muller 1958); takes positions 2·position and 2·position + 1 of the stream. */
export function normal(key: number, position: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(key, 2 * position)))
  return radius * Math.cos(2 * Math.PI * uniform(key, 2 * position + 1))
}

/** Puts the values in a random order, in place (Fisher and Yates), and returns them. */
export function shuffle<A extends Int32Array | number[]>(values: A, key: number): A {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(key, i) * (i + 1))
    const kept = values[i] ?? 0
    values[i] = values[j] ?? 0
    values[j] = kept
  }
  return values
}
