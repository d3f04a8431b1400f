/** Stretches and intervals as astropy.visualization computes them. Recipe: test/golden/make-fits.py. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readNpz } from '../../../../engine/formats/arrays/npz'
import { percentileInterval, stretch, type Stretch } from '../../../../engine/formats/fits/stretch'
import { isBad } from '../../../../engine/spec'

const FOLDER = fileURLToPath(new URL('../../../golden/fits/', import.meta.url))
const { interval, percentiles } = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8')) as {
  interval: [number, number]
  percentiles: [percent: number, low: number, high: number][]
}
const arrays = await readNpz(new Uint8Array(readFileSync(`${FOLDER}expected.npz`)), name =>
  name.startsWith('stretch:'),
)
if (isBad(arrays)) throw new Error(arrays.bad)
const golden = (name: string): Float64Array => arrays.get(`stretch:${name}`)?.values as Float64Array

it.each<Stretch>(['linear', 'log', 'asinh'])('%s', kind => {
  const values = Float32Array.from(golden('values'))
  const expected = golden(kind)
  stretch(values, kind, ...interval)
  expect(values.length).toBe(500)
  values.forEach((v, i) => {
    // Computed in float64 in both places and kept in float32 here; NaN is what astropy leaves and a network
    // cannot take.
    expect(Math.abs(v - (Number.isNaN(expected[i]) ? 0 : (expected[i] as number)))).toBeLessThanOrEqual(
      2 ** -24,
    )
  })
  expect(Array.from(expected).filter(Number.isNaN).length).toBe(2)
})
it.each(percentiles)('the middle %f %%', (percent, low, high) => {
  const found = percentileInterval(Float32Array.from(golden('values')), percent)
  expect(found[0]).toBeCloseTo(low, 12)
  expect(Math.abs(found[1] / high - 1)).toBeLessThan(1e-14)
})
it('intervals of nothing and of no width', () => {
  expect(percentileInterval(Float32Array.of(NaN, Infinity), 99)).toEqual([0, 1])
  const values = Float32Array.of(1, 2, 3.5, NaN)
  stretch(values, 'linear', 2, 2)
  expect(Array.from(values)).toEqual([0, 0, 1, 0])
})
