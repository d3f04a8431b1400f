/**
 * Steps of preparation against scipy, numpy and scikit-learn (recipe: test/golden/make-preparation.py), and
 * what holds of all.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rowsAt, rowsOf } from '../../../engine/datasets/rows'
import {
  bindSteps,
  fitSteps,
  isStepKind,
  layoutAfter,
  newStep,
  STEPS,
  type Layout,
  type Step,
  type StepKind,
} from '../../../engine/preparation'
import { keyOf, normal } from '../../../engine/random'
import { isBad, size, type Bad } from '../../../engine/spec'
import { cpuWatch } from '../support/cpu'

type Case = {
  readonly kind: string
  readonly params: Step['params']
  readonly data: 'spectra' | 'images'
  readonly axis: 'even' | 'uneven' | null
  readonly after?: readonly number[]
  readonly expected: readonly number[]
}
type Golden = {
  readonly axes: Readonly<Record<'even' | 'uneven', readonly number[]>>
  readonly data: Readonly<
    Record<'spectra' | 'images', { readonly shape: readonly number[]; readonly values: readonly number[] }>
  >
  readonly cases: readonly Case[]
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/preparation.json', import.meta.url), 'utf8'),
) as Golden

function good<T>(value: T | Bad): T {
  if (isBad(value)) throw new Error(value.bad)
  return value
}
/** All samples through the steps, fitted on `training` (all, if left out). */
function through(
  steps: readonly Step[],
  from: Layout,
  values: Float32Array | Uint8Array,
  training?: Int32Array,
): Float32Array {
  const length = size(from.shape)
  const rows = rowsOf(values, length)
  const fitted = good(fitSteps(steps, from, training ? rowsAt(rows, training) : rows))
  const work = bindSteps(JSON.parse(JSON.stringify(fitted)) as typeof fitted)
  const to = size(fitted.to.shape)
  const out = new Float32Array(rows.count * to)
  const row = new Float32Array(length)
  for (let i = 0; i < rows.count; i++) {
    rows.read(i, row)
    work(row, out.subarray(i * to, (i + 1) * to))
  }
  return out
}
const spectrum = (points: number, channels = 1, values?: readonly number[]): Layout => ({
  shape: [points, channels],
  axis: values ? { label: 'Wavelength', unit: 'nm', values } : null,
})
const noise = (n: number, key = 1): Float32Array =>
  Float32Array.from({ length: n }, (_, i) => 2 + normal(keyOf(key), i))

describe('each step is what scipy, numpy and scikit-learn make of it', () => {
  it.each(
    golden.cases.map(
      (c, i) => [`${i} ${c.kind} ${JSON.stringify(c.params)} of ${c.data}, axis ${c.axis}`, c] as const,
    ),
  )('%s', (_, c) => {
    const { shape, values } = golden.data[c.data]
    const from = {
      shape: shape.slice(1),
      axis: c.axis ? { label: '', unit: '', values: golden.axes[c.axis] } : null,
    }
    const step = { kind: c.kind, params: c.params }
    const out = through([step], from, Float32Array.from(values))
    // float32 has 6e-8 relative to the values; differences of near values lose to the size of the largest.
    const scale = Math.max(...c.expected.map(Math.abs))
    expect(out.length).toBe(c.expected.length)
    let worst = 0
    out.forEach((v, i) => {
      worst = Math.max(worst, Math.abs(v - (c.expected[i] ?? NaN)))
    })
    expect(worst / scale).toBeLessThan(1e-6)
    const after = good(layoutAfter([step], from))
    if (c.after)
      expect(after.axis?.values.every((v, i) => Math.abs(v - (c.after?.[i] ?? NaN)) < 1e-8)).toBe(true)
    expect(after.axis?.values.length ?? after.shape[0]).toBe(after.shape[0])
  })
  it('and every kind is among them', () =>
    expect(new Set(golden.cases.map(c => c.kind))).toEqual(new Set(Object.keys(STEPS))))
})

describe('standardise', () => {
  const training = Int32Array.of(0, 2, 3, 5, 8)
  const shapes = [
    [[4, 3, 2], Uint8Array.from(noise(24 * 9), v => 60 * v)],
    [[24, 1], noise(24 * 9)],
  ] as const
  /**
   * What Receptive did before there were steps, in the same order of sums, so that old results can be had
   * again.
   */
  const before = (
    values: Float32Array | Uint8Array,
    length: number,
    count: number,
  ): { mean: Float64Array; deviation: number[] } => {
    const each = (training.length * length) / count
    const mean = new Float64Array(count)
    const squares = new Float64Array(count)
    for (const s of training)
      for (let i = 0; i < length; i++)
        mean[i % count] = (mean[i % count] ?? 0) + (values[s * length + i] ?? 0) / each
    for (const s of training)
      for (let i = 0; i < length; i++)
        squares[i % count] =
          (squares[i % count] ?? 0) + ((values[s * length + i] ?? 0) - (mean[i % count] ?? 0)) ** 2 / each
    return { mean, deviation: Array.from(squares, Math.sqrt) }
  }
  it.each(shapes)('of %j has the bits of the normalisation before it', (shape, values) => {
    for (const [per, count] of [
      ['channel', shape.at(-1) ?? 1],
      ['position', 24],
    ] as const) {
      const { mean, deviation } = before(values, 24, count)
      const after = good(
        fitSteps(
          [{ kind: 'standardise', params: { per } }],
          { shape, axis: null },
          rowsAt(rowsOf(values, 24), training),
        ),
      )
      expect(after.steps[0]?.fitted).toEqual([...mean, ...deviation])
      expect(
        through([{ kind: 'standardise', params: { per } }], { shape, axis: null }, values, training),
      ).toEqual(
        Float32Array.from(values, (v, i) => (v - (mean[i % count] ?? 0)) / (deviation[i % count] ?? 1)),
      )
    }
  })
  it('and minMax look at the training split alone', () => {
    const values = noise(60)
    const changed = values.slice()
    changed.fill(1e6, 40)
    for (const kind of ['standardise', 'minMax'])
      for (const per of ['channel', 'position']) {
        const fit = (v: Float32Array) =>
          fitSteps(
            [{ kind, params: { per } }],
            spectrum(10),
            rowsAt(rowsOf(v, 10), Int32Array.of(0, 1, 2, 3)),
          )
        expect(fit(changed)).toEqual(fit(values))
      }
  })
  it('measures what the steps before it left', () => {
    const steps = [
      { kind: 'smooth', params: { window: 5, derivative: 1 } },
      { kind: 'crop', params: { from: 3, to: 12 } },
      { kind: 'snv', params: {} },
      { kind: 'standardise', params: { per: 'position' } },
    ]
    const out = through(steps, spectrum(20, 2), noise(40 * 30))
    expect(out.length).toBe(30 * 20)
    for (let p = 0; p < 20; p++) {
      let mean = 0
      let squares = 0
      for (let s = 0; s < 30; s++) mean += (out[s * 20 + p] ?? 0) / 30
      for (let s = 0; s < 30; s++) squares += (out[s * 20 + p] ?? 0) ** 2 / 30
      expect(mean).toBeCloseTo(0, 5)
      expect(squares).toBeCloseTo(1, 5)
    }
  })
})

describe('a chain', () => {
  it('of no steps copies, of any number gives what its steps give one by one', () => {
    const values = noise(3 * 30)
    const from = spectrum(30)
    expect(through([], from, values)).toEqual(values)
    const steps: Step[] = [
      { kind: 'logarithm', params: { floor: 0.1 } },
      { kind: 'baseline', params: { method: 'asymmetric' } },
      { kind: 'resample', params: { points: 50 } },
      { kind: 'smooth', params: { window: 7 } },
      { kind: 'crop', params: { from: 2, to: 40 } },
      { kind: 'minMax', params: {} },
    ]
    let one = values
    let layout = from
    for (const step of steps) {
      one = through([step], layout, one)
      layout = good(layoutAfter([step], layout))
    }
    expect(through(steps, from, values)).toEqual(one)
    expect(layout).toEqual(good(layoutAfter(steps, from)))
  })
  it('fills in defaults, and begins with the ends of the axis', () => {
    const axis = [850, 860, 875, 900]
    const from = spectrum(4, 1, axis)
    expect(newStep('crop', from).params).toEqual({ from: 850, to: 900 })
    expect(newStep('resample', from).params).toEqual({ points: 256, range: 'all', from: 850, to: 900 })
    expect(good(layoutAfter([newStep('crop', from)], from))).toEqual(from)
    expect(newStep('smooth', from).params).toEqual({ window: 11, order: 2, derivative: 0 })
  })
})

describe('properties', () => {
  it('SNV forgets offset and factor, and makes zeros of what is flat', () => {
    const x = noise(50)
    const moved = x.map(v => 3 * v + 10)
    const [a, b] = [
      through([{ kind: 'snv', params: {} }], spectrum(50), x),
      through([{ kind: 'snv', params: {} }], spectrum(50), moved),
    ]
    a.forEach((v, i) => expect(Math.abs(v - (b[i] ?? NaN))).toBeLessThan(1e-5))
    expect([...through([{ kind: 'snv', params: {} }], spectrum(3), Float32Array.of(0.1, 0.1, 0.1))]).toEqual([
      0, 0, 0,
    ])
    expect([...through([{ kind: 'snv', params: {} }], spectrum(1), Float32Array.of(5))]).toEqual([0])
  })
  it.each(['channel', 'position'] as const)('standardising each %s does not depend on the unit', per => {
    const steps = [{ kind: 'standardise', params: { per } }]
    const x = noise(60).map(v => 5 + v)
    const usual = through(steps, spectrum(6), x)
    // Powers of two, so that float32 holds the same digits; 1e-17 and 1e17 about.
    for (const factor of [2 ** -56, 2 ** 56])
      through(
        steps,
        spectrum(6),
        x.map(v => v * factor),
      ).forEach((v, i) => expect(v).toBeCloseTo(usual[i] as number, 5))
  })
  it('standardising makes zeros of a position that never changes, whatever its value', () => {
    const steps = [{ kind: 'standardise', params: { per: 'position' } }]
    for (const value of [0, 0.1, 1e-17, 1e17]) {
      const x = Float32Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? value : i))
      expect(
        through(steps, spectrum(3), x)
          .filter((_, i) => i % 3 === 0 && i > 0)
          .every(v => Math.abs(v) < 1e-3),
      ).toBe(true)
    }
  })
  it('a derivative of a polynomial is exact up to its order, by the axis, also at the ends', () => {
    const axis = Array.from({ length: 30 }, (_, i) => 1000 - 4 * i)
    const x = Float32Array.from(axis, v => (v - 940) ** 2 / 100)
    const first = through(
      [{ kind: 'smooth', params: { window: 9, order: 2, derivative: 1 } }],
      spectrum(30, 1, axis),
      x,
    )
    first.forEach((v, i) => expect(v).toBeCloseTo((2 * ((axis[i] ?? 0) - 940)) / 100, 4))
  })
  it('a baseline of its own kind is taken away altogether, and bands above it stay', () => {
    const line = Float32Array.from({ length: 200 }, (_, i) => 1 + i / 100)
    const banded = line.map((v, i) => v + (i >= 80 && i < 100 ? 1 : 0))
    for (const method of ['linear', 'polynomial', 'asymmetric'])
      through([{ kind: 'baseline', params: { method } }], spectrum(200), line).forEach(v =>
        expect(Math.abs(v)).toBeLessThan(1e-6),
      )
    const out = through(
      [{ kind: 'baseline', params: { method: 'asymmetric', asymmetry: 0.001 } }],
      spectrum(200),
      banded,
    )
    expect(out[90]).toBeGreaterThan(0.98)
    expect(Math.abs(out[20] ?? 1)).toBeLessThan(0.02)
  })
  it('the stiffest baseline of the longest spectrum is finite, and takes time in proportion', () => {
    const work = (n: number) => {
      const x = noise(n)
      const y = new Float32Array(n)
      const run = bindSteps(
        good(
          fitSteps(
            [{ kind: 'baseline', params: { method: 'asymmetric', lambda: 1e9 } }],
            spectrum(n),
            rowsOf(x, n),
          ),
        ),
      )
      const milliseconds = cpuWatch()
      run(x, y)
      return [milliseconds(), y.every(Number.isFinite)]
    }
    expect(work(65_536)[1]).toBe(true)
    expect(work(65_536)[0]).toBeLessThan(500)
  })
  it('very short spectra come out whole', () => {
    for (const n of [1, 2, 3, 4])
      for (const method of ['offset', 'linear', 'polynomial', 'asymmetric'])
        expect(
          through([{ kind: 'baseline', params: { method, order: 4 } }], spectrum(n), noise(n)).every(
            Number.isFinite,
          ),
        ).toBe(true)
    // Two points of four coincide, so there is no cubic through them.
    expect(
      through(
        [{ kind: 'baseline', params: { method: 'polynomial', order: 3 } }],
        spectrum(4, 1, [1, 1, 1, 2]),
        noise(4),
      ).every(Number.isFinite),
    ).toBe(true)
  })
  it('0 and negative values have a logarithm: the floor’s', () =>
    expect([
      ...through([{ kind: 'logarithm', params: { floor: 0.01 } }], spectrum(3), Float32Array.of(0, -1, 1)),
    ]).toEqual([2, 2, -0]))
})

describe('what does not fit is a sentence that names the step', () => {
  const axis = [850, 860, 870]
  const cases: readonly (readonly [string, Step, Layout, RegExp])[] = [
    [
      'an unknown step',
      { kind: 'wavelets', params: {} },
      spectrum(5),
      /^Step 1 of the preparation, “wavelets”, is not known/,
    ],
    [
      'spectra’s step on pictures',
      { kind: 'smooth', params: {} },
      { shape: [8, 8, 1], axis: null },
      /for spectra, and these samples are images \(8×8×1\)/,
    ],
    [
      'an even window',
      { kind: 'smooth', params: { window: 10 } },
      spectrum(50),
      /10 points has no middle: choose an odd number such as 11/,
    ],
    [
      'a wide window',
      { kind: 'smooth', params: { window: 11 } },
      spectrum(7),
      /11 points is wider than the spectra of 7/,
    ],
    [
      'a high order',
      { kind: 'smooth', params: { window: 3, order: 4 } },
      spectrum(7),
      /needs a window of more than 4 points/,
    ],
    [
      'a flat derivative',
      { kind: 'smooth', params: { order: 1, derivative: 2 } },
      spectrum(50),
      /order 1 has no second derivative/,
    ],
    [
      'an empty crop',
      { kind: 'crop', params: { from: 1, to: 2 } },
      spectrum(3, 1, axis),
      /no point lies between 1 and 2: .* 850–870 nm/,
    ],
    [
      'a range beyond',
      { kind: 'resample', params: { range: 'given', from: 800, to: 860 } },
      spectrum(3, 1, axis),
      /800–860 reaches beyond .* 850–870 nm/,
    ],
    [
      'an empty range',
      { kind: 'resample', params: { range: 'given', from: 860, to: 860 } },
      spectrum(3, 1, axis),
      /is empty/,
    ],
    [
      'an axis that turns',
      { kind: 'resample', params: {} },
      spectrum(3, 1, [850, 870, 860]),
      /goes from 870 to 860 at point 3/,
    ],
    [
      'an axis with a gap',
      { kind: 'resample', params: {} },
      spectrum(3, 1, [850, NaN, 860]),
      /goes from 850 to NaN at point 2/,
    ],
  ]
  it.each(cases)('%s', (_, step, from, sentence) => {
    expect(layoutAfter([step], from)).toMatchObject({ bad: expect.stringMatching(sentence) as string })
    const length = size(from.shape)
    expect(fitSteps([step], from, rowsOf(noise(length), length))).toMatchObject({
      bad: expect.stringMatching(sentence) as string,
    })
  })
  it('counts the steps', () =>
    expect(
      layoutAfter([newStep('snv', spectrum(5)), { kind: 'smooth', params: {} }], spectrum(5)),
    ).toMatchObject({
      bad: expect.stringMatching(/^Step 2 of the preparation, “Savitzky–Golay”, does not fit/) as string,
    }))
  it('an empty training split', () =>
    expect(fitSteps([], spectrum(5), rowsOf(new Float32Array(0), 5))).toMatchObject({
      bad: expect.stringContaining('empty') as string,
    }))
  it('each step has words for its settings', () => {
    for (const kind of Object.keys(STEPS) as StepKind[]) {
      expect(STEPS[kind].kind).toBe(kind)
      expect(STEPS[kind].summary(newStep(kind, spectrum(30)).params as never)).toMatch(/\w/)
    }
    expect(isStepKind('toString')).toBe(false)
  })
})
