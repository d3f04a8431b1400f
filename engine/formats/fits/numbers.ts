/**
 * Numbers as FITS stores them, big-endian, by the letters of its tables.
 * A physical value is BZERO + BSCALE × the stored one, and a stored BLANK (TNULL in a table) is NaN.
 */
export type FitsValues = Float32Array | Float64Array
/**
 * Bytes of one number by its letter. L is T, F or 0; U, of our own making, is K with 2⁶³ added, FITS's
 * unsigned 64 bits.
 */
export const BYTES = { L: 1, B: 1, I: 2, J: 4, K: 8, U: 8, E: 4, D: 8 } as const
export type Letter = keyof typeof BYTES
const isInteger = (letter: Letter): boolean => 'BIJKU'.includes(letter)

/** How stored numbers become physical ones. */
export type FitsScale = {
  readonly letter: Letter
  readonly factor: number
  readonly zero: number
  readonly blank: number | undefined
}
const TWO_63 = 2 ** 63

/**
 * 64 bits with 2⁶³ added are read as such: the sum in float64 would round small numbers to multiples of
 * 1,024.
 */
export function fitsScaleOf(letter: Letter, factor = 1, zero = 0, blank?: number): FitsScale {
  if (letter === 'K' && factor === 1 && zero === TWO_63)
    return { letter: 'U', factor: 1, zero: 0, blank: blank === undefined ? undefined : blank + TWO_63 }
  return { letter, factor, zero, blank: isInteger(letter) ? blank : undefined }
}

/** `count` physical values from byte `at` on, to `to[from …]`. */
export function readNumbers(
  view: DataView,
  at: number,
  count: number,
  scale: FitsScale,
  to: FitsValues,
  from: number,
): void {
  copyNumbers(view, at, count, scale.letter, to, from)
  const { factor, zero, blank } = scale
  const end = from + count
  if (factor === 1 && zero === 0 && blank === undefined) return
  for (let i = from; i < end; i++) {
    const stored = to[i] as number
    to[i] = stored === blank ? NaN : zero + factor * stored
  }
}

const TRUE = 0x54
const FALSE = 0x46

function copyNumbers(
  view: DataView,
  at: number,
  count: number,
  letter: Letter,
  to: FitsValues,
  from: number,
): void {
  switch (letter) {
    case 'L':
      for (let i = 0; i < count; i++) {
        const byte = view.getUint8(at + i)
        to[from + i] = byte === TRUE ? 1 : byte === FALSE ? 0 : NaN
      }
      return
    case 'B':
      for (let i = 0; i < count; i++) to[from + i] = view.getUint8(at + i)
      return
    case 'I':
      for (let i = 0; i < count; i++) to[from + i] = view.getInt16(at + 2 * i)
      return
    case 'J':
      for (let i = 0; i < count; i++) to[from + i] = view.getInt32(at + 4 * i)
      return
    case 'E':
      for (let i = 0; i < count; i++) to[from + i] = view.getFloat32(at + 4 * i)
      return
    case 'D':
      for (let i = 0; i < count; i++) to[from + i] = view.getFloat64(at + 8 * i)
      return
    default: {
      // Two halves instead of a BigInt, which is an object each; only the sum rounds, so the result is the
      // nearest float64.
      const shift = letter === 'U' ? 2 ** 31 : 0
      for (let i = 0; i < count; i++)
        to[from + i] = (view.getInt32(at + 8 * i) + shift) * 2 ** 32 + view.getUint32(at + 8 * i + 4)
    }
  }
}
