/** The rows above a table's values as names and units of its columns. */

export type Head = { readonly name: string; readonly unit: string }

const UNITS = new RegExp(
  `^(?:${[
    '[nµμukmc]?m|å|aa|angstroms?|microns?',
    '(?:cm|m)\\s*\\^?\\s*[-−]\\s*1|cm⁻¹|1/cm|wavenumbers?',
    '[kmg]?ev|[kmgt]?hz|ppm|ppb|m/z',
    '[mµμun]?s|sec(?:onds)?|min(?:utes)?|h',
    'a\\.?\\s?u\\.?|arb\\.?\\s?(?:units?|u\\.?)|counts?|cts|cps|mau|abs\\.?(?:orbance)?(?: units?)?',
    '%|‰|°|°c|k|deg(?:rees)?',
    '[mµμ]?v|[mµμn]?a|w|mw|mmhg|bar|pa',
    '[mµμk]?g|[mµμ]?l|[mµμn]?mol|(?:[mµμk]?g|[mµμn]?mol|[mµμn]?m)/(?:[mµμd]?l|kg|g|100\\s?g|m3)',
    'none|-|erg.*|w/.*',
  ].join('|')})$`,
  'i',
)
const BRACKETED = /^[([]\s*([^()[\]]*?)\s*[)\]]$/
/** Whether a row above the values holds units alone, in brackets or not. */
export const isUnits = (cells: readonly string[]): boolean =>
  cells.some(c => c.trim() !== '') &&
  cells.every(c => c.trim() === '' || UNITS.test(c.trim()) || BRACKETED.test(c.trim()))

export type Heads = {
  /** One for each column, no two alike. */
  readonly names: readonly Head[]
  /** Further rows above the values: what they say of each column. */
  readonly further: readonly (readonly string[])[]
}

/**
 * The names of `width` columns: of several rows the lowest one that has another name for each column, or full
 * rows joined, or the last. A row of units gives units; what stands below it are remarks.
 */
export function headsOf(rows: readonly (readonly string[])[], width: number): Heads {
  const at = rows.findLastIndex((row, i) => i > 0 && isUnits(row))
  const units = at < 0 ? null : (rows[at] as readonly string[])
  const titles = at < 0 ? rows : rows.slice(0, at)
  const own = [...titles].reverse().find(isTold) ?? joined(titles) ?? titles.at(-1) ?? []
  const further = rows.filter(row => row !== own && row !== units)
  const names = Array.from({ length: width }, (_, c): Head => {
    const title = own[c]?.trim() || `column ${c + 1}`
    const unit = (units?.[c]?.trim() ?? '').replace(BRACKETED, '$1')
    return unit ? { name: title, unit } : nameAndUnit(title)
  })
  return { names: apart(names), further }
}

const isTold = (row: readonly string[]): boolean => new Set(row.map(c => c.trim())).size === row.length
function joined(rows: readonly (readonly string[])[]): readonly string[] | null {
  if (rows.length < 2 || rows.some(row => row.slice(1).some(c => c.trim() === ''))) return null
  const all = (rows[0] as readonly string[]).map((_, c) =>
    rows
      .map(row => row[c]?.trim())
      .join(' ')
      .trim(),
  )
  return isTold(all) ? all : null
}

/** A name that comes again gets its number, so that no column stands for another. */
function apart(heads: readonly Head[]): readonly Head[] {
  const taken = new Set(heads.map(h => h.name))
  const seen = new Map<string, number>()
  return heads.map(head => {
    const times = (seen.get(head.name) ?? 0) + 1
    seen.set(head.name, times)
    if (times === 1) return head
    let name = `${head.name} (${times})`
    while (taken.has(name)) name += '*'
    taken.add(name)
    return { ...head, name }
  })
}

/** `fat (%)`, `fat [%]` and `Wavelength / nm` are a name and a unit. */
function nameAndUnit(title: string): Head {
  const found = /^(.*\S)\s*(?:\(([^()]*)\)|\[([^[\]]*)\])$/.exec(title) ?? /^(.*\S)\s+\/\s+(\S+)$/.exec(title)
  const unit = (found?.[2] ?? found?.[3] ?? '').trim()
  // A number alone only numbers the column.
  return found?.[1] && unit !== '' && !/^\d+$/.test(unit)
    ? { name: found[1], unit }
    : { name: title, unit: '' }
}
