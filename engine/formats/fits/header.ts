/**
 * The header of a FITS extension: cards of 80 characters in blocks of 2,880 bytes (FITS standard 4.0, section
 * 4).
 * Of a keyword that stands there twice the first counts, as in astropy; what cannot be understood is
 * left out here, and whoever needs it says that it is missing.
 */
import type { Bad } from '../../spec'

export type FitsValue = string | number | boolean
/** By keyword in capitals; ESO's `HIERARCH a b = …` as `a b`. Complex numbers stay text. */
export type FitsHeader = ReadonlyMap<string, FitsValue>

export const BLOCK = 2880
const CARD = 80
const TEXT = /^\s*'((?:[^']|'')*)'/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[EeDd][+-]?\d+)?$/

/**
 * The header that begins at `start`, and where its data begin. `where` is what sentences call the extension.
 */
export function readHeader(
  bytes: Uint8Array,
  start: number,
  where: string,
): { readonly header: FitsHeader; readonly end: number } | Bad {
  const decoder = new TextDecoder('latin1')
  const header = new Map<string, FitsValue>()
  let continued: string | null = null
  for (let at = start; at + CARD <= bytes.length; at += CARD) {
    const card = decoder.decode(bytes.subarray(at, at + CARD))
    const keyword = card.slice(0, 8).trimEnd()
    if (keyword === 'END') return { header, end: start + Math.ceil((at + CARD - start) / BLOCK) * BLOCK }
    if (keyword === 'CONTINUE') {
      continued = continueText(header, continued, card)
      continue
    }
    const entry = parseCard(card, keyword)
    continued = null
    if (!entry || header.has(entry[0])) continue
    header.set(...entry)
    if (typeof entry[1] === 'string' && entry[1].endsWith('&')) continued = entry[0]
  }
  return {
    bad: `${where} is cut off or damaged: its header has no END card. Copy or download the file again.`,
  }
}

/**
 * A long text goes on with every CONTINUE for as long as it ends in “&”. Returns whose text it is if it goes
 * on further.
 */
function continueText(header: Map<string, FitsValue>, keyword: string | null, card: string): string | null {
  const before = keyword === null ? undefined : header.get(keyword)
  const more = textOf(card.slice(8))
  if (keyword === null || typeof before !== 'string' || more === null) return null
  header.set(keyword, before.slice(0, -1) + more)
  return more.endsWith('&') ? keyword : null
}

function parseCard(card: string, keyword: string): [string, FitsValue] | null {
  if (keyword === 'HIERARCH') {
    const equals = card.indexOf('=')
    if (equals < 0) return null
    return withValue(card.slice(8, equals).trim().replace(/\s+/g, ' ').toUpperCase(), card.slice(equals + 1))
  }
  // The value indicator is “= ”; a COMMENT or HISTORY has none.
  return keyword === '' || card.slice(8, 10).trimEnd() !== '='
    ? null
    : withValue(keyword.toUpperCase(), card.slice(9))
}

function withValue(keyword: string, field: string): [string, FitsValue] | null {
  const text = textOf(field)
  if (text !== null) return [keyword, text]
  const slash = field.indexOf('/')
  const value = (slash < 0 ? field : field.slice(0, slash)).trim()
  if (value === 'T' || value === 'F') return [keyword, value === 'T']
  if (NUMBER.test(value)) return [keyword, Number(value.replace(/[Dd]/, 'e'))]
  return value.startsWith('(') ? [keyword, value] : null
}

/** Blanks at the end mean nothing, those in front do; '' within a text is one quotation mark. */
function textOf(field: string): string | null {
  const quoted = TEXT.exec(field)?.[1]
  return quoted === undefined ? null : quoted.replace(/''/g, "'").replace(/ +$/, '')
}

export const textAt = (header: FitsHeader, keyword: string): string => {
  const value = header.get(keyword)
  return typeof value === 'string' ? value : ''
}
export const numberAt = (header: FitsHeader, keyword: string): number | undefined => {
  const value = header.get(keyword)
  return typeof value === 'number' ? value : undefined
}
/** A whole number, 0 or more; NaN where there is none. */
export const countAt = (header: FitsHeader, keyword: string): number => {
  const value = header.get(keyword)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : NaN
}
