/**
 * The packed pieces of a TIFF page, strips or tiles, unpacked (TIFF 6.0: sections 9 PackBits, 13 LZW, 14
 * predictor; Adobe's Technical Note 3 for the predictor of floats).
 * Every function is told how many bytes there may be and stops there; null is what is damaged.
 */
import { inflateSync } from 'node:zlib'
import { unpackLzw } from './lzw'

const UNCOMPRESSED = 1
const LZW = 5
const DEFLATE = 8
const OLD_DEFLATE = 32_946
const PACKBITS = 32_773
/**
 * At most so many bytes come of one: a code of 9 bits at least for 4,096 bytes at most; zlib's 1,032; 128 of
 * 2.
 */
export const MOST_RATIO: Readonly<Record<number, number>> = {
  [UNCOMPRESSED]: 1,
  [LZW]: 3641,
  [DEFLATE]: 1032,
  [OLD_DEFLATE]: 1032,
  [PACKBITS]: 64,
}

/**
 * At least `least` bytes and at most `most`: the last strip may be as tall as the others, or end with the
 * picture.
 */
export function decompress(
  packed: Uint8Array,
  compression: number,
  least: number,
  most: number,
): Uint8Array | null {
  const out = compression === UNCOMPRESSED ? packed.subarray(0, most) : unpackTo(packed, compression, most)
  // A copy: the predictor works in place, and values are to begin where an array may.
  return out && out.length >= least ? new Uint8Array(out) : null
}

function unpackTo(packed: Uint8Array, compression: number, most: number): Uint8Array | null {
  if (compression === LZW) return unpackLzw(packed, most)
  if (compression === PACKBITS) return unpackBits(packed, most)
  try {
    return inflateSync(packed, {
      maxOutputLength: most,
      chunkSize: Math.max(64, Math.min(most + 1, 2 ** 20)),
    })
  } catch {
    return null
  }
}

function unpackBits(packed: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most)
  let to = 0
  for (let at = 0; at < packed.length && to < most;) {
    const n = packed[at++] as number
    if (n < 128) {
      const run = packed.subarray(at, Math.min(at + n + 1, at + most - to))
      out.set(run, to)
      to += run.length
      at += n + 1
    } else if (n > 128) {
      const end = Math.min(most, to + 257 - n)
      out.fill(packed[at++] ?? 0, to, end)
      to = end
    }
  }
  return out.subarray(0, to)
}

/** Adds each value to the one `samples` before it in its row, in the width of its type. */
export function undoDifferences(data: Uint8Array, bits: number, row: number, samples: number): boolean {
  const values =
    bits === 8
      ? data
      : bits === 16
        ? new Uint16Array(data.buffer, 0, data.length >> 1)
        : bits === 32
          ? new Uint32Array(data.buffer, 0, data.length >> 2)
          : null
  if (!values) return false
  for (let start = 0; start < values.length; start += row)
    for (let i = start + samples, end = Math.min(start + row, values.length); i < end; i++)
      values[i] = (values[i] as number) + (values[i - samples] as number)
  return true
}

/**
 * Floats: bytes are differences, and a row has first all most significant bytes, then all next ones. Comes
 * out little-endian.
 */
export function undoFloatDifferences(data: Uint8Array, bytes: number, row: number, samples: number): void {
  const length = row * bytes
  for (let start = 0; start + length <= data.length; start += length) {
    for (let i = start + samples; i < start + length; i++)
      data[i] = (data[i] as number) + (data[i - samples] as number)
    const line = data.slice(start, start + length)
    for (let i = 0; i < row; i++)
      for (let b = 0; b < bytes; b++) data[start + i * bytes + b] = line[(bytes - 1 - b) * row + i] as number
  }
}
