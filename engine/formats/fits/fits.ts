/**
 * FITS, the files of astronomy (standard 4.0): images, cubes of bands, spectra and tables, several in one
 * file; .fits.gz too.
 * Nothing is allocated before the bytes that it needs have been seen to be there; whatever is wrong
 * with a file is a sentence and nothing throws.
 */
import { fits } from '../../fileKinds/fits'
import { beginsWith } from '../../fileKinds/magic'
import { gunzipSync } from 'node:zlib'
import { formatShape, isBad, size, type Bad, type Shape } from '../../spec'
import { BLOCK, countAt, readHeader, textAt, type FitsHeader } from './header'
import { axesOf, bytesPerValue, readImage, type FitsImage } from './image'
import { readFitsTable, type FitsTable } from './table'
import { readTextTable } from './textTable'
import { readTiles } from './tiles'

export type { FitsHeader, FitsValue } from './header'
export type { FitsImage } from './image'
export type { FitsColumn, FitsTable } from './table'
export { spectralAxis } from './axis'
export type Hdu = FitsImage | FitsTable
export type FitsFile = { readonly hdus: readonly Hdu[] }

const MOST_BYTES = 4 * 2 ** 30
const MOST_HDUS = 10_000
const { magic: FIRST_CARD } = fits.formats.fits

/** All extensions of `bytes`; `name` is what sentences call the file. */
export function readFits(bytes: Uint8Array, name: string): FitsFile | Bad {
  const plain = unzip(bytes, name)
  if (isBad(plain)) return plain
  if (!beginsWith(plain, FIRST_CARD))
    return { bad: `${name} is not a FITS file: it does not begin with “${FIRST_CARD[0]}”.` }
  try {
    return readAll(plain, name)
  } catch (error) {
    if (error instanceof RangeError)
      return { bad: `${name} needs more memory than there is. Cut it into smaller files first.` }
    throw error
  }
}

function unzip(bytes: Uint8Array, name: string): Uint8Array | Bad {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    if (error instanceof RangeError)
      return { bad: `${name} unpacks to more than ${MOST_BYTES / 2 ** 30} GB, which is too much.` }
    return { bad: `${name} is damaged or cut off: it cannot be unpacked. Copy or download it again.` }
  }
}

function readAll(bytes: Uint8Array, name: string): FitsFile | Bad {
  const hdus: Hdu[] = []
  for (let at = 0; at < bytes.length;) {
    // Zeros or blanks behind the last extension are what a tape or a program left there; the standard says to
    // ignore them.
    if (hdus.length > 0 && !isExtension(bytes, at)) break
    if (hdus.length >= MOST_HDUS)
      return { bad: `${name} holds more than ${MOST_HDUS} extensions, which is too much.` }
    const read = readHdu(bytes, at, hdus.length, name)
    if (isBad(read)) return read
    hdus.push(read.hdu)
    at = read.next
  }
  return { hdus }
}

const isExtension = (bytes: Uint8Array, at: number): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(at, at + 8)) === 'XTENSION'

function readHdu(
  bytes: Uint8Array,
  start: number,
  index: number,
  name: string,
): { readonly hdu: Hdu; readonly next: number } | Bad {
  const anonymous = index === 0 ? name : `Extension ${index} of ${name}`
  const read = readHeader(bytes, start, anonymous)
  if (isBad(read)) return read
  const { header, end } = read
  const title = textAt(header, 'EXTNAME')
  const where = title ? `${anonymous} (${title})` : anonymous
  const shape = axesOf(header)
  if (!shape)
    return { bad: `${where} is damaged: its header does not say how long every axis is (NAXIS, NAXIS1, …).` }
  if (index === 0 && header.get('GROUPS') === true && shape.at(-1) === 0)
    return {
      bad:
        `${where} holds random groups, an old form of interferometry data, which is not read. Export ` +
        'images or a table from it.',
    }
  const length = dataLength(header, shape)
  if (!(length <= bytes.length - end))
    return cutOff(header, shape, length, Math.max(0, bytes.length - end), where)
  const data = new DataView(bytes.buffer, bytes.byteOffset + end, length)
  const hdu = readData(data, { name: title, index, header }, shape, where)
  return isBad(hdu) ? hdu : { hdu, next: end + Math.ceil(length / BLOCK) * BLOCK }
}

function readData(
  data: DataView,
  about: Pick<FitsImage, 'name' | 'index' | 'header'>,
  shape: Shape,
  where: string,
): Hdu | Bad {
  const type = about.index === 0 ? 'IMAGE' : textAt(about.header, 'XTENSION')
  if (type === 'BINTABLE' || type === 'A3DTABLE') {
    if (about.header.get('ZIMAGE') === true) return readTiles(data, about, where)
    return readFitsTable(data, about, where)
  }
  if (type === 'TABLE') return readTextTable(data, about, where)
  // An extension of a kind of its own is kept by name, without its data.
  if (type !== 'IMAGE' && type !== 'IUEIMAGE')
    return { kind: 'image', ...about, shape: [], values: new Float32Array(0) }
  const values = readImage(data, 0, shape, about.header, where)
  return isBad(values) ? values : { kind: 'image', ...about, shape, values }
}

/**
 * |BITPIX| / 8 × GCOUNT × (PCOUNT + NAXIS1 × NAXIS2 × …), equation 2 of the standard; only random groups have
 * GCOUNT above 1.
 */
function dataLength(header: FitsHeader, shape: Shape): number {
  if (shape.length === 0) return 0
  const more = header.has('PCOUNT') ? countAt(header, 'PCOUNT') : 0
  const groups = header.has('GCOUNT') ? countAt(header, 'GCOUNT') : 1
  return groups === 1 ? bytesPerValue(header.get('BITPIX')) * (more + size(shape)) : NaN
}

function cutOff(header: FitsHeader, shape: Shape, length: number, there: number, where: string): Bad {
  if (Number.isNaN(length))
    return {
      bad:
        `${where} is damaged: BITPIX (${header.get('BITPIX') ?? 'none'}), PCOUNT or GCOUNT is not what ` +
        'FITS allows.',
    }
  return {
    bad:
      `${where} is cut off: ${formatShape(shape)} of BITPIX ${header.get('BITPIX') ?? 'none'} need ` +
      `${length} bytes and ${there} are there. Copy or download it again.`,
  }
}
