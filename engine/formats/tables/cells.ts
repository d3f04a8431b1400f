/** Cells of a table as text, and whether they rise or fall. */

const EMPTY = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '--', '?'])
const INFINITE = /^([+-]?)inf(?:inity)?$/i
export const DECIMAL_COMMA = /^\s*[+-]?\d+,\d+(?:e[+-]?\d+)?\s*$/i
export const DECIMAL_POINT = /^\s*[+-]?\d*\.\d+(?:e[+-]?\d+)?\s*$/i

/** The number in a cell: NaN if it is empty, null if it is none. */
export function cellNumber(cell: string, hasComma: boolean): number | null {
  const first = cell.charCodeAt(0)
  // Digits, signs, points and blanks; so that neither 'Infinity' nor '' is a number to JavaScript's own
  // reading.
  if ((first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43 || first === 32) {
    const value = Number(hasComma ? cell.replace(',', '.') : cell)
    if (value === value && (value !== 0 || /\d/.test(cell)) && !/[xob]/i.test(cell)) return value
  }
  const word = cell.trim()
  if (EMPTY.has(word.toLowerCase())) return NaN
  const infinite = INFINITE.exec(word)
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : null
}

/** Each above, or each below, the one before. */
export function isMonotone(values: ArrayLike<number>): boolean {
  const up = (values[1] as number) > (values[0] as number)
  for (let i = 1; i < values.length; i++)
    if (
      !(up
        ? (values[i] as number) > (values[i - 1] as number)
        : (values[i] as number) < (values[i - 1] as number))
    )
      return false
  return true
}
