/**
 * A command's output: words for people, or JSON for programs, one object a line.
 * Results go to standard output and progress to standard error, where a terminal
 * gets one line that is written over.
 */

export type CliOutput = {
  readonly isJson: boolean
  /** For programs only. */
  event(event: { readonly event: string } & Readonly<Record<string, unknown>>): void
  /** The result, for people only. */
  result(text: string): void
  /** A line of progress, for people only. */
  note(text: string): void
  /** What may make a result mean something else, for both. */
  warn(sentence: string): void
  /**
   * The line that is written over, with a bar as long as there is room for; nothing where there is no
   * terminal.
   */
  draw(before: string, share: number, behind: string): void
}

const MOST_BAR = 20
const LEAST_BAR = 4
const bar = (share: number, length: number): string =>
  '█'.repeat(Math.round(share * length)).padEnd(length, '░')

/** Numbers that JSON does not have are null; typed arrays are lists. */
const plain = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value

export function cliOutput(isJson: boolean): CliOutput {
  const isTerminal = process.stderr.isTTY && !isJson
  let isDrawn = false
  const clear = (): void => {
    if (isDrawn) process.stderr.write('\r\x1b[K')
    isDrawn = false
  }
  return {
    isJson,
    event(event) {
      if (isJson) process.stdout.write(`${JSON.stringify(event, plain)}\n`)
    },
    result(text) {
      clear()
      if (!isJson) process.stdout.write(`${text}\n`)
    },
    note(text) {
      clear()
      if (!isJson) process.stderr.write(`${text}\n`)
    },
    warn(sentence) {
      this.event({ event: 'warning', sentence })
      this.note(sentence)
    },
    draw(before, share, behind) {
      if (!isTerminal) return
      // A line longer than the terminal would wrap and could not be written over.
      const room = (process.stderr.columns || 80) - 1
      const length = Math.min(MOST_BAR, room - before.length - behind.length - 3)
      const line = length < LEAST_BAR ? `${before}  ${behind}` : `${before} ${bar(share, length)}  ${behind}`
      process.stderr.write(`\r\x1b[K${line.slice(0, room)}`)
      isDrawn = true
    },
  }
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
export const grouped = (n: number): string => Math.round(n).toLocaleString('en')
