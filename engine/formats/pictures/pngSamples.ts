/** The values of a PNG file, out of its filtered lines, interlaced (Adam7) or not. */
import type { PngHeader } from './pngChunks'
import { unfilter } from './pngFilters'

const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Every `step`-th pixel from `x`, `y` on; a picture that is not interlaced is one such pass. */
type InterlacePass = {
  readonly x: number
  readonly y: number
  readonly stepX: number
  readonly stepY: number
  readonly width: number
  readonly height: number
}

export function passesOf({ width, height, isInterlaced }: PngHeader): readonly InterlacePass[] {
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
export function samplesOf(
  data: Uint8Array,
  { width, height, depth, channels }: PngHeader,
  passes: readonly InterlacePass[],
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
