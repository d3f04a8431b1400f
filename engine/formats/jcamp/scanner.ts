/**
 * The numbers in a line of JCAMP-DX data, in every form at once (4.24, tables III to V): plain and packed
 * (AFFN, PAC), and with a letter for sign and first digit: SQZ `@A…Ia…i` a value, DIF `%J…Rj…r` a difference,
 * DUP `S…Zs` how often.
 * E is an exponent in plain numbers and +5 in SQZ; the table as a whole tells which (`isPlain`).
 */
export const END = 0
export const VALUE = 1
export const DIFFERENCE = 2
export const REPEAT = 3
export const MISSING = 4
const WRONG = 5

export type Scanner = {
  text: string
  at: number
  kind: number
  value: number
  /** Where the number that was read begins and ends. */
  from: number
  readonly isPlain: boolean
}
export const newScanner = (isPlain: boolean): Scanner => ({
  text: '',
  at: 0,
  kind: END,
  value: 0,
  from: 0,
  isPlain,
})

/** E and e do not count: numbers with exponents alone are plain. */
export const hasLetters = (text: string): boolean => /[@A-DF-Ia-df-i%J-Rj-rS-Zs]/.test(text)

/** By character: what a letter stands for, as kind and signed digit. */
const KIND = new Uint8Array(128)
const DIGIT = new Int8Array(128)
for (const [letters, kind, first, sign] of [
  ['@ABCDEFGHI', VALUE, 0, 1],
  ['abcdefghi', VALUE, 1, -1],
  ['%JKLMNOPQR', DIFFERENCE, 0, 1],
  ['jklmnopqr', DIFFERENCE, 1, -1],
  ['STUVWXYZs', REPEAT, 1, 1],
] as const)
  for (let i = 0; i < letters.length; i++) {
    KIND[letters.charCodeAt(i)] = kind
    DIGIT[letters.charCodeAt(i)] = sign * (first + i)
  }

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isSign = (code: number): boolean => code === 0x2b || code === 0x2d
const isBetween = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x2c || code === 0x3b

/** Reads the next number of `s.text` into `s`, and returns its kind. */
export function next(s: Scanner): number {
  const { text } = s
  while (isBetween(text.charCodeAt(s.at))) s.at++
  s.from = s.at
  if (s.at >= text.length) return (s.kind = END)
  const code = text.charCodeAt(s.at)
  if (code === 0x3f) {
    s.at++
    return (s.kind = MISSING)
  }
  const kind = code < 128 ? (KIND[code] as number) : 0
  return (s.kind = kind === 0 ? plain(s, code) : lettered(s, code, kind))
}

function plain(s: Scanner, code: number): number {
  const { text } = s
  if (isSign(code)) s.at++
  const digits = skipDigits(s)
  if (digits === 0) return WRONG
  const e = text.charCodeAt(s.at) | 0x20
  const after = text.charCodeAt(s.at + 1)
  if (
    e === 0x65 &&
    ((isSign(after) && isDigit(text.charCodeAt(s.at + 2))) || (s.isPlain && isDigit(after)))
  ) {
    s.at += 2
    while (isDigit(text.charCodeAt(s.at))) s.at++
  }
  s.value = Number(text.slice(s.from, s.at))
  return VALUE
}

function lettered(s: Scanner, code: number, kind: number): number {
  s.at++
  const from = s.at
  skipDigits(s)
  const first = DIGIT[code] as number
  const rest = s.text.slice(from, s.at)
  s.value = Number(`${Math.abs(first)}${rest}`) * (first < 0 ? -1 : 1)
  return kind
}

/** Over digits with at most one point among them; returns how many digits. */
function skipDigits(s: Scanner): number {
  let digits = 0
  let points = 0
  for (; ; s.at++) {
    const code = s.text.charCodeAt(s.at)
    if (isDigit(code)) digits++
    else if (code !== 0x2e || ++points > 1) return digits
  }
}
