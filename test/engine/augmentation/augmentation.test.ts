/**
 * Augmentations: exact where they can be worked out by hand, in their moments where they are chance, and the
 * same bits again.
 */
import { describe, expect, it } from 'vitest'
import {
  augment,
  AUGMENTATIONS,
  isAugmentKind,
  newAugmentation,
  type Augment,
  type AugmentKind,
  type AugmentStep,
} from '../../../engine/augmentation'
import { shiftSpectrum } from '../../../engine/augmentation/spectral'
import { identity, moveOn, turn, warp } from '../../../engine/augmentation/warp'
import type { Layout } from '../../../engine/preparation'
import { keyOf, normal } from '../../../engine/random'
import { isBad, size } from '../../../engine/spec'

const IMAGE: Layout = { shape: [7, 6, 3], axis: null }
const SPECTRUM: Layout = { shape: [60, 2], axis: null }
const noise = (n: number): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => 100 + 20 * normal(keyOf(5), i))
const layoutFor = (kind: AugmentKind): Layout =>
  AUGMENTATIONS[kind].forms[0] === 'images' ? IMAGE : SPECTRUM
const KINDS = Object.keys(AUGMENTATIONS) as AugmentKind[]

function bound(steps: readonly AugmentStep[], layout: Layout): Augment {
  const run = augment(steps, layout)
  if (isBad(run)) throw new Error(run.bad)
  return run
}
/** What becomes of `x`, in this epoch and for this sample. */
function once(run: Augment, x: Float32Array, epoch = 1, sample = 0, seed = 1): Float32Array {
  const to = new Float32Array(x.length)
  run(seed, epoch, sample, x, to)
  return to
}
const one = (kind: AugmentKind, params: AugmentStep['params'] = {}): AugmentStep => ({ kind, params })

describe('every augmentation', () => {
  it.each(KINDS)('%s: 0 leaves every bit, anything else changes something, and the input stays', kind => {
    const layout = layoutFor(kind)
    const decl = AUGMENTATIONS[kind]
    const x = noise(size(layout.shape))
    const kept = x.slice()
    const name = Object.keys(decl.params)[0] ?? ''
    const idle = bound([one(kind, { [name]: 0 })], layout)
    const busy = bound([newAugmentation(kind)], layout)
    for (let epoch = 1; epoch <= 5; epoch++) expect(once(idle, x, epoch)).toEqual(x)
    const changed = Array.from({ length: 12 }, (_, i) => once(busy, x, i + 1))
    expect(changed.some(y => y.some((v, i) => v !== x[i]))).toBe(true)
    expect(changed.every(y => y.every(Number.isFinite))).toBe(true)
    expect(x).toEqual(kept)
    expect(decl.kind).toBe(kind)
    expect(decl.summary(newAugmentation(kind).params as never)).toMatch(/\d/)
  })
  it.each(KINDS)('%s with no strength is the identity also when bound by itself', kind => {
    const layout = layoutFor(kind)
    const decl = AUGMENTATIONS[kind]
    const x = noise(size(layout.shape))
    const y = new Float32Array(x.length)
    decl.bind({ [Object.keys(decl.params)[0] ?? '']: 0 } as never, layout)(12345, x, y)
    expect(y).toEqual(x)
  })
  it.each(KINDS)('%s depends on seed, epoch and sample, and on nothing else', kind => {
    const layout = layoutFor(kind)
    const x = noise(size(layout.shape))
    // A sure flip is the same each time, so flips are looked at over many samples.
    const many = (run: Augment, seed: number, epoch: number, samples: readonly number[]) =>
      samples.map(s => [...once(run, x, epoch, s, seed)].join()).join('\n')
    const some = Array.from({ length: 24 }, (_, i) => i)
    const run = bound([newAugmentation(kind)], layout)
    const first = many(run, 1, 1, some)
    expect(many(bound([newAugmentation(kind)], layout), 1, 1, some)).toBe(first)
    expect(many(run, 1, 1, some.toReversed()).split('\n').reverse().join('\n')).toBe(first)
    expect(many(run, 2, 1, some)).not.toBe(first)
    expect(many(run, 1, 2, some)).not.toBe(first)
    expect(
      many(
        run,
        1,
        1,
        some.map(s => s + 24),
      ),
    ).not.toBe(first)
  })
})

describe('a chain', () => {
  const steps = KINDS.filter(k => AUGMENTATIONS[k].forms[0] === 'images').map(newAugmentation)
  it('of all steps for pictures gives the same bits again, also into a longer buffer', () => {
    const x = noise(size(IMAGE.shape))
    const longer = new Float32Array(x.length + 10).fill(-7)
    const y = once(bound(steps, IMAGE), x, 3, 9)
    bound(steps, IMAGE)(1, 3, 9, x, longer)
    expect(longer.subarray(0, x.length)).toEqual(y)
    expect([...longer.subarray(x.length)]).toEqual(Array.from({ length: 10 }, () => -7))
  })
  it('of none copies', () => expect(once(bound([], IMAGE), noise(126))).toEqual(noise(126)))
  it('interpolates once: two flips that both happen, with a turn of nothing between, leave every bit', () => {
    const x = noise(size(IMAGE.shape))
    const sure = one('flipHorizontal', { probability: 1 })
    expect(once(bound([sure, one('rotation', { degrees: 0 }), sure], IMAGE), x)).toEqual(x)
  })
  it('with moves on both sides of another step keeps their order', () => {
    const x = noise(size(IMAGE.shape))
    const run = bound(
      [
        one('flipHorizontal', { probability: 1 }),
        one('brightness', { share: 0.5 }),
        one('flipVertical', { probability: 1 }),
      ],
      IMAGE,
    )
    const y = once(run, x)
    const more = (y[0] ?? 0) - (x[(7 * 6 - 1) * 3] ?? 0)
    for (let i = 0; i < 42; i++)
      for (let c = 0; c < 3; c++)
        expect((y[i * 3 + c] ?? 0) - (x[(41 - i) * 3 + c] ?? 0)).toBeCloseTo(more, 3)
  })
  it('that does not fit is a sentence', () => {
    expect(augment([one('flipHorizontal')], SPECTRUM)).toMatchObject({
      bad:
        'Augmentation 1, “Flip left–right”, is for images, and these samples are spectra (60×2): remove ' +
        'it.',
    })
    expect(augment([newAugmentation('slope'), { kind: 'toString', params: {} }], SPECTRUM)).toMatchObject({
      bad: expect.stringMatching(/^Augmentation 2, “toString”, is not known/) as string,
    })
    expect(isAugmentKind('toString')).toBe(false)
  })
})

/** A 3 × 3 picture of one channel, moved. */
function movedBy(
  change: (map: Float64Array) => void,
  shape = [3, 3, 1],
  x = Float32Array.from({ length: size(shape) }, (_, i) => i),
): number[] {
  const map = new Float64Array(6)
  const to = new Float32Array(x.length)
  identity(map)
  change(map)
  warp(shape, map, x, to)
  return [...to]
}

describe('by hand', () => {
  it('flips', () => {
    const x = Float32Array.of(0, 1, 2, 3, 4, 5)
    for (const [kind, expected] of [
      ['flipHorizontal', [2, 1, 0, 5, 4, 3]],
      ['flipVertical', [3, 4, 5, 0, 1, 2]],
    ] as const)
      expect([...once(bound([one(kind, { probability: 1 })], { shape: [2, 3, 1], axis: null }), x)]).toEqual(
        expected,
      )
  })
  it('a shift by whole pixels, and by half a one', () => {
    expect(movedBy(m => moveOn(m, 1, 0, 0, 1, -1, 0))).toEqual([0, 0, 1, 3, 3, 4, 6, 6, 7])
    expect(movedBy(m => moveOn(m, 1, 0, 0, 1, 0, 1))).toEqual([3, 4, 5, 6, 7, 8, 6, 7, 8])
    expect(movedBy(m => moveOn(m, 1, 0, 0, 1, -0.5, 0))).toEqual([0, 0.5, 1.5, 3, 3.5, 4.5, 6, 6.5, 7.5])
  })
  it('a turn by 90° is numpy.rot90, also with channels', () => {
    const side = 4
    const expected: number[] = []
    // numpy: rot90(m)[i, j] = m[j, side − 1 − i]
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++)
        for (let c = 0; c < 2; c++) expected.push((j * side + side - 1 - i) * 2 + c)
    movedBy(m => turn(m, Math.PI / 2), [side, side, 2]).forEach((v, i) =>
      expect(v).toBeCloseTo(expected[i] ?? NaN, 5),
    )
  })
  it('moves in turn: a turn, then a shift to the right', () => {
    const turned = movedBy(m => turn(m, Math.PI / 2))
    const both = movedBy(m => {
      turn(m, Math.PI / 2)
      moveOn(m, 1, 0, 0, 1, -1, 0)
    })
    const expected = movedBy(m => moveOn(m, 1, 0, 0, 1, -1, 0), [3, 3, 1], Float32Array.from(turned))
    both.forEach((v, i) => expect(v).toBeCloseTo(expected[i] ?? NaN, 5))
  })
  it('a spectrum by one point, and by half a one', () => {
    const x = Float32Array.of(1, 10, 3, 30, 5, 50)
    const to = new Float32Array(6)
    shiftSpectrum(3, 2, 1, x, to)
    expect([...to]).toEqual([1, 10, 1, 10, 3, 30])
    shiftSpectrum(3, 2, -0.5, x, to)
    expect([...to]).toEqual([2, 20, 4, 40, 5, 50])
  })
  it('a slope turns about the middle, and keeps to its share', () => {
    const x = Float32Array.from({ length: 11 }, (_, i) => (i === 5 ? 2 : i === 0 ? 0 : 1))
    const run = bound([one('slope', { share: 0.5 })], { shape: [11, 1], axis: null })
    let most = 0
    for (let s = 0; s < 200; s++) {
      const y = once(run, x, 1, s)
      expect(y[5]).toBe(2)
      most = Math.max(most, Math.abs((y[10] ?? 0) - 1))
    }
    expect(most).toBeLessThanOrEqual(0.5)
    expect(most).toBeGreaterThan(0.45)
  })
})

describe('in the long run', () => {
  const values = (run: Augment, x: Float32Array, read: (y: Float32Array) => number, n = 4000): number[] =>
    Array.from({ length: n }, (_, s) => read(once(run, x, 1, s)))
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length
  it('half of the pictures are mirrored', () => {
    const x = noise(126)
    const share = mean(
      values(bound([newAugmentation('flipHorizontal')], IMAGE), x, y => (y[0] === x[0] ? 0 : 1)),
    )
    expect(Math.abs(share - 0.5)).toBeLessThan(0.03) // four deviations of a fair coin
  })
  it.each([
    ['imageNoise', [32, 32, 1], (x: Float32Array) => Math.max(...x) - Math.min(...x)],
    [
      'spectralNoise',
      [1024, 1],
      (x: Float32Array) => Math.sqrt(mean([...x].map(v => v * v)) - mean([...x]) ** 2),
    ],
  ] as const)(
    '%s has mean 0, its deviation, and no more outside two deviations than normal noise',
    (kind, shape, unit) => {
      const x = noise(1024)
      const run = bound([one(kind, { share: 0.1 })], { shape, axis: null })
      const deviation = 0.1 * unit(x)
      const z = Array.from({ length: 20 }, (_, s) => once(run, x, 1, s)).flatMap(y =>
        Array.from(y, (v, i) => (v - (x[i] ?? 0)) / deviation),
      )
      expect(Math.abs(mean(z))).toBeLessThan(0.03)
      expect(Math.abs(mean(z.map(v => v * v)) - 1)).toBeLessThan(0.04)
      expect(Math.abs(mean(z.map(v => (Math.abs(v) > 2 ? 1 : 0))) - 0.0455)).toBeLessThan(0.006)
    },
  )
  it('brightness and contrast keep to their shares, evenly to both sides', () => {
    const x = noise(126)
    const range = Math.max(...x) - Math.min(...x)
    const middle = mean([...x])
    const brighter = values(
      bound([one('brightness', { share: 0.2 })], IMAGE),
      x,
      y => ((y[3] ?? 0) - (x[3] ?? 0)) / range,
    )
    const stronger = values(
      bound([one('contrast', { share: 0.2 })], IMAGE),
      x,
      y => ((y[3] ?? 0) - middle) / ((x[3] ?? 0) - middle) - 1,
    )
    for (const v of [brighter, stronger]) {
      expect(Math.max(...v.map(Math.abs))).toBeLessThan(0.2001)
      expect(Math.max(...v)).toBeGreaterThan(0.195)
      expect(Math.abs(mean(v))).toBeLessThan(0.01)
    }
  })
  it('a crop shows nothing from outside: a ramp stays within its ends and as steep or less', () => {
    const shape = [9, 9, 1]
    const x = Float32Array.from({ length: 81 }, (_, i) => i % 9)
    const run = bound([one('randomCrop', { lost: 0.5 })], { shape, axis: null })
    for (let s = 0; s < 200; s++) {
      const y = once(run, x, 1, s)
      const step = (y[8] ?? 0) - (y[0] ?? 0)
      expect(y[0]).toBeGreaterThanOrEqual(0)
      expect(y[8]).toBeLessThanOrEqual(8)
      expect(step).toBeGreaterThan(3.99)
      for (let i = 1; i < 9; i++) expect((y[i] ?? 0) - (y[i - 1] ?? 0)).toBeCloseTo(step / 8, 4)
    }
  })
  it('a cut-out hides at most its rectangle, behind the mean of each channel', () => {
    const x = noise(size(IMAGE.shape))
    const run = bound([one('cutOut', { share: 0.5 })], IMAGE)
    const means = [0, 1, 2].map(c => mean([...x].filter((_, i) => i % 3 === c)))
    let most = 0
    for (let s = 0; s < 100; s++) {
      const hidden = [...once(run, x, 1, s)].flatMap((v, i) => (v === x[i] ? [] : [[v, i % 3] as const]))
      hidden.forEach(([v, c]) => expect(v).toBeCloseTo(means[c] ?? NaN, 3))
      most = Math.max(most, hidden.length)
    }
    expect(most).toBe(4 * 3 * 3)
  })
})
