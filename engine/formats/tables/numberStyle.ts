/**
 * How a column writes its numbers, from some of its cells. `1,5` has a decimal comma and `1,234,567` groups
 * of three digits; `1,234` may be either, and then other columns or the separator decide, or nothing does.
 */
import { COMMA, POINT, type NumberStyle } from './numbers'

type Sign = '.' | ','
/** Of a column that has shown whole numbers alone: its first decimal sign settles it. */
export const UNSETTLED: NumberStyle = { ...POINT }
const other = (sign: Sign): Sign => (sign === '.' ? ',' : '.')
const NUMERIC = /^[+\-−]?[\d.,'’ \u00a0\u202f]*\d[\d.,]*(?:[edq][+-]?\d+)?$/i

/** What some cells say: signs that surely stand before decimals or between groups, and those that may. */
type Evidence = {
  readonly decimal: Set<Sign>
  readonly grouping: Set<Sign | ' ' | "'">
  readonly unsure: Set<Sign>
}

function evidenceIn(cells: readonly string[]): Evidence {
  const found: Evidence = { decimal: new Set(), grouping: new Set(), unsure: new Set() }
  for (const cell of cells) {
    const word = cell.trim()
    if (!NUMERIC.test(word)) continue
    if (/\d[ \u00a0\u202f]\d{3}/.test(word)) found.grouping.add(' ')
    if (/\d['’]\d{3}/.test(word)) found.grouping.add("'")
    weigh(word.replace(/e.*$/i, ''), found)
  }
  return found
}

function weigh(word: string, found: Evidence): void {
  const signs = word.replace(/[^.,]/g, '')
  const first = signs[0] as Sign | undefined
  const last = signs.at(-1) as Sign | undefined
  if (!first || !last) return
  if (first !== last) {
    found.grouping.add(first)
    found.decimal.add(last)
  } else if (signs.length > 1) found.grouping.add(first)
  else if (/^[+\-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(word)) found.unsure.add(first)
  else found.decimal.add(first)
}

/**
 * The style of each column. `separator` stands between the cells; `asked` is the decimal sign that the user
 * named. `unclear` is a cell that can be read in two ways, where nothing else in the table decides.
 */
export function numberStyles(
  columns: readonly (readonly string[])[],
  separator: string,
  asked: Sign | null,
): { readonly styles: readonly NumberStyle[]; readonly unclear: string | null } {
  const evidence = columns.map(evidenceIn)
  const claims = new Set(evidence.flatMap(e => [...e.decimal]))
  const usual = asked ?? (claims.size === 1 ? ([...claims][0] as Sign) : null)
  let unclear: string | null = null
  const styles = evidence.map((own, c): NumberStyle => {
    const sign = asked ?? ([...own.decimal][0] as Sign | undefined) ?? signOf(own, separator, usual)
    if (sign) return styleOf(sign, own)
    if (own.unsure.size === 0) return UNSETTLED
    unclear ??= (columns[c] as readonly string[]).find(cell => weighsAsUnsure(cell)) ?? null
    return COMMA
  })
  return { styles, unclear }
}

/** The style that an unsettled column takes from a cell it could not read; null where that says nothing. */
export const settledBy = (cell: string): NumberStyle | null =>
  evidenceIn([cell]).decimal.has(',') ? COMMA : null
const weighsAsUnsure = (cell: string): boolean => evidenceIn([cell]).unsure.has(',')

/** The decimal sign of a column without a cell that shows it; null where it could be either. */
function signOf(own: Evidence, separator: string, usual: Sign | null): Sign | null {
  const grouped = [...own.grouping].find((g): g is Sign => g === '.' || g === ',')
  if (grouped) return other(grouped)
  if (usual || own.unsure.size === 0) return usual
  // A point with three digits behind it is a decimal one wherever nothing speaks against it.
  if (!own.unsure.has(',')) return '.'
  if (own.unsure.has('.')) return null
  return separator === ';' ? ',' : separator === ',' ? '.' : null
}

function styleOf(decimal: Sign, { grouping, unsure }: Evidence): NumberStyle {
  const sign = other(decimal)
  if (grouping.has(sign) || unsure.has(sign)) return { decimal, grouping: sign }
  const space = ([' ', "'"] as const).find(g => grouping.has(g))
  return space ? { decimal, grouping: space } : decimal === ',' ? COMMA : POINT
}
