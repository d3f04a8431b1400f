/**
 * Units of axes and of what is measured: their spellings, and what is converted into what. Pure.
 * Constants: CODATA 2018 (h·c/e = 1239.841984… eV·nm, c = 299 792 458 m/s).
 */

import type { Measure } from './dataset'

export const NO_MEASURE: Measure = { label: '', unit: '' }

/** Spellings of the units of axes, and what is measured in them. */
const AXIS_UNITS: readonly (readonly [pattern: RegExp, unit: string, label: string])[] = [
  [/^(nm|nanomet(er|re)s?)\.?$/i, 'nm', 'Wavelength'],
  [/^(um|µm|μm|microns?|micromet(er|re)s?)\.?$/i, 'µm', 'Wavelength'],
  [/^(å|aa|angstroms?)\.?$/i, 'Å', 'Wavelength'],
  [/^(cm\s*\^?\s*[-−]\s*1|cm⁻¹|1\/cm|kayser|wavenumbers?(\s*\(?cm-1\)?)?)$/i, 'cm⁻¹', 'Wavenumber'],
  [/^ev$/i, 'eV', 'Energy'],
  [/^kev$/i, 'keV', 'Energy'],
  [/^hz$/i, 'Hz', 'Frequency'],
  [/^mhz$/i, 'MHz', 'Frequency'],
  [/^ghz$/i, 'GHz', 'Frequency'],
  [/^thz$/i, 'THz', 'Frequency'],
  [/^ppm$/i, 'ppm', 'Chemical shift'],
]
/** Undefined where the unit is none of those that are known. */
export const knownAxisUnit = (text: string): Measure | undefined => {
  const found = AXIS_UNITS.find(([pattern]) => pattern.test(text.trim()))
  return found && { unit: found[1], label: found[2] }
}

/** Multiples of one unit: nm of lengths, eV of energies, Hz of frequencies. */
const MULTIPLES: Readonly<Record<string, readonly [kind: string, factor: number]>> = {
  nm: ['length', 1],
  µm: ['length', 1e3],
  Å: ['length', 0.1],
  mm: ['length', 1e6],
  m: ['length', 1e9],
  eV: ['energy', 1],
  keV: ['energy', 1e3],
  Hz: ['frequency', 1],
  MHz: ['frequency', 1e6],
  GHz: ['frequency', 1e9],
  THz: ['frequency', 1e12],
  'cm⁻¹': ['wavenumber', 1],
}
/** Of light in vacuum, as a wavelength in nm; each is its own inverse. */
const AS_LENGTH: Readonly<Record<string, (v: number) => number>> = {
  length: v => v,
  energy: v => 1239.841_984_332_003 / v,
  frequency: v => 299_792_458e9 / v,
  wavenumber: v => 1e7 / v,
}
/** A Raman shift is a difference of wavenumbers, and Hz mostly count what is far from light. */
const isLight = ({ label, unit }: Measure): boolean => !/shift/i.test(label) && unit !== 'Hz'

/** What brings places in one unit to another; null where they are not of the same thing. */
export function axisConversion(from: Measure, to: Measure): ((v: number) => number) | null {
  if (from.unit === to.unit) return v => v
  const [a, b] = [MULTIPLES[from.unit], MULTIPLES[to.unit]]
  if (!a || !b) return null
  if (a[0] === b[0]) return v => (v * a[1]) / b[1]
  if (!isLight(from) || !isLight(to)) return null
  const [there, back] = [AS_LENGTH[a[0]], AS_LENGTH[b[0]]]
  return there && back ? v => back(there(v * a[1])) / b[1] : null
}

const QUANTITIES: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^(abs(orb(ance|ancy))?|optical density|od)([ _.(]|$)/i, 'absorbance'],
  [/^(%\s*)?trans(mittance|mission)?([ _.(]|$)|^(%\s*t|t\s*%)$/i, 'transmittance'],
  [/^(%\s*)?refl(ectance)?([ _.(]|$)|^(%\s*r|r\s*%)$/i, 'reflectance'],
  [/^log\s*\(?1\/r\)?/i, 'log 1/R'],
]
type Quantity = { readonly kind: string; readonly percent: boolean }
function quantityOf({ label, unit }: Measure): Quantity | null {
  const text = `${label} ${unit}`.trim()
  const kind =
    QUANTITIES.find(([pattern]) => pattern.test(label.trim()) || pattern.test(unit.trim()))?.[1] ?? null
  return kind === null ? null : { kind, percent: text.includes('%') || /per ?cent/i.test(text) }
}
/** What goes through or comes back, and its logarithm. */
const SHARES: Readonly<Record<string, string>> = { absorbance: 'transmittance', 'log 1/R': 'reflectance' }

export type Conversion = { readonly convert: (v: number) => number; readonly how: string }
/**
 * What brings values of one measure to another: null where nothing is known of either or they are the same,
 * 'unlike' where they are known to be of different things.
 */
export function valueConversion(from: Measure, to: Measure): Conversion | 'unlike' | null {
  const [a, b] = [quantityOf(from), quantityOf(to)]
  if (!a || !b) return plainConversion(from, to)
  const scale = (a.percent ? 0.01 : 1) / (b.percent ? 0.01 : 1)
  if (a.kind === b.kind)
    return scale === 1 ? null : { convert: v => v * scale, how: 'per cent as shares of 1' }
  if (SHARES[b.kind] === a.kind)
    return { convert: v => -Math.log10(a.percent ? v / 100 : v), how: `−log10 of ${a.kind}` }
  if (SHARES[a.kind] === b.kind)
    return { convert: v => 10 ** -v * (b.percent ? 100 : 1), how: `10 to the power of −${a.kind}` }
  return 'unlike'
}

/** Of measures that are no shares: both must name the same unit where both name one. */
function plainConversion(from: Measure, to: Measure): 'unlike' | null {
  const [a, b] = [plain(from), plain(to)]
  return a === '' || b === '' || a === b ? null : 'unlike'
}
/** Says no more than that there is a unit. */
const ARBITRARY = /^(a\.?\s?u\.?|arb.*|arbitrary.*|relative.*|none|-|1)$/i
/** A share has a name rather than a unit; other names are a column's own. */
const plain = (measure: Measure): string =>
  (quantityOf(measure)?.kind ?? measure.unit.replace(ARBITRARY, ''))
    .toLowerCase()
    .replace(/[\s_.()[\]-]/g, '')

export const inWords = ({ label, unit }: Measure): string =>
  `${label || 'values'}${unit ? ` in ${unit}` : ''}`
