/**
 * JPEG pictures, through jpeg-js: grey ones with one channel, others RGB, turned as their EXIF orientation
 * says.
 * Jpeg-js lays out blocks for the size in the header before it reads a pixel, so the markers are walked here
 * first: what is too large for its bytes, too often scanned or of a kind it does not know ends there in a
 * sentence.
 */
import { decode } from 'jpeg-js'
import { isBad, type Bad } from '../../spec'
import { jpegHeader } from './jpegHeader'
import { upright } from './orientation'
import { damaged, MOST_PIXELS, unfit, type Picture } from './pixels'

/** Every block of 8×8 costs a bit at least, so a byte makes at most 512 pixels. */
const MOST_PIXELS_A_BYTE = 512
/** A progressive picture is gone over once a scan; ten are usual. */
const MOST_SCANS = 100
const MOST_SCANNED = 10 * MOST_PIXELS
/** What jpeg-js counts: four bytes a value, before colours are halved, and the result. */
const MOST_MEGABYTES = 1536
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
