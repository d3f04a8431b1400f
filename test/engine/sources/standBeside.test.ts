/** Samples of different files beside one another: converted, turned round, or refused with the reason. */
import { describe, expect, it } from 'vitest'
import { commonAxis } from '../../../engine/sources/commonAxis'
import { standBeside } from '../../../engine/sources/standBeside'
import type { SampleBlock } from '../../../engine/sources/types'
import { isBad } from '../../../engine/spec'

const block = (change: Partial<SampleBlock> = {}): SampleBlock => ({
  kind: 'spectra',
  shape: [3, 1],
  axis: { label: 'Wavelength', unit: 'nm', values: [400, 500, 600] },
  values: Float32Array.of(1, 2, 3),
  names: ['a'],
  columns: [],
  understood: [],
  ...change,
})
const beside = (change: Partial<SampleBlock>, first: Partial<SampleBlock> = {}) => {
  const found = standBeside(block(change), block(first))
  return isBad(found) ? found.bad : { values: [...found.values], said: found.understood.map(u => u.why) }
}

describe('a spectrum beside another', () => {
  it('as it is', () => expect(beside({})).toEqual({ values: [1, 2, 3], said: [] }))
  it('in the other direction: turned round', () => {
    const axis = { label: 'Wavelength', unit: 'nm', values: [600, 500, 400] }
    expect(beside({ axis })).toEqual({ values: [3, 2, 1], said: [] })
    expect(
      beside({ axis, shape: [3, 2], values: Float32Array.of(1, 2, 3, 4, 5, 6) }, { shape: [3, 2] }),
    ).toEqual({ values: [5, 6, 3, 4, 1, 2], said: [] })
  })
  it('in another unit: converted, and said', () => {
    const axis = { label: 'Wavelength', unit: 'µm', values: [0.4, 0.5, 0.6] }
    expect(beside({ axis })).toEqual({ values: [1, 2, 3], said: ['Its axis was brought from µm to nm.'] })
  })
  it('of transmittance beside absorbance: converted, and said', () => {
    const measure = { label: 'Transmittance', unit: '%' }
    expect(
      beside(
        { measure, values: Float32Array.of(100, 10, 1) },
        { measure: { label: 'Absorbance', unit: '' } },
      ),
    ).toEqual({
      values: [0, 1, 2].map(v => (v === 0 ? -0 : v)),
      said: [
        'Its Transmittance in % was brought to Absorbance (−log10 of transmittance), as the first ' +
          'file has it.',
      ],
    })
  })
  it.each([
    [{ axis: { label: '', unit: 'eV', values: [400, 500, 600] } }, /other places than the first file/],
    [
      { axis: { label: '', unit: 'ppm', values: [400, 500, 600] } },
      /axis is in ppm, and that of the others in nm/,
    ],
    [{ axis: null }, /has no axis, and the others have one/],
    [{ axis: { label: '', unit: 'nm', values: [401, 501, 601] } }, /other places/],
    [{ shape: [1, 3] }, /Its samples are 1×3, and those of the others 3×1/],
    [{ kind: 'images' as const }, /It holds images, and the others spectra/],
    [{ measure: { label: 'Reflectance', unit: '' } }, /holds Reflectance, and the first file Absorbance/],
  ])('%#: refused', (change, sentence) =>
    expect(beside(change, { measure: { label: 'Absorbance', unit: '' } })).toMatch(sentence),
  )
})

it('axes in different units and directions share what they cover', () => {
  const nm = { label: 'Wavelength', unit: 'nm', values: [400, 500, 600] }
  expect(commonAxis([nm, { ...nm, values: [600, 500, 400] }])).toBe(null)
  expect(commonAxis([nm, { ...nm, unit: 'µm', values: [0.4, 0.5, 0.6] }])).toBe(null)
  expect(commonAxis([nm, { ...nm, unit: 'µm', values: [0.45, 0.55, 0.65] }])).toEqual({
    from: 450,
    to: 600,
    points: 2,
    label: 'Wavelength',
    unit: 'nm',
  })
})
