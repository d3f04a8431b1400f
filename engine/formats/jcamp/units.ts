/**
 * What JCAMP-DX calls units, in words and symbols for an axis.
 * ##XLABEL= and ##YLABEL= win over the word for a unit, and an unknown unit is shown as it is written.
 */
type AxisName = { readonly label: string; readonly unit: string }

const X: Readonly<Record<string, AxisName>> = {
  '1/CM': { label: 'Wavenumber', unit: 'cm⁻¹' },
  'CM-1': { label: 'Wavenumber', unit: 'cm⁻¹' },
  'CM^-1': { label: 'Wavenumber', unit: 'cm⁻¹' },
  WAVENUMBERS: { label: 'Wavenumber', unit: 'cm⁻¹' },
  'WAVENUMBERS(CM-1)': { label: 'Wavenumber', unit: 'cm⁻¹' },
  'RAMANSHIFT(CM-1)': { label: 'Raman shift', unit: 'cm⁻¹' },
  NANOMETERS: { label: 'Wavelength', unit: 'nm' },
  NM: { label: 'Wavelength', unit: 'nm' },
  MICROMETERS: { label: 'Wavelength', unit: 'µm' },
  MICRONS: { label: 'Wavelength', unit: 'µm' },
  UM: { label: 'Wavelength', unit: 'µm' },
  HZ: { label: 'Frequency', unit: 'Hz' },
  PPM: { label: 'Chemical shift', unit: 'ppm' },
  SECONDS: { label: 'Time', unit: 's' },
  MINUTES: { label: 'Time', unit: 'min' },
  'M/Z': { label: 'Mass-to-charge ratio', unit: 'm/z' },
  EV: { label: 'Energy', unit: 'eV' },
  KEV: { label: 'Energy', unit: 'keV' },
  KELVIN: { label: 'Temperature', unit: 'K' },
}
/** These are measures and not units, but for the counts and the shares of a whole. */
const Y: Readonly<Record<string, AxisName>> = {
  TRANSMITTANCE: { label: 'Transmittance', unit: '' },
  '%TRANSMITTANCE': { label: 'Transmittance', unit: '%' },
  '%T': { label: 'Transmittance', unit: '%' },
  REFLECTANCE: { label: 'Reflectance', unit: '' },
  '%REFLECTANCE': { label: 'Reflectance', unit: '%' },
  ABSORBANCE: { label: 'Absorbance', unit: '' },
  'KUBELKA-MUNK': { label: 'Kubelka–Munk', unit: '' },
  'LOG(1/R)': { label: 'Log (1/R)', unit: '' },
  ARBITRARYUNITS: { label: 'Intensity', unit: 'arbitrary units' },
  RELATIVEABUNDANCE: { label: 'Relative abundance', unit: '' },
  RELATIVEINTENSITY: { label: 'Relative intensity', unit: '' },
  COUNTS: { label: 'Intensity', unit: 'counts' },
}

const known = (table: Readonly<Record<string, AxisName>>, units: string): AxisName | undefined => {
  const key = units.toUpperCase().replace(/\s/g, '')
  return Object.hasOwn(table, key) ? table[key] : undefined
}
export function axisNameOf(units: string, label: string): AxisName {
  const found = known(X, units)
  return { label: label || (found?.label ?? 'x'), unit: found?.unit ?? units }
}
export function measureOf(units: string, label: string): AxisName {
  const found = known(Y, units)
  return { label: label || (found?.label ?? 'Intensity'), unit: found?.unit ?? units }
}
