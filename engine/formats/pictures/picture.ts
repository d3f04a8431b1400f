/**
 * A picture out of a file's bytes: PNG, JPEG or TIFF.
 * Its first bytes say what a file is, not its name; whatever is wrong with it is a sentence.
 */
import { formatByMagic } from '../../fileKinds/magic'
import { OTHER_PICTURES, PICTURE_FORMATS, pictures } from '../../fileKinds/pictures'
import { isBad, type Bad } from '../../spec'
import { readJpeg } from './jpeg'
import { jpegHeader } from './jpegHeader'
import type { Picture, PictureSize } from './pixels'
import { readPng } from './png'
import { pngHeader } from './pngChunks'
import { readTiff, tiffSize } from './tiff'

export { MOST_PIXELS, type Picture, type PictureSize } from './pixels'

type Decoder = {
  readonly read: (bytes: Uint8Array, name: string) => Picture | Bad
  readonly size: (bytes: Uint8Array, name: string) => PictureSize | Bad
}
const DECODERS: Readonly<Record<keyof typeof pictures.formats, Decoder>> = {
  png: { read: readPng, size: pngHeader },
  jpeg: { read: readJpeg, size: jpegHeader },
  tiff: { read: readTiff, size: tiffSize },
}
function decoderOf(bytes: Uint8Array): Decoder {
  const format = formatByMagic(pictures.formats, bytes)
  return format ? DECODERS[format] : { read: unknown, size: unknown }
}

function unknown(bytes: Uint8Array, name: string): Bad {
  if (bytes.length === 0) return { bad: `${name} is empty.` }
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  const other = OTHER_PICTURES.find(picture => picture.start?.test(start))
  return other
    ? { bad: `${name} is ${other.name} picture, which is not read: convert it to ${PICTURE_FORMATS}.` }
    : { bad: `${name} is not a picture that is read: PNG, JPEG and TIFF are.` }
}

/** The picture in `bytes`; `name` is what sentences call the file. */
export function readPicture(bytes: Uint8Array, name: string): Picture | Bad {
  return decoderOf(bytes).read(bytes, name)
}

/** Its size, as shown, from the header alone. */
export function pictureSize(bytes: Uint8Array, name: string): PictureSize | Bad {
  const found = decoderOf(bytes).size(bytes, name)
  return isBad(found) ? found : { width: found.width, height: found.height }
}
