/**
 * The layers that draw random numbers, and the functions of kernels/assembly/mathematics/ that their
 * kernels and GELU are made of.
 */
import { describe, expect, it } from 'vitest'
import { reference } from '../../../engine/kernels/reference'
import { layer } from '../../../engine/layers'
import { compiled, difference, layOut, reference32, reference64 } from '../support/bench'
import { kernelBuilds } from '../support/studio'

const KEY = 0xdeadbeef
const builds = await kernelBuilds()
const mean = (v: ArrayLike<number>): number => Array.from(v).reduce((a, b) => a + b, 0) / v.length

for (const build of builds)
  describe.skipIf(!build.isAvailable)(build.name, () => {
    // Normal numbers reach ±4.5 here; a float32 has 2⁻²² of digits there, and the polynomials add as much
    // again.
    it('draws the reference kernels’ normal numbers to a millionth, with mean, deviation and tails', () => {
      const n = 100_003
      const on = compiled(build)
      const fast = on.tensor(n)
      const slow = new Float64Array(n)
      on.k.addNoise(fast, fast, 1, KEY)
      reference.addNoise(slow, slow, 1, KEY)
      const worst = slow.reduce((w, v, i) => Math.max(w, Math.abs(v - (fast[i] ?? NaN))), 0)
      expect(worst).toBeLessThan(2e-6)
      expect(mean(fast)).toBeCloseTo(0, 2)
      expect(mean(Array.from(fast, v => v * v))).toBeCloseTo(1, 1)
      expect(Array.from(fast).filter(v => Math.abs(v) > 1.959964).length / n).toBeCloseTo(0.05, 2)
      expect(on.broken()).toEqual([])
    })

    it('gives every value the same noise wherever the vectors end', () => {
      const noise = (n: number): number[] => {
        const on = compiled(build)
        const y = on.tensor(n)
        on.k.addNoise(on.tensor(n), y, 0.5, KEY)
        return Array.from(y)
      }
      expect(noise(7)).toEqual(noise(12).slice(0, 7))
    })

    it('takes GELU and its slope to a few units in the last place of what goes in', () => {
      const values = Array.from({ length: 4001 }, (_, i) => Math.fround((i - 2000) / 200))
      const on = compiled(build)
      const exact = reference64()
      const [x, y, dx] = [on.tensor(values), on.tensor(4001), on.tensor(4001)]
      const [xs, ys, dxs] = [exact.tensor(values), exact.tensor(4001), exact.tensor(4001)]
      on.k.activate('gelu', x, y, 0)
      on.k.activateGrad('gelu', x, y, on.tensor(values.map(() => 1)), dx, 0)
      reference.activate('gelu', xs, ys, 0)
      reference.activateGrad('gelu', xs, ys, exact.tensor(values.map(() => 1)), dxs, 0)
      const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
        Math.max(...values.map((v, i) => Math.abs((a[i] ?? NaN) - (b[i] ?? NaN)) / Math.max(Math.abs(v), 1)))
      expect(worst(y, ys)).toBeLessThan(3 * 2 ** -23)
      expect(worst(dx, dxs)).toBeLessThan(4 * 2 ** -23)
    })

    it('lets a value that is not a number through GELU, SiLU, softmax, PReLU and both normalisations', () => {
      const on = compiled(build)
      const x = on.tensor([1, 2, NaN, 4, 5, 6, 7, 8, 9])
      const ones = on.tensor(9)
      const y = on.tensor(9)
      ones.fill(1)
      const isThere = (run: () => void): boolean => {
        y.fill(0)
        run()
        return Number.isNaN(y[2])
      }
      expect(isThere(() => on.k.activate('gelu', x, y, 0))).toBe(true)
      expect(isThere(() => on.k.activate('silu', x, y, 0))).toBe(true)
      expect(isThere(() => on.k.softmax(x, y, 9))).toBe(true)
      expect(isThere(() => on.k.prelu(x, ones, y))).toBe(true)
      expect(isThere(() => on.k.layerNormalise(x, ones, ones, y, on.tensor(2), 1e-5))).toBe(true)
      expect(isThere(() => on.k.normalise(x, on.tensor(45), ones, ones, y))).toBe(true)
    })
  })

describe('spatial dropout', () => {
  it('switches whole channels off, at about the asked rate, and scales the others', () => {
    const channels = 2000
    const laid = layOut(layer('spatialDropout'), { x: [2, 3, channels], p: { rate: 0.3 } }, reference32())
    const { x, y } = laid.back
    laid.decl.forward(laid.back)
    const off = Array.from({ length: channels }, (_, c) => y[c] === 0)
    expect(off.filter(Boolean).length / channels).toBeCloseTo(0.3, 1)
    const expected = Array.from(x, (v, i) => (off[i % channels] ? 0 : v * Math.fround(1 / 0.7)))
    expect(difference(y, expected)).toBeLessThan(1e-7)
  })

  it.each(['dropout', 'spatialDropout', 'gaussianNoise'] as const)(
    '%s changes nothing outside training, forward or back',
    kind => {
      const laid = layOut(layer(kind), { x: [4, 5, 3], p: {} }, reference64())
      laid.back.training = false
      laid.decl.forward(laid.back)
      laid.decl.backward(laid.back)
      expect(difference(laid.back.y, laid.back.x)).toBe(0)
      expect(difference(laid.back.dx ?? [], laid.back.dy)).toBe(0)
    },
  )

  it.each(['dropout', 'spatialDropout', 'gaussianNoise'] as const)(
    '%s draws other numbers for another key',
    kind => {
      const [one, two] = [5, 6].map(key => {
        const laid = layOut(layer(kind), { x: [4, 4, 40], p: {} }, reference64())
        laid.back.key = key
        laid.decl.forward(laid.back)
        return Array.from(laid.back.y)
      })
      expect(one).not.toEqual(two)
    },
  )
})

describe('the reference kernels’ GELU', () => {
  it('agrees with tabulated values of the normal distribution', () => {
    const x = Float64Array.of(-2, -1, 0.5, 1, 3)
    const y = new Float64Array(5)
    reference.activate('gelu', x, y, 0)
    // Φ(2) = 0.977249868051821, Φ(1) = 0.841344746068543, Φ(½) = 0.691462461274013, Φ(3) = 0.998650101968370
    const shares = [
      1 - 0.977249868051821,
      1 - 0.841344746068543,
      0.691462461274013,
      0.841344746068543,
      0.99865010196837,
    ]
    y.forEach((v, i) => expect(v).toBeCloseTo((x[i] ?? 0) * (shares[i] ?? 0), 13))
  })
})
