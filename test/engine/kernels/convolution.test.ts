/**
 * The compiled convolutions against the formulas in float64, at random windows: odd sizes, one row, any
 * stride, dilation, padding and groups. A window is drawn from the seed in the test's name, so a failure can
 * be repeated.
 */
import { describe, expect, it } from 'vitest'
import { convolutionPacked, convolutionScratch } from '../../../engine/convolution/scratch'
import { stridePhasesOf } from '../../../engine/convolution/inputGradient'
import { forwardAlgorithm, WINOGRAD } from '../../../engine/convolution/algorithm'
import { windowOf } from '../../../engine/layers/shared/window'
import { keyOf, uniform } from '../../../engine/random'
import { size, type Tensor, type Window } from '../../../engine/spec'
import { compiled, difference, normals, reference64, type Bench } from '../support/bench'
import { kernelBuilds } from '../support/studio'

/**
 * Of the largest value. Winograd at six points or more passes through numbers some ten times as large as its
 * results.
 */
function toleranceOf(w: Window): number {
  const algorithms = [forwardAlgorithm(w), ...stridePhasesOf(w).map(phase => forwardAlgorithm(phase.window))]
  return algorithms.some(({ kind, tile }) => kind === WINOGRAD && tile[1] + w.kernel[1] > 6) ? 8e-6 : 3e-6
}
const builds = await kernelBuilds()
const NAMES = ['y', 'dw', 'db', 'dx', 'dw of all', 'db of all']

/** Forward and both gradients; scratch and packed begin full of what would be noticed. */
function passes(on: Bench, window: Window, parts = 1, hasBias = true): Tensor[] {
  const taps = size(window.kernel) * (window.in[2] / window.groups) * window.out[2]
  const filters = window.out[2]
  const x = on.tensor(normals(size(window.in), 1))
  const w = on.tensor(normals(taps, 2))
  const b = hasBias ? on.tensor(normals(filters, 3)) : null
  const dy = on.tensor(normals(size(window.out), 4))
  const y = on.tensor(dy.length).fill(NaN)
  const dx = on.tensor(x.length).fill(NaN)
  const dw = on.tensor(normals(taps, 5))
  const db = on.tensor(normals(filters, 6))
  const packed = on.tensor(convolutionPacked(window)).fill(NaN)
  const scratch = on.tensor(convolutionScratch(window)).fill(NaN)
  for (let part = 0; part < parts; part++) on.k.packConvolution(w, packed, window, part, parts)
  on.k.convolve(x, w, b, y, window, packed, scratch)
  scratch.fill(Infinity)
  on.k.convolveGradWeights(x, dy, dw, hasBias ? db : null, window, scratch)
  scratch.fill(-1e30)
  on.k.convolveGradInput(dy, w, dx, window, packed, scratch)
  return [y, dw, db, dx, ...learned(on, window, scratch, 1 + (taps % 11))]
}

/** The gradients of several samples at once. */
function learned(on: Bench, window: Window, scratch: Tensor, most: number): Tensor[] {
  const x = Math.ceil(size(window.in) / 16) * 16
  const apart = x + Math.ceil(size(window.out) / 16) * 16
  const count = Math.min(most, Math.max(2, Math.floor(20_000 / apart)))
  const all = on.tensor(normals(count * apart, 7))
  const dw = on.tensor(normals(size(window.kernel) * (window.in[2] / window.groups) * window.out[2], 8))
  const db = on.tensor(normals(window.out[2], 9))
  scratch.fill(NaN)
  on.k.convolveGradWeightsOfAll(
    all.subarray(0, size(window.in)),
    all.subarray(x, x + size(window.out)),
    dw,
    db,
    window,
    scratch,
    { count, apart },
  )
  return [dw, db]
}

function drawn(seed: number): Window {
  let i = 0
  const pick = (least: number, most: number) =>
    least + Math.floor(uniform(keyOf(900, seed), i++) * (most - least + 1))
  for (;;) {
    const rank = pick(1, 2)
    const each = (least: number, most: number) => Array.from({ length: rank }, () => pick(least, most))
    const groups = pick(0, 3) === 0 ? pick(2, 5) : 1
    const channels = groups * pick(1, groups > 1 ? 5 : 40)
    const filters = pick(0, 3) === 0 && groups > 1 ? channels : groups * pick(1, groups > 1 ? 9 : 40)
    const x = rank === 2 ? [...each(1, 11), channels] : [pick(1, 40), channels]
    const isPlain = pick(0, 1) === 0
    const padding = pick(0, 2) === 0 ? ('same' as const) : Array.from({ length: 2 * rank }, () => pick(0, 3))
    const kernel = pick(0, 2) === 0 ? Array.from({ length: rank }, () => 3 + 2 * pick(0, 1)) : each(1, 9)
    const window = windowOf(
      x,
      {
        kernel,
        strides: isPlain ? each(1, 1) : each(1, 3),
        dilation: isPlain ? each(1, 1) : each(1, 3),
        padding,
      },
      filters,
      groups,
    )
    if (window.out[0] >= 1 && window.out[1] >= 1) return window
  }
}
const told = (w: Window) =>
  `${w.in.join('×')} → ${w.out.join('×')}, kernel ${w.kernel.join('×')}, strides ` +
  `${w.strides.join()}, dilation ${w.dilation.join()}, before ${w.before.join()}, ${w.groups} ` +
  'groups'

for (const build of builds)
  describe.skipIf(!build.isAvailable)(build.name, () => {
    it.each(Array.from({ length: 150 }, (_, seed) => seed))(
      'convolves a random window as the formula does: seed %i',
      seed => {
        const window = drawn(seed)
        const on = compiled(build)
        const hasBias = seed % 5 > 0
        const fast = passes(on, window, 1 + (seed % 3), hasBias)
        const slow = passes(reference64(), window, 1, hasBias)
        fast.forEach((t, i) =>
          expect(difference(t, slow[i] ?? [], 1), `${NAMES[i]} of ${told(window)}`).toBeLessThan(
            toleranceOf(window),
          ),
        )
        expect(on.broken()).toEqual([])
      },
    )

    it.each([
      [[13, 11, 16], [3, 3], 24],
      [[9, 14, 20], [5, 5], 16],
      [[37, 16], [3], 12],
      [[41, 32], [5], 40],
      [[3, 18, 16], [1, 5], 16],
      [[50, 16], [3], 20, [2]],
      [[61, 20], [5], 16, [3]],
      [[2, 40, 16], [1, 3], 16, [2, 4]],
    ])(
      'convolves %j with a %j kernel and %i filters by Winograd',
      (x, kernel, filters, dilation = kernel.map(() => 1)) => {
        for (const padding of ['valid', 'same', 3] as const) {
          const window = windowOf(x, { kernel, strides: kernel.map(() => 1), dilation, padding }, filters)
          const on = compiled(build)
          expect(forwardAlgorithm(window).kind).toBe(WINOGRAD)
          const fast = passes(on, window)
          const slow = passes(reference64(), window)
          fast.forEach((t, i) =>
            expect(difference(t, slow[i] ?? [], 1), `${NAMES[i]} of ${told(window)}`).toBeLessThan(
              toleranceOf(window),
            ),
          )
          expect(on.broken()).toEqual([])
        }
      },
    )

    it.each([
      [[4, 260, 24], [3, 3], 24, 1, 'same'],
      [[900, 16], [5], 16, 1, 'same'],
      [[3, 250, 20], [5, 5], 12, 1, 'same'],
      [[40, 44, 3], [5, 5], 10, 1, 'valid'],
      [[2, 300, 8], [3, 3], 9, 1, 'same'],
      [[31, 33, 5], [3, 3], 18, 2, 'same'],
      [[900, 4], [3], 6, 2, 'valid'],
    ] as const)(
      'convolves %j, larger than one band, with a %j kernel, %i filters, stride %i and %s padding',
      (x, kernel, filters, stride, padding) => {
        const window = windowOf(x, { kernel, strides: kernel.map(() => stride), padding }, filters)
        const on = compiled(build)
        const fast = passes(on, window)
        const slow = passes(reference64(), window)
        fast.forEach((t, i) =>
          expect(difference(t, slow[i] ?? [], 1), `${NAMES[i]} of ${told(window)}`).toBeLessThan(
            toleranceOf(window),
          ),
        )
        expect(on.broken()).toEqual([])
      },
    )

    it('packs the same bytes whatever the number of parts', () => {
      for (let seed = 0; seed < 30; seed++) {
        const window = drawn(seed)
        const taps = size(window.kernel) * (window.in[2] / window.groups) * window.out[2]
        const packs = [1, 2, 3, 7].map(parts => {
          const on = compiled(build)
          const w = on.tensor(normals(taps, 2))
          const packed = on.tensor(convolutionPacked(window)).fill(7)
          for (let part = parts - 1; part >= 0; part--) on.k.packConvolution(w, packed, window, part, parts)
          return Array.from(packed)
        })
        for (const other of packs.slice(1)) expect(other).toEqual(packs[0])
      }
    })

    it('lets a value that is not a number through, so that a run notices it', () => {
      for (let seed = 0; seed < 30; seed++) {
        const window = { ...drawn(seed), groups: 1 }
        const on = compiled(build)
        const x = on.tensor(normals(size(window.in), 1)).fill(NaN)
        const w = on.tensor(normals(size(window.kernel) * window.in[2] * window.out[2], 2))
        const packed = on.tensor(convolutionPacked(window))
        const y = on.tensor(size(window.out))
        on.k.packConvolution(w, packed, window, 0, 1)
        on.k.convolve(x, w, null, y, window, packed, on.tensor(convolutionScratch(window)))
        const isPadded =
          window.before.some(n => n > 0) ||
          window.out[0] * window.strides[0] + size(window.kernel) * 3 > window.in[0]
        expect(Array.from(y).some(Number.isNaN) || isPadded, told(window)).toBe(true)
      }
    })
  })
