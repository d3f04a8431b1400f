/** The records of a table: its lines cut into cells by a separator, with quotes (RFC 4180) and comments. */

/** Whitespace of any length is ' '; a table of one column has ''. */
export type Separator = '\t' | ';' | ',' | '|' | ' ' | ''
/** Where a record begins: its line counts from 1, the place from 0. */
export type Place = { readonly line: number; readonly at: number }
/** Comments are named up to this many. */
const MOST_NAMED = 5

/** Goes through a table's lines, and knows where it is in the file. */
export class Records {
  /** Of the record last read. */
  place: Place
  /** Lines behind the first record that begin with # or %: how many, and the first of them. */
  readonly comments: { count: number; readonly lines: { readonly line: number; readonly text: string }[] } = {
    count: 0,
    lines: [],
  }
  /** The last comment before the first record: some programs write their heads there. */
  commentAbove = ''
  private at: number
  private passed: number
  private hasRecords = false

  constructor(
    private readonly text: string,
    private readonly separator: Separator,
    from: Place = { line: 1, at: 0 },
  ) {
    this.place = from
    this.at = from.at
    this.passed = from.line - 1
  }

  /**
   * The cells of the next line that is neither empty nor a comment; null at the end, the number of a line
   * whose quote has no end.
   */
  next(): string[] | null | number {
    const { text, separator } = this
    while (this.at < text.length) {
      let end = text.indexOf('\n', this.at)
      if (end < 0) end = text.length
      const line = text.slice(this.at, end)
      this.place = { line: ++this.passed, at: this.at }
      const first = /\S/.exec(line)?.[0]
      if (first === undefined || first === '#' || first === '%') {
        if (first !== undefined) this.pass(line)
        this.at = end + 1
        continue
      }
      this.hasRecords = true
      if (separator !== '' && line.includes('"')) return this.quoted(separator)
      this.at = end + 1
      return cellsOf(line, separator)
    }
    return null
  }

  private pass(line: string): void {
    if (!this.hasRecords) {
      this.commentAbove = line
      return
    }
    this.comments.count++
    if (this.comments.lines.length < MOST_NAMED)
      this.comments.lines.push({ line: this.place.line, text: line.trim() })
  }

  /** A line with quotes: within them separators and line breaks are text, and two quotes are one. */
  private quoted(separator: Separator): string[] | number {
    const { text } = this
    const cells: string[] = []
    for (;;) {
      this.skipBlanks(separator)
      const quote = text[this.at] === '"' ? this.inQuotes() : ''
      if (quote === null) return this.place.line
      const start = this.at
      while (!isEnd(text[this.at], separator)) this.at++
      cells.push(quote + text.slice(start, this.at))
      if (separator === ' ') this.skipBlanks(separator)
      const stopped = text[this.at]
      if (stopped === separator) this.at++
      if (stopped === '\n' || stopped === undefined) {
        this.at++
        return cells
      }
    }
  }

  private skipBlanks(separator: Separator): void {
    while (this.text[this.at] === ' ' || (separator === ' ' && this.text[this.at] === '\t')) this.at++
  }

  /** The text between two quotes; null where there is no second one. */
  private inQuotes(): string | null {
    const { text } = this
    let cell = ''
    this.at++
    for (;;) {
      const end = text.indexOf('"', this.at)
      if (end < 0) return null
      cell += text.slice(this.at, end)
      this.at = end + 1
      if (text[this.at] !== '"') break
      cell += '"'
      this.at++
    }
    for (const c of cell) if (c === '\n') this.passed++
    return cell
  }
}

const isEnd = (c: string | undefined, separator: Separator): boolean =>
  c === separator || c === '\n' || c === undefined || (separator === ' ' && c === '\t')

/** A line drawn under names, or one in which nothing stands. */
const RULE = /^[-=_+:\s]*$/
export const isRule = (cells: readonly string[]): boolean =>
  RULE.test(cells[0] as string) && cells.every(c => RULE.test(c))

export const cellsOf = (line: string, separator: Separator): string[] =>
  separator === '' ? [line.trim()] : separator === ' ' ? line.trim().split(/\s+/) : line.split(separator)
