/** The markers of a JPEG: its size, its channels, which way up it is, and how often it is scanned. */
import { isBad, type Bad } from '../../spec'
import { orientationIn } from './orientation'
import { damaged } from './pixels'

const SUPPORTED = new Set([0xc0, 0xc1, 0xc2])
const NOT_FRAMES = new Set([0xc4, 0xc8, 0xcc])
const START_OF_SCAN = 0xda
const END = 0xd9
const EXIF = 0xe1
const ADOBE = 0xee

type JpegHeader = {
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
  let orientation = 1
  let adobe = -1
  let scans = 0
  let frame: Frame | null = null
  for (const { marker, part } of markersOf(bytes)) {
    if (marker === EXIF && orientation === 1) orientation = orientationIn(part)
    if (marker === ADOBE && part.length >= 12 && part[0] === 0x41 && part[1] === 0x64)
      adobe = part[11] as number
    if (marker === START_OF_SCAN) scans++
    if (marker < 0xc0 || marker > 0xcf || NOT_FRAMES.has(marker)) continue
    if (frame) return damaged(name, 'it holds more than one picture')
    const found = frameIn(marker, part, name)
    if (isBad(found)) return found
    frame = found
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

/** Each marker that has a length, and what stands behind that. */
function* markersOf(bytes: Uint8Array): Generator<{ readonly marker: number; readonly part: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] as number
    // Between markers lie fill bytes, or a scan's data, in which 0xff is followed by 0 or a restart marker.
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
      at = bytes.indexOf(0xff, at + 1)
      if (at < 0) return
      continue
    }
    if (marker === END) return
    const length = view.getUint16(at + 2)
    yield { marker, part: bytes.subarray(at + 4, at + 2 + length) }
    at += 2 + length
  }
}

type Frame = { readonly width: number; readonly height: number; readonly ids: Uint8Array }
function frameIn(marker: number, part: Uint8Array, name: string): Frame | Bad {
  if (!SUPPORTED.has(marker))
    return {
      bad:
        `${name} is a JPEG of a rare kind (lossless or arithmetic): save it again as an ordinary ` +
        'JPEG or PNG.',
    }
  if (part.length < 9) return damaged(name, 'its header is too short')
  if (part[0] !== 8)
    return { bad: `${name} is a JPEG of ${part[0]} bits; 8 are read: save it as PNG or TIFF.` }
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength)
  return { height: view.getUint16(1), width: view.getUint16(3), ids: idsIn(part) }
}

const idsIn = (part: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: part[5] as number }, (_, i) => part[6 + 3 * i] ?? 0)
