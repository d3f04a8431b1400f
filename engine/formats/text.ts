/** The text of a file: encodings by their marks or their bytes, and ends of lines of every system. */
import type { Bad } from '../spec'

/** The longest text that the engine's JavaScript can hold is 2²⁹ − 24 characters. */
const MOST_BYTES = 500_000_000
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export function decodeText(bytes: Uint8Array, name: string): string | Bad {
  if (bytes.length > MOST_BYTES)
    return {
      bad:
        `${name} has ${Math.round(bytes.length / 1e6)} MB; texts of at most ${MOST_BYTES / 1e6} MB are ` +
        'read: split it, or save it as .npz or HDF5.',
    }
  const encoding = wideEncoding(bytes) ?? 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    if (encoding !== 'utf-8') return { bad: `${name} is damaged: it begins as UTF-16 text and is none.` }
    // What spreadsheets on Windows write; every byte is a character in it.
    text = new TextDecoder('windows-1252').decode(bytes)
  }
  if (text.includes('\0')) return { bad: `${name} is no text: it holds bytes that are no characters.` }
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
  return text.trim() === '' ? { bad: `${name} is empty.` } : text
}

/** UTF-16 by its mark, or, without one, by a zero in every second byte. */
function wideEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const looked = Math.min(bytes.length & ~1, 1000)
  if (looked < 8) return null
  let [even, odd] = [0, 0]
  for (let i = 0; i < looked; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const most = 0.4 * looked
  return odd >= most && even === 0 ? 'utf-16le' : even >= most && odd === 0 ? 'utf-16be' : null
}
