/**
 * The text of a table, cut into lines and cells: encodings, separators, quotes (RFC 4180) and comment lines.
 * Which separator a file uses is not written in it, so the one is taken with which most of its first
 * lines have the same number of cells.
 */
import type { Bad } from '../../spec'

/** Whitespace of any length is ' '; a table of one column has ''. */
export type Separator = '\t' | ';' | ',' | ' ' | ''
/** The longest text that the engine's JavaScript can hold is 2²⁹ − 24 characters. */
const MOST_BYTES = 500_000_000
const LOOKED_AT = 50

export function decodeText(bytes: Uint8Array, name: string): string | Bad {
  if (bytes.length > MOST_BYTES)
    return {
      bad:
        `${name} has ${Math.round(bytes.length / 1e6)} MB; tables of at most ${MOST_BYTES / 1e6} MB are ` +
        'read: split it, or save it as .npz or HDF5.',
    }
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  let text: string
  try {
    text = new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    if (utf16) return { bad: `${name} is damaged: it begins as UTF-16 text and is none.` }
    // What spreadsheets on Windows write; every byte is a character in it.
    text = new TextDecoder('windows-1252').decode(bytes)
  }
  if (text.includes('\0'))
    return { bad: `${name} is not a table of text: it holds bytes that are no characters.` }
  if (!text.includes('\n')) text = text.replaceAll('\r', '\n')
  return text.trim() === '' ? { bad: `${name} is empty.` } : text
}

/** Goes through a table's lines, and knows where it is in the file. */
export class TextLines {
  /** Of the record last read, counted from 1. */
  line = 0
  /** The last comment before the first record: some programs write their header there. */
  comment = ''
  private at = 0
  private passed = 0
  private hasRecords = false
  constructor(private readonly text: string) {}

  /**
   * The cells of the next line that is neither empty nor a comment; null at the end, a number of a line whose
   * quote has no end.
   */
  next(separator: Separator): string[] | null | number {
    const { text } = this
    while (this.at < text.length) {
      let end = text.indexOf('\n', this.at)
      if (end < 0) end = text.length
      const line = text.slice(this.at, text[end - 1] === '\r' ? end - 1 : end)
      this.line = ++this.passed
      const first = /\S/.exec(line)?.[0]
      if (first === undefined || first === '#' || first === '%') {
        if (first !== undefined && !this.hasRecords) this.comment = line
        this.at = end + 1
        continue
      }
      this.hasRecords = true
      if (line.includes('"') && separator !== '') return this.quoted(separator)
      this.at = end + 1
      return cellsOf(line, separator)
    }
    return null
  }

  /** A line with quotes: within them separators and line breaks are text, and two quotes are one. */
  private quoted(separator: Separator): string[] | number {
    const { text } = this
    const cells: string[] = []
    const isEnd = (c: string | undefined): boolean =>
      c === separator || c === '\n' || c === undefined || (separator === ' ' && c === '\t') || c === '\r'
    for (;;) {
      while (text[this.at] === ' ' || (separator === ' ' && text[this.at] === '\t')) this.at++
      let cell = ''
      if (text[this.at] === '"') {
        this.at++
        for (;;) {
          const end = text.indexOf('"', this.at)
          if (end < 0) return this.line
          cell += text.slice(this.at, end)
          this.at = end + 1
          if (text[this.at] !== '"') break
          cell += '"'
          this.at++
        }
        for (const c of cell) if (c === '\n') this.passed++
      }
      const start = this.at
      while (!isEnd(text[this.at])) this.at++
      cells.push(cell + text.slice(start, this.at))
      while (separator === ' ' && (text[this.at] === ' ' || text[this.at] === '\t')) this.at++
      if (text[this.at] === '\r') this.at++
      const stopped = text[this.at]
      if (stopped === separator) this.at++
      if (stopped === '\n' || stopped === undefined) {
        this.at++
        return cells
      }
    }
  }
}

export const cellsOf = (line: string, separator: Separator): string[] =>
  separator === '' ? [line.trim()] : separator === ' ' ? line.trim().split(/\s+/) : line.split(separator)

/** Tab before semicolon before comma before blanks, where as many lines agree. */
export function separatorOf(text: string): Separator {
  let best: Separator = ''
  let bestShare = 0.5
  for (const separator of ['\t', ';', ',', ' '] as const) {
    const lines = new TextLines(text.slice(0, 4_000_000))
    const counts = new Map<number, number>()
    let all = 0
    let glued = 0
    for (
      let cells = lines.next(separator);
      Array.isArray(cells) && all < LOOKED_AT;
      cells = lines.next(separator), all++
    ) {
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
      // “1,5 2,5” is two numbers with decimal commas, and not three cells.
      if (separator === ',' && cells.slice(1, -1).some(c => /^\d+\s+[-+]?\d+$/.test(c))) glued++
    }
    const [count, share] = [...counts]
      .map(([c, n]) => [c, n / all] as const)
      .sort((a, b) => b[1] - a[1])[0] ?? [1, 0]
    if (count > 1 && share > bestShare && glued < all / 2) [best, bestShare] = [separator, share]
  }
  return best
}
