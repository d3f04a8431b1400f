/** The bytes of a user's file, as every reader takes them. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { isBad, messageOf, type Bad } from '../../spec'
import type { SourceFile } from '../types'

const GIGABYTE = 2 ** 30
const inWords = (bytes: number): string =>
  bytes < GIGABYTE ? `${bytes / 2 ** 20} MB` : `${bytes / GIGABYTE} GB`

/** All of it; a file of more than `most` bytes is a sentence, which ends in `advice`. */
export async function wholeFile(
  { path, name, size }: SourceFile,
  most: number,
  advice: string,
): Promise<Uint8Array | Bad> {
  if (size > most) return { bad: `${name} is larger than ${inWords(most)}: ${advice}.` }
  try {
    return await readFile(path)
  } catch (error) {
    return { bad: `${name} may not be read (${messageOf(error)}).` }
  }
}

/** All of it, unpacked where it is gzipped, to `most` bytes at most. */
export async function unpackedFile(
  file: SourceFile,
  most: number,
  advice: string,
): Promise<Uint8Array | Bad> {
  const bytes = await wholeFile(file, Math.min(most, 2 * GIGABYTE), advice)
  if (isBad(bytes) || bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: most })
  } catch {
    return { bad: `${file.name} is damaged, or unpacks to more than ${inWords(most)}.` }
  }
}
