/**
 * An image of a FITS file in physical values: of any number of axes, a spectrum or a cube of bands as well.
 * The shape is in numpy's order, NAXISn first and NAXIS1, which runs fastest, last.
 */
import { size, type Bad, type Shape } from '../../spec'
import { countAt, numberAt, type FitsHeader } from './header'
import { BYTES, readNumbers, fitsScaleOf, type Letter, type FitsScale, type FitsValues } from './numbers'

export type FitsImage = {
  readonly kind: 'image'
  /** EXTNAME, or ''. */
  readonly name: string
  /** Counted from 0, the primary, as astropy and ds9 do. */
  readonly index: number
  readonly header: FitsHeader
  /** [] where there are no data, as in the primary of a file of extensions. */
  readonly shape: Shape
  readonly values: FitsValues
}

const LETTERS: Readonly<Record<number, Letter>> = {
  8: 'B',
  16: 'I',
  32: 'J',
  64: 'K',
  [-32]: 'E',
  [-64]: 'D',
}
/** Of one extension: 4 GB as float64. */
export const MOST_IMAGE_VALUES = 2 ** 29
/** Above this float32 no longer has every whole number. */
const MOST_EXACT = 2 ** 24

/** Reads what `shape` says from byte `at` on; that those bytes are there has been checked. */
export function readImage(
  view: DataView,
  at: number,
  shape: Shape,
  header: FitsHeader,
  where: string,
): FitsValues | Bad {
  const letter = letterOf(header.get('BITPIX'))
  const count = size(shape)
  if (!letter)
    return {
      bad:
        `${where} is damaged: FITS knows BITPIX 8, 16, 32, 64, -32 and -64, and it has ` +
        `${header.get('BITPIX') ?? 'none'}.`,
    }
  if (shape.length === 0) return new Float32Array(0)
  if (count > MOST_IMAGE_VALUES)
    return {
      bad:
        `${where} holds ${count} values; at most ${MOST_IMAGE_VALUES} are read. Cut the image into smaller ` +
        'ones first.',
    }
  const scale = fitsScaleOf(
    letter,
    numberAt(header, 'BSCALE'),
    numberAt(header, 'BZERO'),
    numberAt(header, 'BLANK'),
  )
  const values = isExactInSingle(scale) ? new Float32Array(count) : new Float64Array(count)
  readNumbers(view, at, count, scale, values, 0)
  return values
}

export const letterOf = (bitpix: unknown): Letter | undefined =>
  typeof bitpix === 'number' ? LETTERS[bitpix] : undefined
export const bytesPerValue = (bitpix: unknown): number => {
  const letter = letterOf(bitpix)
  return letter ? BYTES[letter] : NaN
}

/**
 * Float32 halves the memory and loses nothing of bytes, 16 bits and float32, also when they are shifted by a
 * whole number (the way FITS has unsigned 16 bits). A factor can make digits that float32 has not, so scaled
 * values are float64.
 */
export function isExactInSingle({ letter, factor, zero }: FitsScale): boolean {
  if (factor !== 1) return false
  return letter === 'E'
    ? zero === 0
    : (letter === 'B' || letter === 'I') && Number.isInteger(zero) && Math.abs(zero) + 65_536 <= MOST_EXACT
}

/** The axes in numpy's order, or null where one is missing. `prefix` is '' or, for tiles, 'Z'. */
export function axesOf(header: FitsHeader, prefix = ''): Shape | null {
  const axes = countAt(header, `${prefix}NAXIS`)
  const shape: number[] = []
  if (!(axes <= 999)) return null
  for (let n = axes; n >= 1; n--) shape.push(countAt(header, `${prefix}NAXIS${n}`))
  return shape.some(Number.isNaN) ? null : shape
}
