/**
 * A picture out of a file's bytes: PNG, JPEG or TIFF.
 * Its first bytes say what a file is, not its name; whatever is wrong with it is a sentence.
 */
import { isBad, type Bad } from '../../spec'
import { jpegHeader, readJpeg } from './jpeg'
import type { Picture, PictureSize } from './pixels'
import { PNG_MAGIC, pngHeader, readPng } from './png'
import { readTiff, tiffSize } from './tiff'

export { MOST_PIXELS, type Picture, type PictureSize } from './pixels'

/** What is known and not read, by how its bytes begin; dots stand for any byte. */
const OTHERS: readonly (readonly [start: RegExp, name: string])[] = [
  [/^GIF8/, 'a GIF'],
  [/^BM/, 'a Windows bitmap (BMP)'],
  [/^RIFF....WEBP/s, 'a WebP'],
  [/^....ftyp(?:heic|heix|hevc|mif1|msf1)/s, 'an HEIC'],
  [/^....ftypavi[fs]/s, 'an AVIF'],
  [/^....JXL /s, 'a JPEG XL'],
  [/^....jP {2}|^\xff\x4f\xff\x51/s, 'a JPEG 2000'],
]

type Kind = 'png' | 'jpeg' | 'tiff'
const kindOf = (bytes: Uint8Array): Kind | null => {
  if (PNG_MAGIC.every((b, i) => bytes[i] === b)) return 'png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(start) ? 'tiff' : null
}

function unknown(bytes: Uint8Array, name: string): Bad {
  if (bytes.length === 0) return { bad: `${name} is empty.` }
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  const other = OTHERS.find(([pattern]) => pattern.test(start))
  return other
    ? { bad: `${name} is ${other[1]} picture, which is not read: convert it to PNG, JPEG or TIFF.` }
    : { bad: `${name} is not a picture that is read: PNG, JPEG and TIFF are.` }
}

/** The picture in `bytes`; `name` is what sentences call the file. */
export function readPicture(bytes: Uint8Array, name: string): Picture | Bad {
  const kind = kindOf(bytes)
  if (kind === 'png') return readPng(bytes, name)
  if (kind === 'jpeg') return readJpeg(bytes, name)
  return kind === 'tiff' ? readTiff(bytes, name) : unknown(bytes, name)
}

/** Its size, as shown, from the header alone. */
export function pictureSize(bytes: Uint8Array, name: string): PictureSize | Bad {
  const kind = kindOf(bytes)
  const found =
    kind === 'png'
      ? pngHeader(bytes, name)
      : kind === 'jpeg'
        ? jpegHeader(bytes, name)
        : kind === 'tiff'
          ? tiffSize(bytes, name)
          : unknown(bytes, name)
  return isBad(found) ? found : { width: found.width, height: found.height }
}
