/** The counter-based generator: pure, evenly spread, independent from stream to stream. */
import { describe, expect, it } from 'vitest'
import { keyOf, mix, normal, random32, shuffle, uniform } from '../../engine/random'

const many = Array.from({ length: 20_000 }, (_, i) => i)
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length

describe('random numbers', () => {
  it('are fixed: a change here changes every result there is', () => {
    expect([mix(1), random32(7, 0), random32(7, 1)]).toEqual([1753845952, 869972953, 569803730])
    expect(keyOf(1, 2, 3)).not.toBe(keyOf(1, 3, 2))
  })
  it('are uniform in [0, 1)', () => {
    const values = many.map(i => uniform(keyOf(3), i))
    const bins = Array.from({ length: 20 }, (_, b) => values.filter(v => Math.floor(v * 20) === b).length)
    expect(bins.reduce((s, n) => s + n, 0)).toBe(values.length)
    // χ² with 19 degrees of freedom: above 43.8 once in a thousand.
    expect(bins.reduce((s, n) => s + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8)
  })
  it('are normal: mean 0, variance 1, no skew', () => {
    const values = many.map(i => normal(keyOf(4), i))
    expect(mean(values)).toBeCloseTo(0, 1)
    expect(mean(values.map(v => v * v))).toBeCloseTo(1, 1)
    expect(mean(values.map(v => v ** 3))).toBeCloseTo(0, 1)
  })
  it('of neighbouring keys have nothing to do with one another', () => {
    const product = many.map(i => (uniform(keyOf(1, 1), i) - 0.5) * (uniform(keyOf(1, 2), i) - 0.5))
    expect(Math.abs(mean(product)) * 12).toBeLessThan(4 / Math.sqrt(many.length))
  })
  it('shuffle without losing anything, and the same way for the same key', () => {
    const order = shuffle(many.slice(), keyOf(9))
    expect(order.slice().sort((a, b) => a - b)).toEqual(many)
    expect(shuffle(many.slice(), keyOf(9))).toEqual(order)
    expect(order.filter((v, i) => v === i).length).toBeLessThan(10)
  })
})
