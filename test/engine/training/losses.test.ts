/**
 * Losses against PyTorch and at their edges, targets with label smoothing, class weights. Recipe:
 * test/golden/make-training.py.
 */
import { describe, expect, it } from 'vitest'
import {
  classWeights,
  lossOf,
  fillTarget,
  lossSettings,
  type LossKind,
  type LossSettings,
} from '../../../engine/training/losses'
import outputLayer, { LOSSES } from '../../../engine/layers/output'
import { defaultsOf } from '../../../engine/spec'
import golden from '../../golden/training.json'
import { compiled, difference, normals, reference64, type Bench } from '../support/bench'
import { kernelBuilds } from '../support/studio'

const sets: readonly { name: string; isAvailable: boolean; tolerance: number; make(): Bench }[] = [
  { name: 'reference', isAvailable: true, tolerance: 1e-12, make: reference64 },
  ...(await kernelBuilds()).map(b => ({
    name: b.name,
    isAvailable: b.isAvailable,
    tolerance: 1e-6,
    make: () => compiled(b),
  })),
]
const plain = (kind: LossKind, delta = 1): LossSettings => ({
  kind,
  smoothing: 0,
  delta,
  isStandardised: false,
})

function measure(
  on: Bench,
  s: LossSettings,
  scores: readonly number[],
  target: readonly number[],
  weight = 1,
) {
  const prediction = on.tensor(scores.length)
  const dscores = on.tensor(scores.length)
  return {
    loss: lossOf(on.k, s, on.tensor(scores), on.tensor(target), weight, prediction, dscores),
    prediction,
    dscores,
  }
}

for (const set of sets)
  describe.skipIf(!set.isAvailable)(`${set.name} against PyTorch ${golden['made with'].torch}`, () => {
    it.each(golden.losses)(
      '$kind of $scores',
      ({ kind, delta, scores, target, weight, loss, prediction, dscores }) => {
        const on = set.make()
        const seen = measure(on, plain(kind as LossKind, delta), scores, target, weight)
        expect(Math.abs(seen.loss - loss)).toBeLessThan(set.tolerance * Math.max(1, Math.abs(loss)))
        expect(difference(seen.prediction, prediction, 1)).toBeLessThan(set.tolerance)
        expect(difference(seen.dscores, dscores, 1)).toBeLessThan(set.tolerance)
        expect(on.broken()).toEqual([])
      },
    )

    it.each(golden.smoothing)('a target for class $label of $classes with smoothing $smoothing', c => {
      const on = set.make()
      const target = on.tensor(c.classes)
      fillTarget({ ...plain('softmaxCrossEntropy'), smoothing: c.smoothing }, target, c.label)
      expect(
        Math.abs(measure(on, plain('softmaxCrossEntropy'), c.scores, [...target]).loss - c.softmaxLoss),
      ).toBeLessThan(set.tolerance * 10)
      fillTarget({ ...plain('binaryCrossEntropy'), smoothing: c.smoothing }, target, c.label)
      expect(difference(target, c.sigmoidTarget)).toBeLessThan(set.tolerance)
    })

    for (const [kind] of LOSSES) {
      it(`${kind} is finite for scores of ±10000`, () => {
        for (const scores of [[1e4], [-1e4], [1e4, -1e4, 1e4], [-1e4, -1e4, -1e4, 1e4]])
          for (const label of [0, scores.length - 1]) {
            const target = scores.map((_, i) => (i === label ? 1 : 0))
            const { loss, prediction, dscores } = measure(set.make(), plain(kind), scores, target)
            expect([loss, ...prediction, ...dscores].every(Number.isFinite)).toBe(true)
          }
      })
      it(`${kind} lets a value that is not a number through`, () => {
        expect(measure(set.make(), plain(kind), [1, NaN, 2], [0, 0, 1]).loss).toBeNaN()
        const { loss, dscores } = measure(set.make(), plain(kind), [NaN], [1])
        expect([loss, ...dscores]).toEqual([NaN, NaN])
      })
      it(`${kind} may put its slopes where the target is`, () => {
        const on = set.make()
        const scores = normals(7, 1)
        const target = [0.1, 0.2, 0.05, 0.25, 0.1, 0.1, 0.2]
        const apart = measure(on, plain(kind), scores, target, 0.5)
        const both = on.tensor(target)
        expect(lossOf(on.k, plain(kind), on.tensor(scores), both, 0.5, on.tensor(7), both)).toBe(apart.loss)
        expect([...both]).toEqual([...apart.dscores])
      })
    }
  })

it.each(LOSSES.map(([kind]) => kind))('%s has the slope that central differences find', kind => {
  const on = reference64()
  const s = plain(kind, 0.7)
  const scores = normals(5, 2)
  const target = [0.2, 0.1, 0.4, 0.25, 0.05]
  const { dscores } = measure(on, s, scores, target, 1.7)
  const numeric = scores.map((v, i) => {
    const at = (x: number) => measure(on, s, scores.with(i, x), target, 1.7).loss
    return (at(v + 1e-5) - at(v - 1e-5)) / 2e-5
  })
  expect(difference(dscores, numeric)).toBeLessThan(1e-8)
})

describe('targets', () => {
  const filled = (s: Partial<LossSettings>, scores: number, label: number) => {
    const target = new Float64Array(scores)
    fillTarget(
      { kind: 'softmaxCrossEntropy', smoothing: 0, delta: 1, isStandardised: false, ...s },
      target,
      label,
    )
    return [...target]
  }
  it('are the label itself where one score stands for two classes', () => {
    expect(filled({ kind: 'binaryCrossEntropy' }, 1, 1)).toEqual([1])
    expect(filled({ kind: 'meanSquared' }, 1, 0)).toEqual([0])
    expect(filled({ kind: 'binaryCrossEntropy', smoothing: 0.2 }, 1, 1)).toEqual([0.9])
  })
  it('are a one for the class and zeros elsewhere', () => expect(filled({}, 3, 2)).toEqual([0, 0, 1]))
  it('of numbers are not smoothed', () =>
    expect(filled({ kind: 'huber', smoothing: 0.5 }, 2, 0)).toEqual([1, 0]))
})

describe('an Output node', () => {
  const of = (p: Record<string, unknown>) => lossSettings({ ...defaultsOf(outputLayer), ...p })
  it('has softmax and cross-entropy by default', () =>
    expect(of({})).toEqual({ kind: 'softmaxCrossEntropy', smoothing: 0, delta: 1, isStandardised: false }))
  it('does not smooth numbers, whatever was typed before', () =>
    expect(of({ loss: 'huber', smoothing: 0.2, delta: 2 })).toMatchObject({ smoothing: 0, delta: 2 }))
  it('standardises numbers if asked, and never classes', () => {
    expect(of({ loss: 'meanAbsolute', targetScale: 'standardised' }).isStandardised).toBe(true)
    expect(of({ loss: 'meanAbsolute' }).isStandardised).toBe(false)
    expect(of({ loss: 'binaryCrossEntropy', targetScale: 'standardised' }).isStandardised).toBe(false)
  })
  it('needs two scores for softmax and takes one for anything else', () => {
    const p = defaultsOf(outputLayer) as never
    expect(outputLayer.shape([1], p)).toMatchObject({
      bad: expect.stringContaining('at least two scores') as string,
    })
    expect(
      outputLayer.shape([1], { ...defaultsOf(outputLayer), loss: 'binaryCrossEntropy' } as never),
    ).toEqual([1])
  })
})

describe('class weights', () => {
  it.each(golden.classWeights)(
    'are balanced as scikit-learn does it: $labels',
    ({ labels, classes, weights }) =>
      expect(difference(classWeights(labels, classes, 'balanced'), weights)).toBeLessThan(1e-15),
  )
  it('are ones if nobody asks, and for a class without samples', () => {
    expect([...classWeights([0, 0, 1], 2, 'none')]).toEqual([1, 1])
    expect([...classWeights([0, 0, 2, 2], 3, 'balanced')]).toEqual([2 / 3, 1, 2 / 3])
  })
})
