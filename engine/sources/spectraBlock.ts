/**
 * Spectra of one file that may lie on axes of their own, as one block; and what an axis is called. Pure.
 * Where axes differ, all are brought to what they share, and the block says so.
 */
import type { Axis } from '../datasets/dataset'
import type { Understood } from '../datasets/roles'
import { isBad, type Bad } from '../spec'
import { alignBlock, sixDigits, commonAxis, isSameAxis } from './commonAxis'
import type { SampleBlock } from './types'

type OneSpectrum = { readonly axis: Axis; readonly y: ArrayLike<number> }

export function blockOfSpectra(
  spectra: readonly OneSpectrum[],
  beside: Pick<SampleBlock, 'names' | 'columns' | 'understood'>,
  file: string,
): SampleBlock | Bad {
  const [first] = spectra
  if (!first) return { bad: `${file} holds no spectrum.` }
  const axes = spectra.map(s => s.axis)
  const stray = axes.findIndex(a => a.unit !== first.axis.unit)
  if (stray >= 0)
    return {
      bad:
        `The spectra of ${file} are measured in ${first.axis.unit || 'no unit'} and in ` +
        `${axes[stray]?.unit || 'no unit'} (${beside.names[stray] ?? ''}): save those that belong ` +
        'together in a file of their own.',
    }
  const other = axes.findIndex(a => !isSameAxis(a, first.axis))
  const common = other < 0 ? null : commonAxis(axes)
  const length = other < 0 ? first.y.length : (common?.points ?? 0)
  if (length === 0)
    return {
      bad:
        `The spectra of ${file} share no part of their axes, as “${beside.names[other] ?? ''}” shows: save ` +
        'those that belong together in a file of their own.',
    }
  if (common) return resampled(spectra, common, beside, file)
  const values = new Float32Array(spectra.length * length)
  for (const [i, { y }] of spectra.entries()) values.set(y, i * length)
  return { kind: 'spectra', shape: [length, 1], axis: first.axis, values, ...beside }
}

/** All on the axis `common`, which they share. */
function resampled(
  spectra: readonly OneSpectrum[],
  common: NonNullable<ReturnType<typeof commonAxis>>,
  beside: Pick<SampleBlock, 'names' | 'columns' | 'understood'>,
  file: string,
): SampleBlock | Bad {
  const length = common.points
  const values = new Float32Array(spectra.length * length)
  let axis: Axis | null = null
  for (const [i, { axis: own, y }] of spectra.entries()) {
    const alone: SampleBlock = {
      kind: 'spectra',
      shape: [y.length, 1],
      axis: own,
      values: Float32Array.from(y),
      names: [''],
      columns: [],
      understood: [],
    }
    const one = alignBlock(alone, common)
    if (isBad(one)) return { bad: `“${beside.names[i] ?? ''}” in ${file}: ${one.bad}` }
    values.set(one.values, i * length)
    axis = one.axis
  }
  const brought: Understood = {
    part: 'axis',
    role: 'axis',
    unit: axis?.unit ?? '',
    count: spectra.length,
    why: axisSentence(common, `of ${file} `),
    isSure: false,
  }
  const understood = [brought, ...beside.understood]
  return { kind: 'spectra', shape: [length, 1], axis, values, ...beside, understood }
}

/** What is said where spectra are brought to a common axis. */
export const axisSentence = (
  { points, from, to }: NonNullable<ReturnType<typeof commonAxis>>,
  whose = '',
): string =>
  `The spectra ${whose}were measured at different places: they are brought to ${points} points ` +
  `from ${sixDigits(from)} to ${sixDigits(to)}, which all of them cover.`

/** Spellings of units, and what is measured in them. */
const UNITS: readonly (readonly [pattern: RegExp, unit: string, label: string])[] = [
  [/^(nm|nanomet(er|re)s?)$/i, 'nm', 'Wavelength'],
  [/^(um|µm|μm|microns?|micromet(er|re)s?)$/i, 'µm', 'Wavelength'],
  [/^(å|aa|angstroms?)$/i, 'Å', 'Wavelength'],
  [/^(cm\s*\^?\s*[-−]\s*1|cm⁻¹|1\/cm|kayser)$/i, 'cm⁻¹', 'Wavenumber'],
  [/^ev$/i, 'eV', 'Energy'],
  [/^kev$/i, 'keV', 'Energy'],
  [/^hz$/i, 'Hz', 'Frequency'],
  [/^mhz$/i, 'MHz', 'Frequency'],
  [/^ghz$/i, 'GHz', 'Frequency'],
  [/^ppm$/i, 'ppm', 'Chemical shift'],
]

/**
 * A column of places by its title and unit: `cm-1`, `Wavelength (nm)`, `loglam`. A column without a title has
 * no label.
 */
export function axisCalled(title: string, unit: string, values: ArrayLike<number>): Axis {
  const plain = Array.from(values)
  // As the Sloan survey writes wavelengths.
  if (/^log_?(10)?_?(lam|lambda|wave(length)?)$/i.test(title))
    return { label: 'Wavelength', unit: 'Å', values: plain.map(v => 10 ** v) }
  const byUnit = UNITS.find(([pattern]) => pattern.test(unit.trim()))
  const byTitle = unit === '' ? UNITS.find(([pattern]) => pattern.test(title.trim())) : undefined
  if (byTitle) return { label: byTitle[2], unit: byTitle[1], values: plain }
  const isNamed = !/^(column \d+|x|v\d+)$/i.test(title)
  const label = isNamed
    ? title === title.toUpperCase() && title.length > 3
      ? title.toLowerCase()
      : title
    : (byUnit?.[2] ?? '')
  return { label: label.charAt(0).toUpperCase() + label.slice(1), unit: byUnit?.[1] ?? unit, values: plain }
}
