/**
 * TIFF pictures (TIFF 6.0 and BigTIFF): 1 to 64 bits, whole numbers or floats, any number of bands, strips or
 * tiles; not packed, or with LZW, deflate or PackBits. Several pages of one size become channels, page by
 * page.
 * Sizes are checked, and the bytes that are there weighed against them, before anything is unpacked.
 * Whole numbers of up to 16 bits keep their type; signed and larger ones, and all floats, become float32.
 */
import { isBad, type Bad } from '../../spec'
import { IS_LITTLE_HERE, swapBytes } from '../arrays/byteOrder'
import { fromHalf } from '../arrays/half'
import { upright } from './orientation'
import { damaged, type Picture, type PictureSize, type Pixels } from './pixels'
import { pagesProblem, PALETTE, pieces } from './tiffLimits'
import { tiffPages, type Page, type Pages } from './tiffPages'
import { undoDifferences, undoFloatDifferences, decompress } from './tiffStrips'

const WHITE_IS_ZERO = 0
const RGB = 2

export function tiffSize(bytes: Uint8Array, name: string): PictureSize | Bad {
  const found = pagesIn(bytes, name)
  if (isBad(found)) return found
  const { width, height, orientation } = found.pages[0] as Page
  return orientation > 4 && orientation < 9 ? { width: height, height: width } : { width, height }
}

export function readTiff(bytes: Uint8Array, name: string): Picture | Bad {
  const found = pagesIn(bytes, name)
  if (isBad(found)) return found
  const [first] = found.pages as readonly [Page]
  const wrong = pagesProblem(found.pages, bytes.length, name)
  if (wrong) return wrong
  const read: Picture[] = []
  for (const [i, page] of found.pages.entries()) {
    const picture = readPage(
      bytes,
      page,
      found.isLittle,
      found.pages.length > 1 ? `${name} (page ${i + 1})` : name,
    )
    if (isBad(picture)) return picture
    read.push(picture)
  }
  return upright(sideBySide(read), first.orientation)
}

function pagesIn(bytes: Uint8Array, name: string): Pages | Bad {
  try {
    return tiffPages(bytes, name)
  } catch {
    return damaged(name, 'a part of it lies outside the file')
  }
}

/** One page, `[height, width, bands]`. */
function readPage(bytes: Uint8Array, page: Page, isLittle: boolean, name: string): Picture | Bad {
  const { width, height, samples, bits, format, photometric, tile, isPlanar } = page
  const isWhole = (format === 1 || format === 4) && bits <= 16
  const count = width * height * samples
  const values: Pixels = !isWhole
    ? new Float32Array(count)
    : bits === 16
      ? new Uint16Array(count)
      : new Uint8Array(count)
  const { across, down, planes } = pieces(page)
  const inPiece = isPlanar ? 1 : samples
  for (let piece = 0; piece < across * down * planes; piece++) {
    const plane = Math.floor(piece / (across * down))
    const [left, top] = [(piece % across) * tile.width, (Math.floor(piece / across) % down) * tile.height]
    const rows = Math.min(tile.height, height - top)
    const columns = Math.min(tile.width, width - left)
    const read = readPiece(bytes, page, piece, tile.isStrip ? rows : tile.height, isLittle)
    if (!read)
      return damaged(
        name,
        `piece ${piece + 1} of ${across * down * planes} (${tile.isStrip ? 'strip' : 'tile'}) cannot ` +
          'be unpacked',
      )
    for (let y = 0; y < rows; y++)
      for (
        let x = 0, from = y * tile.width * inPiece, to = ((top + y) * width + left) * samples + plane;
        x < columns;
        x++, to += samples
      )
        for (let c = 0; c < inPiece; c++) values[to + c] = read[from++] as number
  }
  const full = !isWhole ? 1 : bits === 16 ? 65_535 : 255
  if (photometric === PALETTE) return coloured(values, page)
  if (isWhole) spread(values, page, full)
  const colours = photometric === RGB ? 3 : 1
  const hasAlpha = samples === colours + 1 && (page.extra[0] === 1 || page.extra[0] === 2)
  if (isWhole && hasAlpha && page.extra[0] === 1) unmultiply(values, samples, full)
  return { width, height, channels: samples, hasAlpha, values, full }
}

/** The values of one strip or tile, in its own rows. */
function readPiece(
  bytes: Uint8Array,
  page: Page,
  piece: number,
  rows: number,
  isLittle: boolean,
): ArrayLike<number> | null {
  const { tile, samples, bits, format, compression, predictor, isPlanar } = page
  const inPiece = isPlanar ? 1 : samples
  const row = tile.width * inPiece
  const rowBytes = Math.ceil((row * bits) / 8)
  const offset = page.offsets[piece] as number
  const data = decompress(
    bytes.subarray(offset, offset + (page.counts[piece] as number)),
    compression,
    rowBytes * rows,
    rowBytes * tile.height,
  )
  if (!data) return null
  if (predictor === 3) undoFloatDifferences(data, bits / 8, row, inPiece)
  if (bits > 8 && (predictor === 3 || isLittle) !== IS_LITTLE_HERE) swapBytes(data, bits / 8)
  if (predictor === 2 && !undoDifferences(data, bits, row, inPiece)) return null
  const whole = data.buffer.byteLength - (data.buffer.byteLength % Math.max(1, bits / 8))
  const buffer = data.buffer.slice(0, whole)
  if (format === 3)
    return bits === 16
      ? fromHalf(new Uint16Array(buffer))
      : bits === 32
        ? new Float32Array(buffer)
        : new Float64Array(buffer)
  if (format === 2)
    return bits === 8 ? new Int8Array(buffer) : bits === 16 ? new Int16Array(buffer) : new Int32Array(buffer)
  if (bits >= 8) return bits === 8 ? data : bits === 16 ? new Uint16Array(buffer) : new Uint32Array(buffer)
  const out = new Uint8Array(row * rows)
  for (let y = 0, to = 0; y < rows; y++)
    for (let i = 0, bit = y * rowBytes * 8; i < row; i++, bit += bits)
      out[to++] = ((data[bit >> 3] as number) >> (8 - bits - (bit & 7))) & (2 ** bits - 1)
  return out
}

function coloured(indices: Pixels, { width, height, palette, bits }: Page): Picture {
  const values = new Uint8Array(indices.length * 3)
  const count = 2 ** bits
  for (let i = 0, to = 0; i < indices.length; i++)
    for (let c = 0; c < 3; c++) values[to++] = (palette[c * count + (indices[i] as number)] as number) >> 8
  return { width, height, channels: 3, hasAlpha: false, values, full: 255 }
}

/** Few bits to 0…255, and white to the largest value. */
function spread(values: Pixels, { bits, photometric }: Page, full: number): void {
  const factor = bits < 8 ? 255 / (2 ** bits - 1) : 1
  if (factor > 1) for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor
  if (photometric === WHITE_IS_ZERO)
    for (let i = 0; i < values.length; i++) values[i] = full - (values[i] as number)
}

/** Colours that were multiplied with alpha, as they were before; rounded down, as Pillow does it. */
function unmultiply(values: Pixels, samples: number, full: number): void {
  for (let at = 0; at < values.length; at += samples) {
    const alpha = values[at + samples - 1] as number
    if (alpha > 0 && alpha < full)
      for (let c = 0; c < samples - 1; c++)
        values[at + c] = Math.min(full, Math.floor(((values[at + c] as number) * full) / alpha))
  }
}

/** All channels of the first page, then those of the second, and so on. */
function sideBySide(pages: readonly Picture[]): Picture {
  const [first] = pages as readonly [Picture]
  if (pages.length === 1) return first
  const channels = pages.reduce((n, p) => n + p.channels, 0)
  const count = first.width * first.height
  const values = new (first.values.constructor as new (length: number) => Pixels)(count * channels)
  let start = 0
  for (const page of pages) {
    for (let i = 0, from = 0; i < count; i++)
      for (let c = 0; c < page.channels; c++) values[i * channels + start + c] = page.values[from++] as number
    start += page.channels
  }
  return { ...first, channels, hasAlpha: false, values }
}
