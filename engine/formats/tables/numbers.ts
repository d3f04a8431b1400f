/**
 * Cells of a table as numbers. A number is read whole or not at all: what is left over behind one makes the
 * cell a word, and what float64 cannot hold exactly, such as an identifier of 19 digits, stays text.
 */

/** Which sign stands before the decimals of a column, and which between groups of three digits. */
export type NumberStyle = { readonly decimal: '.' | ','; readonly grouping: '' | ',' | '.' | ' ' | "'" }
export const POINT: NumberStyle = { decimal: '.', grouping: '' }
export const COMMA: NumberStyle = { decimal: ',', grouping: '' }

/** What programs write where they have no value; the last six are Excel's and C's. */
const MISSING = new Set(
  '|na|n/a|nan|-nan|nd|n.d.|null|none|missing|-|--|---|?|#n/a|#value!|#div/0!|#num!|1.#qnan|-1.#ind'.split(
    '|',
  ),
)
/** Fortran fills a field with stars where the number does not fit into it. */
const OVERFLOWN = /^\*+$/
const INFINITE = /^([+-]?)(?:inf(?:inity)?|1\.#inf)$/i
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** `4.0D+02`, and `1.0-105`, where Fortran has no room for the letter. */
const FORTRAN = /^([+-]?(?:\d+\.\d*|\.\d+))(?:[dq]([+-]?\d+)|([+-]\d{3}))$/i
/** Fewer digits than this are exact in float64. */
const LONG = 16

/** The number in a cell: NaN if it is empty or says that there is none, null if it is a word. */
export function cellNumber(cell: string, style: NumberStyle = POINT): number | null {
  const first = cell.charCodeAt(0)
  // Digits, signs, points and blanks, so that neither 'Infinity' nor '' is left to JavaScript's own reading.
  if (
    style.grouping === '' &&
    ((first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43 || first === 32)
  ) {
    const value = Number(style.decimal === ',' ? withPoint(cell) : cell)
    if (value === value && (value !== 0 || /\d/.test(cell)) && !/[xob]/i.test(cell))
      return cell.length < LONG || isExact(cell, value) ? value : null
  }
  return uncommonNumber(cell.trim(), style)
}

function uncommonNumber(word: string, style: NumberStyle): number | null {
  if (MISSING.has(word.toLowerCase()) || OVERFLOWN.test(word)) return NaN
  const infinite = INFINITE.exec(word)
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity
  const plain = plainDigits(word.replace(/^−/, '-'), style)
  if (plain === null) return null
  const fortran = FORTRAN.exec(plain)
  const text = fortran ? `${fortran[1]}e${fortran[2] ?? fortran[3]}` : plain
  const value = NUMBER.test(text) ? Number(text) : null
  return value !== null && isExact(text, value) ? value : null
}

/** Where commas stand before decimals, a cell with a point is no number. */
const withPoint = (cell: string): string => (cell.includes('.') ? 'x' : cell.replace(',', '.'))

/** Without the signs between groups and with a decimal point; null where they stand in wrong places. */
function plainDigits(word: string, { decimal, grouping }: NumberStyle): string | null {
  let text = grouping === ' ' ? word.replace(/[\u00a0\u202f]/g, ' ') : word.replaceAll('’', "'")
  if (grouping !== '' && text.includes(grouping)) {
    const [whole = '', ...decimals] = text.replace(/^[+-]/, '').split(decimal)
    const [head = '', ...groups] = whole.split(grouping)
    const isGrouped = /^\d{1,3}$/.test(head) && groups.every(g => /^\d{3}$/.test(g))
    if (!isGrouped || decimals.some(d => d.includes(grouping))) return null
    text = text.replaceAll(grouping, '')
  }
  return decimal === ',' ? withPoint(text) : text
}

/** Whole numbers beyond 2^53 are told apart by digits that float64 does not keep. */
const isExact = (text: string, value: number): boolean =>
  Math.abs(value) <= Number.MAX_SAFE_INTEGER || !/^\s*[+-]?\d+\s*$/.test(text)
