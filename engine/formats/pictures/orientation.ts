/** Which way up a picture is: what EXIF says of it, and turning it so. */
import type { Picture } from './pixels'

/** EXIF is a small TIFF; tag 0x0112 of its first directory (CIPA DC-008, 4.6.4). 1 where there is none. */
export function orientationIn(part: Uint8Array): number {
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
