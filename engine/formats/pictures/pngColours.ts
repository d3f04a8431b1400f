/** From the values of a PNG file to those of a picture: palettes, few bits and transparent colours. */
import type { Bad } from '../../spec'
import { damaged, type Picture } from './pixels'
import { GREY, GREY_ALPHA, RGB, RGBA, type Chunks, type PngHeader } from './pngChunks'

export function coloured(
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
export function withAlpha(
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
