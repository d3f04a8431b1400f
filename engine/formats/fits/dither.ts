/**
 * Floats that were made whole numbers to be compressed, and floats again (standard 4.0, section 10.2 and
 * appendix I).
 * Before rounding a random number was added, from a fixed list of 10,000, so that rounding adds no
 * steps; the same number is taken off here, which takes the very list.
 */
const COUNT = 10_000
/** Stands for exactly 0 with SUBTRACTIVE_DITHER_2. */
const ZERO = -2147483646

type Quantised = {
  readonly scale: number
  readonly zero: number
  readonly blank: number | undefined
  readonly method: string
  /** The tile's number, counted from 0, plus ZDITHER0 − 1. */
  readonly seed: number
}

let list: Float32Array | null = null
/** Park and Miller's generator; the last seed is given in the standard as a check: 1043618065. */
function numbers(): Float32Array {
  if (list) return list
  list = new Float32Array(COUNT)
  for (let i = 0, seed = 1; i < COUNT; i++) list[i] = (seed = (16807 * seed) % 2147483647) / 2147483647
  return list
}

/** In place. */
export function unquantise(values: Float64Array, { scale, zero, blank, method, seed }: Quantised): void {
  const isDithered = method.startsWith('SUBTRACTIVE_DITHER')
  const hasZero = method === 'SUBTRACTIVE_DITHER_2'
  const random = numbers()
  let row = ((seed % COUNT) + COUNT) % COUNT
  let next = Math.trunc((random[row] as number) * 500)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    const shift = isDithered ? 0.5 - (random[next] as number) : 0
    values[i] = value === blank ? NaN : hasZero && value === ZERO ? 0 : (value + shift) * scale + zero
    if (++next < COUNT) continue
    row = (row + 1) % COUNT
    next = Math.trunc((random[row] as number) * 500)
  }
}
