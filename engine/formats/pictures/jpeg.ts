/**
 * JPEG pictures, through jpeg-js: grey ones with one channel, others RGB, turned as their EXIF orientation
 * says.
 * Jpeg-js lays out blocks for the size in the header before it reads a pixel, so the markers are walked here
 * first: what is too large for its bytes, too often scanned or of a kind it does not know ends there in a
 * sentence.
 */
import { decode } from 'jpeg-js'
import { isBad, type Bad } from '../../spec'
import { damaged, MOST_PIXELS, unfit, type Picture } from './pixels'

/** Every block of 8×8 costs a bit at least, so a byte makes at most 512 pixels. */
const MOST_PIXELS_A_BYTE = 512
/** A progressive picture is gone over once a scan; ten are usual. */
const MOST_SCANS = 100
const MOST_SCANNED = 10 * MOST_PIXELS
/** What jpeg-js counts: four bytes a value, before colours are halved, and the result. */
const MOST_MEGABYTES = 1536
const SUPPORTED = new Set([0xc0, 0xc1, 0xc2])
const NOT_FRAMES = new Set([0xc4, 0xc8, 0xcc])
const START_OF_SCAN = 0xda
const END = 0xd9
const EXIF = 0xe1
const ADOBE = 0xee

export type JpegHeader = {
  /** As shown: after turning. */
  readonly width: number
  readonly height: number
  readonly channels: number
  /** EXIF's, 1 to 8; 1 is upright. */
  readonly orientation: number
  readonly isRgb: boolean
  readonly scans: number
}

export function jpegHeader(bytes: Uint8Array, name: string): JpegHeader | Bad {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let orientation = 1
  let adobe = -1
  let scans = 0
  let frame: { width: number; height: number; ids: Uint8Array } | null = null
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] as number
    // Between markers lie fill bytes, or a scan's data, in which 0xff is followed by 0 or a restart marker.
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
      at = bytes.indexOf(0xff, at + 1)
      if (at < 0) break
      continue
    }
    if (marker === END) break
    const length = view.getUint16(at + 2)
    const part = bytes.subarray(at + 4, at + 2 + length)
    if (marker === EXIF && orientation === 1) orientation = orientationIn(part)
    if (marker === ADOBE && part.length >= 12 && part[0] === 0x41 && part[1] === 0x64)
      adobe = part[11] as number
    if (marker === START_OF_SCAN) scans++
    if (marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.has(marker)) {
      if (frame) return damaged(name, 'it holds more than one picture')
      if (!SUPPORTED.has(marker))
        return {
          bad:
            `${name} is a JPEG of a rare kind (lossless or arithmetic): save it again as an ordinary ` +
            'JPEG or PNG.',
        }
      if (part.length < 9) return damaged(name, 'its header is too short')
      if (part[0] !== 8)
        return { bad: `${name} is a JPEG of ${part[0]} bits; 8 are read: save it as PNG or TIFF.` }
      frame = { height: view.getUint16(at + 5), width: view.getUint16(at + 7), ids: idsIn(part) }
    }
    at += 2 + length
  }
  if (!frame) return damaged(name, 'no header of a JPEG was found in it')
  const { width, height, ids } = frame
  const isTurned = orientation > 4
  const isRgb = adobe === 0 || (adobe < 0 && ids[0] === 0x52 && ids[1] === 0x47 && ids[2] === 0x42)
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    channels: ids.length,
    orientation,
    isRgb,
    scans,
  }
}

const idsIn = (part: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: part[5] as number }, (_, i) => part[6 + 3 * i] ?? 0)

/** EXIF is a small TIFF; tag 0x0112 of its first directory (CIPA DC-008, 4.6.4). 1 where there is none. */
function orientationIn(part: Uint8Array): number {
  if (part.length < 14 || String.fromCharCode(...part.subarray(0, 6)) !== 'Exif\0\0') return 1
  const view = new DataView(part.buffer, part.byteOffset + 6, part.length - 6)
  const isLittle = view.getUint16(0) === 0x4949
  const first = view.getUint32(4, isLittle)
  if (first + 2 > view.byteLength) return 1
  const count = view.getUint16(first, isLittle)
  for (let i = 0, at = first + 2; i < count && at + 12 <= view.byteLength; i++, at += 12)
    if (view.getUint16(at, isLittle) === 0x0112) {
      const found = view.getUint16(at + 8, isLittle)
      return found >= 1 && found <= 8 ? found : 1
    }
  return 1
}

export function readJpeg(bytes: Uint8Array, name: string): Picture | Bad {
  const header = jpegHeader(bytes, name)
  if (isBad(header)) return header
  const { channels, orientation, isRgb, scans } = header
  const pixels = header.width * header.height
  const wrong = unfit(header.width, header.height, channels, name)
  if (wrong) return wrong
  if (channels === 4) return { bad: `${name} is in CMYK, the colours of printers: save it as RGB.` }
  if (channels !== 1 && channels !== 3)
    return { bad: `${name} is a JPEG of ${channels} channels; grey (1) and RGB (3) are read.` }
  if (pixels > MOST_PIXELS_A_BYTE * bytes.length)
    return damaged(
      name,
      `it says ${header.width}×${header.height} pixels, and there are ${bytes.length} bytes for them`,
    )
  if (scans < 1 || scans > MOST_SCANS || (scans > 10 && pixels * scans > MOST_SCANNED))
    return damaged(name, `its ${header.width}×${header.height} pixels come in ${scans} scans`)
  try {
    const read = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      maxResolutionInMP: MOST_PIXELS / 1e6,
      maxMemoryUsageInMB: MOST_MEGABYTES,
      ...(isRgb ? { colorTransform: false } : {}),
    })
    const values = channels === 1 ? everyThird(read.data) : read.data
    return upright(
      { width: read.width, height: read.height, channels, hasAlpha: false, values, full: 255 },
      orientation,
    )
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('maxMemoryUsage'))
      return {
        bad:
          `${name} is ${header.width}×${header.height}, which takes too much memory to unpack: make it ` +
          'smaller, or save it as PNG.',
      }
    return damaged(name, 'its pixels cannot be unpacked')
  }
}

/** jpeg-js gives a grey picture three equal channels. */
function everyThird(values: Uint8Array): Uint8Array {
  const grey = new Uint8Array(values.length / 3)
  for (let i = 0; i < grey.length; i++) grey[i] = values[3 * i] as number
  return grey
}

/**
 * The picture as it is to be shown: 2 mirrored, 3 upside down, 4 both; 5 to 8 the same with rows and columns
 * exchanged (CIPA DC-008, 4.6.4 A, tag Orientation; so does TIFF 6.0).
 */
export function upright(picture: Picture, orientation: number): Picture {
  if (orientation < 2 || orientation > 8) return picture
  const { width, height, channels, values } = picture
  const isTurned = orientation > 4
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBelow = [3, 4, 6, 7].includes(orientation)
  const [wide, high] = isTurned ? [height, width] : [width, height]
  const out = values.slice()
  for (let y = 0, to = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const [u, v] = isTurned ? [y, x] : [x, y]
      const from = ((fromBelow ? height - 1 - v : v) * width + (fromRight ? width - 1 - u : u)) * channels
      for (let c = 0; c < channels; c++) out[to++] = values[from + c] as number
    }
  return { ...picture, width: wide, height: high, values: out }
}
