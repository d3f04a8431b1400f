/** Other data brought to what a network was trained on, or a sentence; never other values without a word. */
import { describe, expect, it } from 'vitest'
import type { Dataset, LoadedDataset } from '../../../engine/datasets/dataset'
import { conform, trainedOn } from '../../../engine/library/conform'
import { isBad } from '../../../engine/spec'

const AXIS = { label: 'Wavelength', unit: 'nm', values: [400, 410, 420, 430] }
const set = (change: Partial<LoadedDataset> = {}): LoadedDataset => ({
  id: 'a',
  title: 'Mine',
  kind: 'spectra',
  about: '',
  shape: [4, 1],
  classes: [],
  values: Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.9, 0.8, 0.7, 0.6),
  labels: new Int32Array(2),
  ownTest: null,
  axis: AXIS,
  licence: { name: '', text: '', source: '' },
  fingerprint: '',
  ...change,
})
const round = (v: number): number => Number(v.toFixed(6))
function asKnown(given: Partial<LoadedDataset>, learned: Partial<LoadedDataset> = {}) {
  const known = trainedOn(set(learned), Int32Array.of(0, 1))
  const found = conform(set(given), JSON.parse(JSON.stringify(known)) as typeof known)
  if (isBad(found)) return found.bad
  const { values } = found.dataset as Dataset & { values: Float32Array }
  return { values: Array.from(values, round), said: found.said }
}
const SAME = [0.1, 0.2, 0.3, 0.4, 0.9, 0.8, 0.7, 0.6]
const turned = Float32Array.of(0.4, 0.3, 0.2, 0.1, 0.6, 0.7, 0.8, 0.9)

describe('spectra', () => {
  it('as they were learned', () => expect(asKnown({})).toEqual({ values: SAME, said: [] }))
  it('from the other end', () =>
    expect(asKnown({ values: turned, axis: { ...AXIS, values: [430, 420, 410, 400] } })).toEqual({
      values: SAME,
      said: ['The spectra of Mine run the other way, from 430 to 400 nm: they were turned round.'],
    }))
  it('in another unit of the axis', () => {
    const axis = { label: 'Wavenumber', unit: 'cm⁻¹', values: AXIS.values.map(v => 1e7 / v) }
    expect(asKnown({ axis })).toEqual({
      values: SAME,
      said: ['The axis of Mine was brought from cm⁻¹ to nm.'],
    })
  })
  it('at places between, which cover those that were learned', () => {
    const places = [395, 405, 415, 425, 435]
    const line = Float32Array.from([...places, ...places], v => v / 1000)
    const learned = { values: Float32Array.from([...AXIS.values, ...AXIS.values], v => v / 1000) }
    const found = asKnown({ values: line, shape: [5, 1], axis: { ...AXIS, values: places } }, learned)
    expect(found).toMatchObject({ values: [...AXIS.values, ...AXIS.values].map(v => v / 1000) })
    expect(found).toMatchObject({ said: [expect.stringContaining('at other places (395 to 435 nm)')] })
  })
  it('that do not cover them: refused', () =>
    expect(asKnown({ axis: { ...AXIS, values: [500, 510, 520, 530] } })).toBe(
      'The spectra of Mine run from 500 to 530 nm, and the network was trained on 400 to 430 nm, which ' +
        'they do not cover.',
    ))
  it('without an axis: taken point by point, which is said; of another length refused', () => {
    expect(asKnown({ axis: null })).toMatchObject({
      values: SAME,
      said: [expect.stringContaining('no axis')],
    })
    expect(asKnown({ axis: null, shape: [2, 1] })).toMatch(/holds spectra of 2×1.*trained on spectra of 4×1/)
  })
  it('of transmittance where absorbance was learned', () => {
    const values = Float32Array.from(SAME, v => 100 * 10 ** -v)
    expect(
      asKnown(
        { values, measure: { label: 'T', unit: '%T' } },
        { measure: { label: 'Absorbance', unit: '' } },
      ),
    ).toEqual({ values: SAME, said: [expect.stringContaining('−log10 of transmittance') as string] })
  })
  it('of reflectance where absorbance was learned: refused', () =>
    expect(
      asKnown(
        { measure: { label: 'Reflectance', unit: '' } },
        { measure: { label: 'Absorbance', unit: '' } },
      ),
    ).toBe('Mine holds Reflectance, and the network was trained on Absorbance.'))
  it('a thousand times as large, or as small: said', () => {
    for (const factor of [1000, 0.001])
      expect(asKnown({ values: Float32Array.from(SAME, v => v * factor) })).toMatchObject({
        said: [expect.stringContaining('if they are in another unit or scale, its answers mean nothing')],
      })
  })
})

describe('pictures', () => {
  const picture = { kind: 'images' as const, shape: [2, 2, 1], axis: null }
  const bytes = { ...picture, values: Uint8Array.of(0, 50, 100, 255, 3, 9, 200, 30) }
  it('of another size: refused by their size', () =>
    expect(asKnown({ ...bytes, shape: [1, 4, 1] }, bytes)).toBe(
      'Mine holds pictures of 1×4×1, and the network was trained on pictures of 2×2×1: bring them to ' +
        'that size.',
    ))
  it('from 0 to 1 where bytes were learned: said', () =>
    expect(
      asKnown({ ...picture, values: Float32Array.from(bytes.values, v => v / 255) }, bytes),
    ).toMatchObject({
      said: [expect.stringContaining('from 0 to 255 (bytes)')],
    }))
  it('where spectra were learned: refused', () =>
    expect(asKnown(bytes)).toMatch(/holds pictures of 2×2×1, and the network was trained on spectra of 4×1/))
})
