/** What a PNG file says before its pixels: the header, and the chunks behind it with their checksums. */
import { crc32 } from 'node:zlib'
import type { Bad } from '../../spec'
import { damaged, unfit } from './pixels'

export const GREY = 0
export const RGB = 2
export const PALETTE = 3
export const GREY_ALPHA = 4
export const RGBA = 6
/** Values of a pixel in the file, and the depths it may have, by colour type. */
const KINDS: Readonly<Record<number, { readonly channels: number; readonly depths: readonly number[] }>> = {
  [GREY]: { channels: 1, depths: [1, 2, 4, 8, 16] },
  [RGB]: { channels: 3, depths: [8, 16] },
  [PALETTE]: { channels: 1, depths: [1, 2, 4, 8] },
  [GREY_ALPHA]: { channels: 2, depths: [8, 16] },
  [RGBA]: { channels: 4, depths: [8, 16] },
}

export type PngHeader = {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly type: number
  /** Of the file's values: a palette's index is one. */
  readonly channels: number
  readonly isInterlaced: boolean
}
export type Chunks = {
  readonly palette: Uint8Array | null
  readonly transparency: Uint8Array | null
  readonly data: readonly Uint8Array[]
}

export function pngHeader(bytes: Uint8Array, name: string): PngHeader | Bad {
  if (bytes.length < 33) return damaged(name, `it has only ${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452)
    return damaged(name, 'a PNG file begins with its header, and this one does not')
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const [depth, type, compression, filter, interlace] = bytes.subarray(24, 29) as unknown as [
    number,
    number,
    number,
    number,
    number,
  ]
  const kind = KINDS[type]
  if (!kind?.depths.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1)
    return damaged(
      name,
      `its header says colour type ${type}, ${depth} bits, interlacing ${interlace}, which PNG does not have`,
    )
  const alpha = type === PALETTE ? 3 : 1
  return (
    unfit(width, height, kind.channels + alpha, name) ?? {
      width,
      height,
      depth,
      type,
      channels: kind.channels,
      isInterlaced: interlace === 1,
    }
  )
}

export function readChunks(bytes: Uint8Array, name: string): Chunks | Bad {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const data: Uint8Array[] = []
  let palette: Uint8Array | null = null
  let transparency: Uint8Array | null = null
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (at + 12 + length > bytes.length)
      return damaged(name, `its part ${JSON.stringify(type)} should have ${length} bytes`)
    const isNeeded = type === 'IHDR' || type === 'PLTE' || type === 'tRNS' || type === 'IDAT'
    if (isNeeded && crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
      return damaged(name, `its part ${type} has the wrong checksum`)
    if (type === 'PLTE') palette = content
    else if (type === 'tRNS') transparency = content
    else if (type === 'IDAT') data.push(content)
    else if (type === 'IEND') break
    at += 12 + length
  }
  return data.length > 0 ? { palette, transparency, data } : damaged(name, 'it holds no pixels')
}
