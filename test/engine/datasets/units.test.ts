/** Units that are converted, and those that are not. Figures: astropy 5.2.1, by the line above them. */
import { describe, expect, it } from 'vitest'
import { axisConversion, knownAxisUnit, valueConversion } from '../../../engine/datasets/units'

const axis = (label: string, unit: string) => ({ label, unit })
const at = (from: string, to: string, v: number, label = ''): number | undefined =>
  axisConversion(axis(label, from), axis('', to))?.(v)

describe('places', () => {
  // (v * u.Unit(from)).to(to, u.spectral()).value
  it.each([
    ['nm', 'µm', 1500, 1.5],
    ['µm', 'Å', 0.5, 5000],
    ['nm', 'cm⁻¹', 400, 25000],
    ['cm⁻¹', 'nm', 4000, 2500],
    ['eV', 'nm', 2, 619.9209921660013],
    ['nm', 'THz', 1000, 299.792458],
    ['keV', 'Å', 8.047823, 1.5405930079873806],
    ['GHz', 'MHz', 1.42, 1420],
  ])('%s to %s: %d', (from, to, v, expected) => expect(at(from, to, v)).toBeCloseTo(expected, 9))
  it('a Raman shift is no wavelength', () => {
    expect(at('cm⁻¹', 'nm', 1000, 'Raman shift')).toBeUndefined()
    expect(at('ppm', 'nm', 1)).toBeUndefined()
  })
  it.each([
    ['nanometers', 'nm'],
    ['cm^-1', 'cm⁻¹'],
    ['1/CM', 'cm⁻¹'],
    ['Angstrom', 'Å'],
    ['microns', 'µm'],
  ])('%s is %s', (text, unit) => expect(knownAxisUnit(text)?.unit).toBe(unit))
})

describe('values', () => {
  const convert = (from: readonly [string, string], to: readonly [string, string], v: number) => {
    const found = valueConversion(axis(...from), axis(...to))
    return found === null || found === 'unlike' ? found : found.convert(v)
  }
  it.each([
    [['Transmittance', ''], ['Absorbance', ''], 0.01, 2],
    [['Transmittance', '%'], ['Absorbance', ''], 10, 1],
    [['%T', ''], ['Abs', ''], 50, 0.3010299956639812],
    [['Absorbance', ''], ['Transmittance', '%'], 1, 10],
    [['Reflectance', '%'], ['Reflectance', ''], 25, 0.25],
    [['Reflectance', ''], ['Log (1/R)', ''], 0.1, 1],
  ] as const)('%j to %j', (from, to, v, expected) => expect(convert(from, to, v)).toBeCloseTo(expected, 12))
  it('the same needs nothing, and what is not known is taken as it is', () => {
    expect(convert(['Absorbance', ''], ['abs', ''], 1)).toBe(null)
    expect(convert(['', ''], ['Absorbance', ''], 1)).toBe(null)
    expect(convert(['sample 1', ''], ['sample 2', ''], 1)).toBe(null)
    expect(convert(['I', 'a.u.'], ['I', 'counts'], 1)).toBe(null)
  })
  it('different things are unlike', () => {
    expect(convert(['Absorbance', ''], ['Reflectance', ''], 1)).toBe('unlike')
    expect(convert(['Flux', 'Jy'], ['Flux', 'erg/s/cm2/Å'], 1)).toBe('unlike')
  })
})
