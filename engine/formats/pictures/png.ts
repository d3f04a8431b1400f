/**
 * PNG pictures (W3C, Portable Network Graphics, third edition): all colour types and depths, interlaced or
 * not.
 * A header says how many bytes the data must unpack to, and little more is unpacked, whatever the file
 * holds. Depths of 1, 2 and 4 bits are spread to 0…255, a palette becomes RGB, transparency a last channel.
 */
import { inflateSync } from 'node:zlib'
import { isBad, type Bad } from '../../spec'
import { damaged, type Picture } from './pixels'
import { PALETTE, pngHeader, readChunks } from './pngChunks'
import { coloured, withAlpha } from './pngColours'
import { passesOf, samplesOf } from './pngSamples'

/** Deflate makes at most 1,032 bytes of one (zlib's technical details), and a stream's frame takes a few. */
const MOST_RATIO = 1032
/** Some writers pack bytes behind the last line, which libpng ignores too. */
const MOST_BEHIND = 2 ** 20

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
      maxOutputLength: expected + MOST_BEHIND,
      chunkSize: Math.max(64, Math.min(expected + 1, 2 ** 20)),
    })
  } catch {
    return damaged(name, 'its pixels cannot be unpacked')
  }
  if (data.length < expected)
    return damaged(name, `its pixels should unpack to ${expected} bytes and unpack to ${data.length}`)
  const samples = samplesOf(data.subarray(0, expected), header, passes)
  if (!samples) return damaged(name, 'a line is filtered in a way that PNG does not have')
  return header.type === PALETTE
    ? coloured(samples, header, chunks, name)
    : withAlpha(samples, header, chunks.transparency)
}
