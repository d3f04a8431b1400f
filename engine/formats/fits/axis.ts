/**
 * What the samples along one axis of a FITS image stand for: wavelengths, frequencies, …, from the header's
 * world coordinates.
 * Three kinds are computed, linear, natural logarithms (CTYPE “WAVE-LOG”: Greisen et al. 2006, A&A 446, 747,
 * section 3.2) and powers of ten (IRAF's and SDSS's DC-FLAG = 1); an axis of any other kind is null, not
 * guessed at.
 */
import { numberAt, textAt, type FitsHeader } from './header'

type SpectralAxis = { readonly label: string; readonly unit: string; readonly values: Float64Array }

/** By the first four letters of CTYPE. */
const LABELS: Readonly<Record<string, string>> = {
  WAVE: 'Wavelength',
  LAMB: 'Wavelength',
  AWAV: 'Wavelength in air',
  WAVN: 'Wavenumber',
  FREQ: 'Frequency',
  ENER: 'Energy',
  VELO: 'Velocity',
  VRAD: 'Velocity',
  VOPT: 'Velocity',
  ZOPT: 'Redshift',
  TIME: 'Time',
}
const UNITS: Readonly<Record<string, string>> = {
  angstrom: 'Å',
  angstroms: 'Å',
  um: 'µm',
  micron: 'µm',
  microns: 'µm',
  nanometers: 'nm',
  hz: 'Hz',
  ghz: 'GHz',
  'cm-1': 'cm⁻¹',
  '1/cm': 'cm⁻¹',
  'km/s': 'km/s',
  'm/s': 'm/s',
  'km.s**-1': 'km/s',
  'm.s**-1': 'm/s',
}
const LENGTHS = new Set(['Å', 'nm', 'µm', 'm', 'mm', 'cm'])

/**
 * Coordinates of `length` samples along axis `axisNumber`, counted from 1 as NAXISn; null where the header
 * says nothing usable.
 */
export function spectralAxis(header: FitsHeader, axisNumber: number, length: number): SpectralAxis | null {
  const n = axisNumber
  const type = textAt(header, `CTYPE${n}`).trim().toUpperCase()
  const at = pixelToWorld(header, n, type)
  if (!at) return null
  const values = new Float64Array(length)
  for (let i = 0; i < length; i++) values[i] = at(i)
  if (length > 0 && !(Number.isFinite(values[0]) && Number.isFinite(values[length - 1]))) return null
  const written = textAt(header, `CUNIT${n}`).trim() || iraf(header, n, 'units')
  const unit = UNITS[written.toLowerCase()] ?? written
  return { label: labelOf(header, n, type, unit), unit, values }
}

function pixelToWorld(header: FitsHeader, n: number, type: string): ((i: number) => number) | null {
  const first = numberAt(header, 'COEFF0')
  const perPixel = numberAt(header, 'COEFF1')
  const isDecimal = isPowerOfTen(header, n, type)
  if (n === 1 && first !== undefined && perPixel !== undefined) return i => 10 ** (first + perPixel * i)
  const reference = numberAt(header, `CRVAL${n}`)
  // CDi_j has the step in it, PCi_j is a factor of CDELTi (standard, table 22).
  const step =
    numberAt(header, `CD${n}_${n}`) ?? scaled(numberAt(header, `CDELT${n}`), numberAt(header, `PC${n}_${n}`))
  const pixel = numberAt(header, `CRPIX${n}`) ?? 0
  if (reference === undefined || step === undefined || step === 0) return null
  const offset = (i: number): number => (i + 1 - pixel) * step
  if (isDecimal) return i => 10 ** (reference + offset(i))
  if (/^[A-Z]{4}-LOG$/.test(type))
    return reference === 0 ? null : i => reference * Math.exp(offset(i) / reference)
  return isLinear(type) ? i => reference + offset(i) : null
}

const scaled = (step: number | undefined, factor = 1): number | undefined =>
  step === undefined ? undefined : step * factor

/**
 * DC-FLAG = 1 is IRAF's “log-linear”, whose axis is the first; others only say so in CTYPE. “WAVE-LOG” by
 * itself is a natural logarithm.
 */
const isPowerOfTen = (header: FitsHeader, n: number, type: string): boolean =>
  (n === 1 && header.get('DC-FLAG') === 1) || (type.includes('LOG') && !/^[A-Z]{4}-LOG$/.test(type))

/**
 * Not linear: positions in the sky, and algorithms behind four letters (F2W, GRI, TAB). Frames of velocities
 * (LSR, HEL) are.
 */
function isLinear(type: string): boolean {
  if (/^(RA--|DEC-|.LON|.LAT)/.test(type) || type === 'MULTISPE' || type === 'PIXEL') return false
  return !/^.{4}-([FWVA]2[FWVA]|GRI|GRA|TAB)$/.test(type)
}

function labelOf(header: FitsHeader, n: number, type: string, unit: string): string {
  const known = LABELS[type.replace(/^LOG(10)?[-_(]?/, '').slice(0, 4)]
  if (known) return known
  const label = iraf(header, n, 'label')
  if (label) return label
  // The powers of ten are conventions of optical spectra, and SDSS says no more than its coefficients.
  if (LENGTHS.has(unit) || isPowerOfTen(header, n, type) || (n === 1 && header.has('COEFF0')))
    return 'Wavelength'
  return type === '' || type === 'LINEAR' ? 'Coordinate' : type.charAt(0) + type.slice(1).toLowerCase()
}

/** IRAF's attributes of an axis: WAT1_001 = 'wtype=linear label=Wavelength units=angstroms'. */
const iraf = (header: FitsHeader, n: number, key: string): string =>
  new RegExp(`(?:^|\\s)${key}=(?:"([^"]*)"|(\\S+))`)
    .exec(textAt(header, `WAT${n}_001`))
    ?.slice(1)
    .find(Boolean) ?? ''
