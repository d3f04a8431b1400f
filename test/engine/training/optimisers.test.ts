/**
 * Every optimiser over twenty steps beside PyTorch, taken up half-way, and on ranges. Recipe:
 * test/golden/make-training.py.
 */
import { describe, expect, it } from 'vitest'
import { emptyDocument } from '../../../engine/document/document'
import { parseDocument } from '../../../engine/document/parseDocument'
import {
  clippedScale,
  startOptimiser,
  stateCount,
  type OptimiserPass,
} from '../../../engine/training/optimiserPass'
import { optimiserDecl, type OptimiserName } from '../../../engine/optimisers'
import { SHARED_SETTINGS } from '../../../engine/optimisers/settings'
import { TRAINING, TRAINING_DEFAULTS, type TrainingSettings } from '../../../engine/settings/training'
import type { Tensor } from '../../../engine/spec'
import golden from '../../golden/training.json'
import { compiled, difference, normals, reference32, reference64, type Bench } from '../support/bench'
import { kernelBuilds } from '../support/studio'

const builds = await kernelBuilds()
const sets: readonly { name: string; isAvailable: boolean; tolerance: number; make(): Bench }[] = [
  { name: 'reference', isAvailable: true, tolerance: 1e-10, make: reference64 },
  ...builds.map(b => ({
    name: b.name,
    isAvailable: b.isAvailable,
    tolerance: 3e-6,
    make: () => compiled(b),
  })),
]
const BATCH = 4
const DECAYING = 8
type Case = { settings: Partial<TrainingSettings>; start: number[]; gradients: number[][]; after: number[][] }
const cases = golden.optimisers as unknown as Case[]
const kinds = TRAINING.optimiser.of.map(o => o.value)

/**
 * The state of a walk: weights and what the optimiser remembers, of which the first `DECAYING` values decay.
 */
function begin(on: Bench, settings: TrainingSettings, start: readonly number[]) {
  return {
    w: on.tensor(start),
    g: on.tensor(start.length),
    states: Array.from({ length: stateCount(settings) }, () => on.tensor(start.length)),
  }
}

/** One step, in two ranges as the engine has them. */
function step(
  on: Bench,
  o: OptimiserPass,
  settings: TrainingSettings,
  { w, g, states }: ReturnType<typeof begin>,
  gradient: readonly number[],
): void {
  g.set(gradient.map(v => BATCH * v))
  const scale = clippedScale(on.k.sumSquares(g), 1 / BATCH, settings.clipNorm)
  o.beginStep(settings.learningRate)
  for (const [from, to, decays] of [
    [0, DECAYING, true],
    [DECAYING, w.length, false],
  ] as const) {
    const part = (t: Tensor): Tensor => t.subarray(from, to)
    o.update(on.k, part(w), part(g), states.map(part), scale, decays)
  }
}

for (const set of sets)
  describe.skipIf(!set.isAvailable)(`${set.name} beside PyTorch ${golden['made with'].torch}`, () => {
    it.each(cases.map(c => [JSON.stringify(c.settings), c] as const))('%s', (_, c) => {
      const settings = { ...TRAINING_DEFAULTS, ...c.settings }
      const on = set.make()
      const at = begin(on, settings, c.start)
      const o = startOptimiser(settings)
      c.gradients.forEach((gradient, i) => {
        step(on, o, settings, at, gradient)
        if (i % 5 === 4)
          expect(difference(at.w, c.after[(i - 4) / 5] ?? [], 1), `step ${i + 1}`).toBeLessThan(set.tolerance)
      })
      expect(on.broken()).toEqual([])
    })
  })

it('every optimiser has golden steps', () =>
  expect(new Set(cases.map(c => c.settings.optimiser))).toEqual(new Set(kinds)))

/** Every setting that an optimiser has no use for, far from its default. */
function settingsOfOthers(optimiser: OptimiserName): Partial<TrainingSettings> {
  const { uses, settings, decay } = optimiserDecl(optimiser)
  const all = kinds.flatMap(kind => Object.entries(optimiserDecl(kind).settings))
  const foreign = [...Object.entries(SHARED_SETTINGS), ...all].filter(
    ([name]) => !(uses as readonly string[]).includes(name) && !(name in settings),
  )
  const changed = foreign.map(([name, p]) => [name, typeof p.default === 'boolean' ? !p.default : 0.123])
  return { ...Object.fromEntries(changed), [decay === 'coupled' ? 'decay' : 'l2']: 5 }
}

describe.each(kinds)('%s', optimiser => {
  const settings: TrainingSettings = {
    ...TRAINING_DEFAULTS,
    optimiser,
    learningRate: 0.01,
    l1: 0.01,
    l2: 0.02,
    decay: 0.1,
    clipValue: 0.5,
  }
  const gradients = Array.from({ length: 12 }, (_, i) => normals(16, 60 + i))
  const start = normals(16, 50)

  it.each(builds.filter(b => b.isAvailable))(
    'taken up after seven steps ends at the same bits: $name',
    build => {
      const on = compiled(build)
      const whole = begin(on, settings, start)
      const parts = begin(on, settings, start)
      const first = startOptimiser(settings)
      for (const g of gradients) step(on, first, settings, whole, g)
      const second = startOptimiser(settings)
      for (const g of gradients.slice(0, 7)) step(on, second, settings, parts, g)
      const third = startOptimiser(settings, 7)
      for (const g of gradients.slice(7)) step(on, third, settings, parts, g)
      expect([...parts.w]).toEqual([...whole.w])
    },
  )

  it.skipIf(builds.some(b => !b.isAvailable))('has the same bits in both builds', () => {
    const ends = builds.map(build => {
      const on = compiled(build)
      const at = begin(on, settings, start)
      const o = startOptimiser(settings)
      for (const g of gradients) step(on, o, settings, at, g)
      return [...at.w]
    })
    expect(ends[0]).toEqual(ends[1])
  })

  it('leaves biases to the gradient alone', () => {
    const on = reference64()
    const at = begin(on, settings, start)
    const free = begin(on, settings, start)
    const loose = { ...settings, l1: 0, l2: 0, decay: 0 }
    const decayed = startOptimiser(settings)
    const undecayed = startOptimiser(loose)
    // Several steps: the first of an optimiser that divides by the gradient's size knows only its sign.
    for (const g of gradients) {
      step(on, decayed, settings, at, g)
      step(on, undecayed, loose, free, g)
    }
    expect([...at.w.subarray(DECAYING)]).toEqual([...free.w.subarray(DECAYING)])
    expect([...at.w.subarray(0, DECAYING)]).not.toEqual([...free.w.subarray(0, DECAYING)])
  })

  it('lets a gradient that is not a number through, so that the run notices it', () => {
    for (const make of [reference32, ...builds.filter(b => b.isAvailable).map(b => () => compiled(b))]) {
      const on = make()
      const at = begin(on, settings, start)
      step(on, startOptimiser(settings), settings, at, start.with(3, NaN))
      expect(Array.from(at.w, Number.isNaN).indexOf(true)).toBe(3)
    }
  })

  it('takes no notice of what is meant for others', () => {
    const only = { ...TRAINING_DEFAULTS, optimiser, learningRate: 0.01 }
    const others = settingsOfOthers(optimiser)
    const ends = [only, { ...only, ...others }].map(s => {
      const on = reference64()
      const at = begin(on, s, start)
      step(on, startOptimiser(s), s, at, gradients[0] ?? [])
      return [...at.w]
    })
    expect(ends[0]).toEqual(ends[1])
  })
})

describe('the norm of all gradients', () => {
  it.each(builds.filter(b => b.isAvailable))('is a sum of squares in float64: $name', build => {
    const on = compiled(build)
    const values = normals(1024, 9)
    const exact = Float32Array.from(values).reduce((sum, v) => sum + v * v, 0)
    expect(Math.abs(on.k.sumSquares(on.tensor(values)) / exact - 1)).toBeLessThan(1e-14)
    expect(on.k.sumSquares(on.tensor([1e30, 0, 0, 1e30]))).toBe(2 * Math.fround(1e30) ** 2)
    expect(on.k.sumSquares(on.tensor([1, NaN, 0, 0]))).toBeNaN()
  })
  it('is cut to the limit, and only where it is longer', () => {
    expect(clippedScale(64, 0.25, 1) * 8).toBeCloseTo(1, 5)
    expect(clippedScale(64, 0.25, 2.1)).toBe(0.25)
    expect(clippedScale(64, 0.25, 0)).toBe(0.25)
    expect(clippedScale(NaN, 0.25, 1)).toBe(0.25)
  })
})

it('a document from before there were more than three optimisers means what it meant', () => {
  const { learningRate, momentum, batchSize, epochs, seed } = TRAINING_DEFAULTS
  const old = { optimiser: 'sgd', learningRate, momentum, batchSize, epochs, seed }
  const read = parseDocument({ ...emptyDocument(), training: old })
  expect(read).toMatchObject({
    training: {
      ...old,
      nesterov: false,
      l1: 0,
      l2: 0,
      clipNorm: 0,
      clipValue: 0,
      schedule: 'constant',
      warmup: 0,
      shuffle: true,
      epsilon: 1e-8,
    },
  })
})
