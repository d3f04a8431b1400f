/**
 * Spectra of one file that may lie on axes of their own, as one block; and what an axis is called. Pure.
 * Where axes differ, all are brought to what they share, and the block says so.
 */
import type { Axis, Measure } from '../datasets/dataset'
import type { Understood } from '../datasets/roles'
import { isBad, type Bad } from '../spec'
import { axisIn, isSameAxis } from '../datasets/axes'
import { alignBlock, sixDigits, commonAxis } from './commonAxis'
import { isIdName } from './columnNames'
import type { SampleBlock } from './types'
import { inWords, knownAxisUnit, NO_MEASURE, valueConversion } from '../datasets/units'

/** `measure` is left out where nothing is known of it. */
type OneSpectrum = {
  readonly axis: Axis
  readonly y: ArrayLike<number>
  readonly measure?: Measure
}

type Beside = Pick<SampleBlock, 'names' | 'columns' | 'understood'>

export function blockOfSpectra(given: readonly OneSpectrum[], said: Beside, file: string): SampleBlock | Bad {
  if (given.length === 0) return { bad: `${file} holds no spectrum.` }
  const alike = inFirstUnits(given, said, file)
  if (isBad(alike)) return alike
  const { spectra, beside } = alike
  const [first] = spectra as [OneSpectrum]
  const axes = spectra.map(s => s.axis)
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
  const { measure } = first
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis: first.axis,
    values,
    ...(measure ? { measure } : {}),
    ...beside,
  }
}

/** All in the units of the first, of places and of values; each conversion is told. */
function inFirstUnits(
  spectra: readonly OneSpectrum[],
  beside: Beside,
  file: string,
): { readonly spectra: readonly OneSpectrum[]; readonly beside: Beside } | Bad {
  const { axis: to, measure } = spectra[0] as OneSpectrum
  const understood = [...beside.understood]
  const alike: OneSpectrum[] = []
  for (const [i, { axis: own, y, measure: from }] of spectra.entries()) {
    const name = beside.names[i] ?? ''
    const axis = axisIn(own, to)
    if (!axis) return unlike(file, name, own.unit, to.unit)
    const conversion = from && measure ? valueConversion(from, measure) : null
    const units = [inWords(from ?? NO_MEASURE), inWords(measure ?? NO_MEASURE)] as const
    if (conversion === 'unlike') return unlike(file, name, ...units)
    if (axis !== own)
      understood.push(converted('axis', `Its axis was brought from ${own.unit} to ${to.unit}.`))
    if (conversion)
      understood.push(
        converted('value', `“${name}” was brought from ${units.join(' to ')} (${conversion.how}).`),
      )
    const values = conversion ? Float64Array.from(y, conversion.convert) : y
    alike.push({ axis, y: values, ...(measure ? { measure } : {}) })
  }
  return { spectra: alike, beside: { ...beside, understood } }
}

const unlike = (file: string, name: string, own: string, first: string): Bad => ({
  bad:
    `The spectra of ${file} are measured in ${first || 'no unit'} and in ${own || 'no unit'} ` +
    `(${name}): save those that belong together in a file of their own.`,
})

export const converted = (role: 'axis' | 'value', why: string): Understood => ({
  part: role === 'axis' ? 'axis' : 'values',
  role,
  unit: '',
  count: 1,
  why,
  isSure: false,
})

/** All on the axis `common`, which they share. */
function resampled(
  spectra: readonly OneSpectrum[],
  common: NonNullable<ReturnType<typeof commonAxis>>,
  beside: Beside,
  file: string,
): SampleBlock | Bad {
  const length = common.points
  const values = new Float32Array(spectra.length * length)
  let axis: Axis | null = null
  for (const [i, spectrum] of spectra.entries()) {
    const one = alignBlock(alone(spectrum), common)
    if (isBad(one)) return { bad: `“${beside.names[i] ?? ''}” in ${file}: ${one.bad}` }
    values.set(one.values, i * length)
    axis = one.axis
  }
  const brought = converted('axis', axisSentence(common, `of ${file} `))
  const understood = [brought, ...beside.understood]
  const measure = spectra[0]?.measure
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis,
    values,
    ...(measure ? { measure } : {}),
    ...beside,
    understood,
  }
}

const alone = ({ axis, y }: OneSpectrum): SampleBlock => ({
  kind: 'spectra',
  shape: [y.length, 1],
  axis,
  values: Float32Array.from(y),
  names: [''],
  columns: [],
  understood: [],
})

/** What is said where spectra are brought to a common axis. */
export const axisSentence = (
  { points, from, to }: NonNullable<ReturnType<typeof commonAxis>>,
  whose = '',
): string =>
  `The spectra ${whose}were measured at different places: they are brought to ${points} points ` +
  `from ${sixDigits(from)} to ${sixDigits(to)}, which all of them cover.`

/**
 * A column of places by its title and unit: `cm-1`, `Wavelength (nm)`, `loglam`. A column without a title has
 * no label.
 */
export function axisCalled(title: string, unit: string, values: ArrayLike<number>): Axis {
  const plain = Array.from(values)
  // As the Sloan survey writes wavelengths.
  if (/^log_?(10)?_?(lam|lambda|wave(length)?)$/i.test(title))
    return { label: 'Wavelength', unit: 'Å', values: plain.map(v => 10 ** v) }
  const byUnit = knownAxisUnit(unit)
  const byTitle = unit === '' ? knownAxisUnit(title) : undefined
  if (byTitle) return { ...byTitle, values: plain }
  const isNamed = !/^(column \d+|x|v\d+)$/i.test(title) && !isIdName(title)
  const label = isNamed
    ? title === title.toUpperCase() && title.length > 3
      ? title.toLowerCase()
      : title
    : (byUnit?.label ?? '')
  return { label: label.charAt(0).toUpperCase() + label.slice(1), unit: byUnit?.unit ?? unit, values: plain }
}
