/** The compiled kernels where they could go wrong: odd sizes, special values, random numbers, ties. */
import { describe, expect, it } from 'vitest'
import { reference } from '../../../engine/kernels/reference'
import type { ActivationKind, Tensor } from '../../../engine/spec'
import { convolutionPacked, convolutionScratch } from '../../../engine/convolution/scratch'
import { windowOf } from '../../../engine/layers/shared/window'
import { compiled, difference, normals, reference32, reference64, type Bench } from '../support/bench'
import { kernelBuilds } from '../support/studio'

const TOLERANCE = 3e-6
const builds = await kernelBuilds()

/** Forward and both gradients of one convolution. */
function convolve(
  on: Bench,
  sizes: { height: number; width: number; channels: number; filters: number; kernel: number; stride: number },
): Tensor[] {
  const { height, width, channels, filters, kernel, stride } = sizes
  const window = windowOf(
    [height, width, channels],
    { kernel: [kernel, kernel], strides: [stride, stride], padding: 1 },
    filters,
  )
  const [n, out, taps] = [
    height * width * channels,
    window.out[0] * window.out[1] * filters,
    kernel * kernel * channels,
  ]
  const x = on.tensor(normals(n, 1))
  const w = on.tensor(normals(taps * filters, 2))
  const b = on.tensor(normals(filters, 3))
  const dy = on.tensor(normals(out, 4))
  const y = on.tensor(out)
  const dx = on.tensor(n)
  const dw = on.tensor(normals(taps * filters, 5))
  const db = on.tensor(normals(filters, 6))
  const scratch = on.tensor(convolutionScratch(window))
  const packed = on.tensor(convolutionPacked(window))
  on.k.packConvolution(w, packed, window, 0, 1)
  on.k.convolve(x, w, b, y, window, packed, scratch)
  on.k.convolveGradWeights(x, dy, dw, db, window, scratch)
  on.k.convolveGradInput(dy, w, dx, window, packed, scratch)
  return [y, dw, db, dx]
}

for (const build of builds)
  describe.skipIf(!build.isAvailable)(build.name, () => {
    it.each(Array.from({ length: 40 }, (_, seed) => seed))('convolves odd sizes: seed %i', seed => {
      const pick = (i: number, n: number) =>
        1 + (Math.floor(Math.abs(normals(8, 100 + seed)[i] ?? 0) * 1000) % n)
      const sizes = {
        height: pick(0, 7) + 1,
        width: pick(1, 9) + 1,
        channels: pick(2, 9),
        filters: pick(3, 23),
        kernel: pick(4, 3),
        stride: pick(5, 2),
      }
      const on = compiled(build)
      const fast = convolve(on, sizes)
      const slow = convolve(reference32(), sizes)
      fast.forEach((t, i) =>
        expect(difference(t, slow[i] ?? []), ['y', 'dw', 'db', 'dx'][i]).toBeLessThan(TOLERANCE),
      )
      expect(on.broken()).toEqual([])
    })

    it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 33])(
      'multiplies dense kernels with %i units',
      units => {
        for (const inputs of [1, 2, 3, 4, 7, 8, 50, 51]) {
          const [fast, slow] = [compiled(build), reference64()].map(on => {
            const x = on.tensor(normals(inputs, 1).map((v, i) => (i % 3 === 0 ? 0 : v)))
            const w = on.tensor(normals(inputs * units, 2))
            const b = units % 2 ? on.tensor(normals(units, 3)) : null
            const dy = on.tensor(normals(units, 4))
            const y = on.tensor(units)
            const dx = on.tensor(inputs)
            const dw = on.tensor(normals(inputs * units, 5))
            const db = on.tensor(normals(units, 6))
            on.k.dense(x, w, b, y)
            on.k.denseGradWeights(x, dy, dw, b ? db : null)
            on.k.denseGradInput(dy, w, dx)
            expect(on.broken()).toEqual([])
            return [y, dw, db, dx]
          })
          fast?.forEach((t, i) =>
            expect(
              difference(t, slow?.[i] ?? [], 1),
              `${['y', 'dw', 'db', 'dx'][i]} of ${inputs} inputs`,
            ).toBeLessThan(TOLERANCE),
          )
        }
      },
    )

    it('takes exp, tanh and log to within 4 units in the last place over their range', () => {
      const values = Array.from({ length: 4001 }, (_, i) => Math.fround((i - 2000) / 24))
      for (const kind of ['elu', 'sigmoid', 'tanh', 'softplus'] as const satisfies ActivationKind[]) {
        const on = compiled(build)
        const y = on.tensor(values.length)
        const x = on.tensor(values)
        const exact = reference64()
        const expected = exact.tensor(values.length)
        on.k.activate(kind, x, y, 1)
        reference.activate(kind, exact.tensor(values), expected, 1)
        const worst = Math.max(
          ...Array.from(
            y,
            (v, i) => Math.abs(v - (expected[i] ?? 0)) / Math.max(Math.abs(expected[i] ?? 0), 1e-30),
          ),
        )
        expect(worst, kind).toBeLessThan(4 * 2 ** -23)
      }
    })

    it('lets a value that is not a number through every activation, so that a run notices it', () => {
      for (const kind of ['relu', 'leakyRelu', 'elu', 'sigmoid', 'tanh', 'softplus', 'linear'] as const) {
        const on = compiled(build)
        const y = on.tensor(7)
        on.k.activate(kind, on.tensor([1, NaN, 2, 3, 4, 5, NaN]), y, 1)
        expect(Array.from(y, Number.isNaN), kind).toEqual([false, true, false, false, false, false, true])
      }
    })

    it('draws the same dropout mask as the reference kernels, bit for bit, at about the asked rate', () => {
      const on = compiled(build)
      const fast = on.tensor(10_003)
      const slow = reference32().tensor(10_003)
      on.k.dropoutMask(fast, 0.3, 0xdeadbeef)
      reference.dropoutMask(slow, 0.3, 0xdeadbeef)
      expect(Array.from(fast)).toEqual(Array.from(slow))
      expect(Array.from(fast).filter(v => v === 0).length / 10_003).toBeCloseTo(0.3, 1)
      expect(on.broken()).toEqual([])
    })

    it('lets the first of equal values win a maximum, as the reference kernels do', () => {
      const window = windowOf([4, 4, 5], { kernel: [3, 3], strides: [1, 1], padding: 1 }, 5)
      const n = 80
      const winners = [compiled(build), reference32()].map(on => {
        const x = on.tensor(Array.from({ length: n }, (_, i) => i % 3))
        const y = on.tensor(n)
        const chosen = on.tensor(n)
        on.k.pool('max', x, y, chosen, window)
        return [...chosen, ...y]
      })
      expect(winners[0]).toEqual(winners[1])
    })

    it('sums slots in their order', () => {
      const on = compiled(build)
      const slots = Array.from({ length: 8 }, (_, s) => on.tensor(normals(16, 40 + s)))
      const expected = slots.map(s => Float32Array.from(s))
      on.k.sumSlots(slots)
      reference.sumSlots(expected)
      expect(Array.from(slots[0] ?? [])).toEqual(Array.from(expected[0] ?? []))
    })
  })

describe('square-sum pooling', () => {
  it('has slope 0 where every value of the window is 0', () => {
    const on = reference64()
    const window = windowOf([4, 1], { kernel: [2], strides: [2], padding: 'valid' }, 1)
    const x = on.tensor([0, 0, 3, 4])
    const y = on.tensor(2)
    const dx = on.tensor(4)
    const chosen = on.tensor(2)
    on.k.pool('squareSum', x, y, chosen, window)
    on.k.poolGrad('squareSum', x, y, on.tensor([1, 1]), dx, chosen, window)
    expect(Array.from(y)).toEqual([0, 5])
    expect(Array.from(dx)).toEqual([0, 0, 0.6, 0.8])
  })
})
