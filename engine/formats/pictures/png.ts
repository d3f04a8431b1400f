/**
 * PNG pictures (W3C, Portable Network Graphics, third edition): all colour types and depths, interlaced or
 * not.
 * A header says how many bytes the data must unpack to, and not one more is unpacked, whatever the file
 * holds. Depths of 1, 2 and 4 bits are spread to 0…255, a palette becomes RGB, transparency a last channel.
 */
import { crc32, inflateSync } from 'node:zlib'
import { isBad, type Bad } from '../../spec'
import { damaged, unfit, type Picture } from './pixels'
import { unfilter } from './pngFilters'

const GREY = 0
const RGB = 2
const PALETTE = 3
const GREY_ALPHA = 4
const RGBA = 6
/** Values of a pixel in the file, and the depths it may have, by colour type. */
const KINDS: Readonly<Record<number, { readonly channels: number; readonly depths: readonly number[] }>> = {
  [GREY]: { channels: 1, depths: [1, 2, 4, 8, 16] },
  [RGB]: { channels: 3, depths: [8, 16] },
  [PALETTE]: { channels: 1, depths: [1, 2, 4, 8] },
  [GREY_ALPHA]: { channels: 2, depths: [8, 16] },
  [RGBA]: { channels: 4, depths: [8, 16] },
}
/** Deflate makes at most 1,032 bytes of one (zlib's technical details), and a stream's frame takes a few. */
const MOST_RATIO = 1032
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

export type PngHeader = {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly type: number
  /** Of the file's values: a palette's index is one. */
  readonly channels: number
  readonly isInterlaced: boolean
}
type Chunks = {
  readonly palette: Uint8Array | null
  readonly transparency: Uint8Array | null
  readonly data: readonly Uint8Array[]
}
/** Every `step`-th pixel from `x`, `y` on; a picture that is not interlaced is one such pass. */
type Pass = {
  readonly x: number
  readonly y: number
  readonly stepX: number
  readonly stepY: number
  readonly width: number
  readonly height: number
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

export function readPng(bytes: Uint8Array, name: string): Picture | Bad {
  const header = pngHeader(bytes, name)
  if (isBad(header)) return header
  const chunks = readChunks(bytes, name)
  if (isBad(chunks)) return chunks
  if (header.type === PALETTE && !chunks.palette) return damaged(name, 'its palette is missing')
  const passes = passesOf(header)
  const bits = header.channels * header.depth
  const expected = passes.reduce((n, p) => n + p.height * (1 + Math.ceil((p.width * bits) / 8)), 0)
  const packed = chunks.data.reduce((n, c) => n + c.length, 0)
  if (expected > MOST_RATIO * packed + 1024)
    return damaged(
      name,
      `it says ${header.width}×${header.height} pixels, and there are ${packed} bytes for them`,
    )
  let data: Uint8Array
  try {
    data = inflateSync(Buffer.concat(chunks.data), {
      maxOutputLength: expected,
      chunkSize: Math.max(64, Math.min(expected + 1, 2 ** 20)),
    })
  } catch {
    return damaged(name, 'its pixels cannot be unpacked')
  }
  if (data.length !== expected)
    return damaged(name, `its pixels should unpack to ${expected} bytes and unpack to ${data.length}`)
  const samples = samplesOf(data, header, passes)
  if (!samples) return damaged(name, 'a line is filtered in a way that PNG does not have')
  return header.type === PALETTE
    ? coloured(samples, header, chunks, name)
    : withAlpha(samples, header, chunks.transparency)
}

function readChunks(bytes: Uint8Array, name: string): Chunks | Bad {
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

function passesOf({ width, height, isInterlaced }: PngHeader): readonly Pass[] {
  if (!isInterlaced) return [{ x: 0, y: 0, stepX: 1, stepY: 1, width, height }]
  return ADAM7.map(([x, y, stepX, stepY]) => ({
    x,
    y,
    stepX,
    stepY,
    width: Math.ceil(Math.max(0, width - x) / stepX),
    height: Math.ceil(Math.max(0, height - y) / stepY),
  })).filter(p => p.width > 0 && p.height > 0)
}

/** The file's values `[height, width, channels]`, as they are; null where a filter is unknown. */
function samplesOf(
  data: Uint8Array,
  { width, height, depth, channels }: PngHeader,
  passes: readonly Pass[],
): Uint8Array | Uint16Array | null {
  const out =
    depth === 16 ? new Uint16Array(width * height * channels) : new Uint8Array(width * height * channels)
  let from = 0
  for (const pass of passes) {
    const row = Math.ceil((pass.width * channels * depth) / 8)
    if (!unfilter(data, from, row, pass.height, Math.max(1, (channels * depth) >> 3))) return null
    for (let y = 0; y < pass.height; y++, from += row + 1) {
      const start = (pass.y + y * pass.stepY) * width + pass.x
      for (let i = 0, x = 0; x < pass.width; x++)
        for (let to = (start + x * pass.stepX) * channels, end = to + channels; to < end; to++, i++)
          out[to] = sampleAt(data, from + 1, i, depth)
    }
  }
  return out
}

/** Value `i` of the line that begins at `line`. */
function sampleAt(data: Uint8Array, line: number, i: number, depth: number): number {
  if (depth === 8) return data[line + i] as number
  if (depth === 16) return ((data[line + 2 * i] as number) << 8) | (data[line + 2 * i + 1] as number)
  const bit = i * depth
  return ((data[line + (bit >> 3)] as number) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
}

function coloured(
  indices: Uint8Array | Uint16Array,
  { width, height }: PngHeader,
  chunks: Chunks,
  name: string,
): Picture | Bad {
  const palette = chunks.palette ?? new Uint8Array(0)
  const count = Math.floor(palette.length / 3)
  const hasAlpha = chunks.transparency !== null
  const channels = hasAlpha ? 4 : 3
  const values = new Uint8Array(indices.length * channels)
  for (let i = 0, to = 0; i < indices.length; i++, to += channels) {
    const index = indices[i] as number
    if (index >= count) return damaged(name, `a pixel has colour ${index} of a palette of ${count}`)
    values[to] = palette[3 * index] as number
    values[to + 1] = palette[3 * index + 1] as number
    values[to + 2] = palette[3 * index + 2] as number
    if (hasAlpha) values[to + 3] = chunks.transparency?.[index] ?? 255
  }
  return { width, height, channels, hasAlpha, values, full: 255 }
}

/**
 * Spreads few bits to 0…255; a colour that the file calls transparent makes a last channel of 0 where it is,
 * white elsewhere.
 */
function withAlpha(
  samples: Uint8Array | Uint16Array,
  header: PngHeader,
  transparency: Uint8Array | null,
): Picture {
  const { width, height, depth, type, channels: given } = header
  const full = depth === 16 ? 65_535 : 255
  const factor = depth < 8 ? 255 / (2 ** depth - 1) : 1
  const isKeyed = (type === GREY || type === RGB) && transparency?.length === 2 * given
  if (!isKeyed || !transparency) {
    if (factor > 1) for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * factor
    return {
      width,
      height,
      channels: given,
      hasAlpha: type === GREY_ALPHA || type === RGBA,
      values: samples,
      full,
    }
  }
  const key = Array.from(
    { length: given },
    (_, c) => ((transparency[2 * c] as number) << 8) | (transparency[2 * c + 1] as number),
  )
  const channels = given + 1
  const values =
    depth === 16 ? new Uint16Array(width * height * channels) : new Uint8Array(width * height * channels)
  for (let from = 0, to = 0; from < samples.length; from += given, to += channels) {
    let isKey = true
    for (let c = 0; c < given; c++) {
      values[to + c] = (samples[from + c] as number) * factor
      if (samples[from + c] !== key[c]) isKey = false
    }
    values[to + given] = isKey ? 0 : full
  }
  return { width, height, channels, hasAlpha: true, values, full }
}
