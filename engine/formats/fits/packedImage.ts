/** What the header of a compressed image says of it, believed as far as its data could hold that. */
import { isBad, size, type Bad, type Shape } from '../../spec'
import { countAt, textAt, type FitsHeader } from './header'
import { axesOf, letterOf, MOST_IMAGE_VALUES } from './image'
import type { Letter } from './numbers'
import { fieldsOf, type FitsField } from './fields'

const METHODS = ['RICE_1', 'RICE_ONE', 'GZIP_1', 'GZIP_2', 'NOCOMPRESS']
/** Deflate makes at most 1,032 bytes of one, and Rice's code less. */
const MOST_RATIO = 1032

export type Packed = {
  readonly data: DataView
  readonly header: FitsHeader
  readonly fields: readonly FitsField[]
  readonly shape: Shape
  /** A tile's sizes, in the order of `shape`. */
  readonly tile: Shape
  readonly letter: Letter
  readonly where: string
}

export function describePacked(data: DataView, header: FitsHeader, where: string): Packed | Bad {
  const shape = axesOf(header, 'Z')
  const letter = letterOf(header.get('ZBITPIX'))
  const method = textAt(header, 'ZCMPTYPE')
  const fields = fieldsOf(header, where)
  if (isBad(fields)) return fields
  if (!METHODS.includes(method))
    return {
      bad:
        `${where} is compressed with ${method || 'a method that it does not name'}; RICE_1, GZIP_1 and ` +
        'GZIP_2 are read. Unpack it first: funpack of CFITSIO does it.',
    }
  const tile = tileOf(header, shape)
  if (!shape || !tile || !letter || shape.length === 0 || tile.some(n => !(n >= 1)))
    return { bad: `${where} is damaged: ZNAXIS, ZTILE or ZBITPIX does not describe an image.` }
  const packed = { data, header, fields, shape, tile, letter, where }
  return sizeProblem(packed) ?? packed
}

// Without ZTILE a tile is one row of the image.
const tileOf = (header: FitsHeader, shape: Shape | null): Shape | undefined =>
  shape?.map((n, i) =>
    header.has(`ZTILE${shape.length - i}`)
      ? countAt(header, `ZTILE${shape.length - i}`)
      : i === shape.length - 1
        ? n
        : 1,
  )

function sizeProblem({ data, header, fields, shape, tile, where }: Packed): Bad | null {
  const tiles = shape.reduce((product, n, axis) => product * Math.ceil(n / (tile[axis] as number)), 1)
  const width = countAt(header, 'NAXIS1')
  const used = fields.reduce((sum, f) => sum + f.bytes, 0)
  if (
    !(tiles <= countAt(header, 'NAXIS2')) ||
    !(used <= width) ||
    !(width * countAt(header, 'NAXIS2') <= data.byteLength)
  )
    return {
      bad:
        `${where} is damaged: its image has ${tiles} tiles, and its table ` +
        `${header.get('NAXIS2') ?? 'no'} rows.`,
    }
  if (!(size(shape) <= Math.min(MOST_IMAGE_VALUES, MOST_RATIO * data.byteLength)))
    return {
      bad:
        `${where} says that it holds ${size(shape)} values, which its ${data.byteLength} bytes cannot, ` +
        `or which are more than ${MOST_IMAGE_VALUES}.`,
    }
  return null
}
