/** Pictures. Pure. */
import { choice, int } from '../spec'
import { defineFileKind, FILE_TARGET_HINT, FIT_CHOICES, type FileFormat } from './types'

const formats = {
  png: { name: 'PNG', endings: ['png'], magic: ['\x89PNG\r\n\x1a\n'] },
  jpeg: { name: 'JPEG', endings: ['jpg', 'jpeg', 'jfif'], magic: ['\xff\xd8\xff'] },
  tiff: { name: 'TIFF', endings: ['tif', 'tiff'], magic: ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'] },
} as const satisfies Record<string, FileFormat>

const NAMES = Object.values(formats).map(f => f.name)
/** “PNG, JPEG or TIFF”. */
export const PICTURE_FORMATS = `${NAMES.slice(0, -1).join(', ')} or ${NAMES.at(-1)}`

export const pictures = defineFileKind({
  names: ['picture', 'pictures'],
  inLists: {
    brief: ['pictures'],
    full: [`pictures (${NAMES.join(', ')})`],
  },
  formats,
  mayBeGzipped: false,
  isTogether: false,
  imageParams: [],
  targetHint: FILE_TARGET_HINT,
  params: {
    height: int('Height', 64, 'Pixels from top to bottom, of every picture once it is imported.', 1, 4096),
    width: int('Width', 64, 'Pixels from left to right, of every picture once it is imported.', 1, 4096),
    fit: choice(
      'Fit',
      FIT_CHOICES,
      'crop',
      'How another size is brought to this one: resized without keeping its proportions, its middle ' +
        'cut out, or its borders filled with black.',
    ),
    channels: choice(
      'Channels',
      [
        ['grey', 'Grey'],
        ['rgb', 'RGB'],
        ['all', 'All'],
      ],
      'rgb',
      'Grey is the brightness; RGB three colours; All keeps what the files have, such as the bands of a ' +
        'TIFF.',
    ),
    values: choice(
      'Values',
      [
        ['bytes', '0 to 255'],
        ['measured', 'As measured'],
      ],
      'bytes',
      'Bytes take a quarter of the space; As measured keeps the numbers of 16-bit and floating-point ' +
        'pictures.',
    ),
  },
})

/** Pictures that are known and not read, by their names and by how their bytes begin. */
export const OTHER_PICTURES: readonly {
  /** With its article, before “picture”. */
  readonly name: string
  readonly endings: readonly string[]
  readonly start?: RegExp
}[] = [
  { name: 'a GIF', endings: ['gif'], start: /^GIF8/ },
  { name: 'a Windows bitmap (BMP)', endings: ['bmp'], start: /^BM/ },
  { name: 'a WebP', endings: ['webp'], start: /^RIFF....WEBP/s },
  { name: 'an HEIC', endings: ['heic', 'heif'], start: /^....ftyp(?:heic|heix|hevc|mif1|msf1)/s },
  { name: 'an AVIF', endings: ['avif'], start: /^....ftypavi[fs]/s },
  { name: 'a JPEG XL', endings: [], start: /^....JXL /s },
  { name: 'a JPEG 2000', endings: [], start: /^....jP {2}|^\xff\x4f\xff\x51/s },
  { name: 'an SVG', endings: ['svg'] },
  { name: 'a Photoshop', endings: ['psd'] },
  { name: 'a raw', endings: ['raw', 'cr2', 'nef', 'dng'] },
]
const OTHER_ENDINGS = OTHER_PICTURES.flatMap(p => p.endings.map(ending => `.${ending}`))
export const isOtherPicture = (name: string): boolean =>
  OTHER_ENDINGS.some(ending => name.toLowerCase().endsWith(ending))
