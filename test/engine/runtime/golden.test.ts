/** The engine against numbers that PyTorch made; the recipes are test/golden/make.py and make-layers.py. */
import { describe, expect, it } from 'vitest'
import { lossOf, fillTarget, type LossSettings } from '../../../engine/training/losses'
import { isLayerKind, layer } from '../../../engine/layers'
import { startOptimiser, stateCount } from '../../../engine/training/optimiserPass'
import type { Pass } from '../../../engine/spec'
import { TRAINING_DEFAULTS } from '../../../engine/settings/training'
import golden from '../../golden/golden.json'
import layers from '../../golden/layers.json'
import {
  backward,
  compiled,
  difference,
  forward,
  layOutValues,
  reference64,
  type Bench,
} from '../support/bench'
import { kernelBuilds } from '../support/studio'

/** float64 against float64, written with 12 decimals; and float32, relative to the largest value. */
const REFERENCE = 1e-10
const FLOAT32 = 3e-6
const sets: readonly { name: string; isAvailable: boolean; tolerance: number; make(): Bench }[] = [
  { name: 'reference', isAvailable: true, tolerance: REFERENCE, make: reference64 },
  ...(await kernelBuilds()).map(b => ({
    name: b.name,
    isAvailable: b.isAvailable,
    tolerance: FLOAT32,
    make: () => compiled(b),
  })),
]
type Case = {
  name: string
  kind: string
  x: number[]
  more?: number[][]
  y: number[]
  p: Partial<Pass['p']>
  training?: boolean
  values: Record<string, number[]>
}
/** golden.json names its one input `x` and has no blanks in `dkernel`. */
const cases = [...golden.layers, ...layers.layers] as unknown as Case[]
const value = (c: Case, ...names: string[]): number[] => c.values[names.find(n => c.values[n]) ?? ''] ?? []

for (const set of sets)
  describe.skipIf(!set.isAvailable)(`${set.name} against PyTorch ${golden['made with'].torch}`, () => {
    for (const c of cases)
      it(`${c.kind} ${c.name}`, () => {
        if (!isLayerKind(c.kind)) throw new Error(c.kind)
        const on = set.make()
        const shapes = [c.x, ...(c.more ?? [])]
        const laid = layOutValues(layer(c.kind), c, on, {
          xs: shapes.map((_, i) => value(c, `x${i}`, 'x')),
          dy: value(c, 'dy'),
          weight: w => value(c, w.name),
        })
        laid.back.training = c.training ?? true
        expect(laid.back.out).toEqual(c.y)
        forward(laid)
        backward(laid)
        expect(difference(laid.back.y, value(c, 'y')), 'y').toBeLessThan(set.tolerance)
        laid.back.dxs.forEach((dx, i) =>
          expect(difference(dx ?? [], value(c, `dx${i}`, 'dx')), `dx ${i}`).toBeLessThan(set.tolerance),
        )
        for (const w of laid.weights.filter(v => !v.isFrozen))
          expect(
            difference(laid.back.dw[w.name] ?? [], value(c, `d ${w.name}`, `d${w.name}`)),
            `d ${w.name}`,
          ).toBeLessThan(set.tolerance)
        expect(on.broken()).toEqual([])
      })

    it.each(golden.losses)(
      'softmax and cross-entropy of $scores for class $label',
      ({ scores, label, loss, p, dscores }) => {
        const on = set.make()
        const answer = on.tensor(scores.length)
        const slope = on.tensor(scores.length)
        const target = on.tensor(scores.length)
        const plain: LossSettings = {
          kind: 'softmaxCrossEntropy',
          smoothing: 0,
          delta: 1,
          isStandardised: false,
        }
        fillTarget(plain, target, label)
        expect(
          difference([lossOf(on.k, plain, on.tensor(scores), target, 1, answer, slope)], [loss], 1),
        ).toBeLessThan(set.tolerance)
        expect(difference(answer, p)).toBeLessThan(set.tolerance)
        expect(difference(slope, dscores)).toBeLessThan(set.tolerance)
      },
    )

    it.each(golden.optimisers)('$name over six steps', ({ name, start, gradients, after }) => {
      const settings = {
        ...TRAINING_DEFAULTS,
        optimiser: name as 'sgd' | 'adam',
        learningRate: name === 'sgd' ? 0.1 : 0.01,
        momentum: 0.9,
        batchSize: 4,
        epochs: 1,
        seed: 1,
      }
      const o = startOptimiser(settings)
      const on = set.make()
      const w = on.tensor(start)
      const states = Array.from({ length: stateCount(settings) }, () => on.tensor(start.length))
      const g = on.tensor(start.length)
      gradients.forEach((gradient, step) => {
        g.set(gradient.map(v => 4 * v)) // a sum over a batch of four
        o.beginStep(settings.learningRate)
        o.update(on.k, w, g, states, 1 / 4, true)
        expect(difference(w, after[step] ?? []), `step ${step + 1}`).toBeLessThan(set.tolerance)
      })
      expect(on.broken()).toEqual([])
    })
  })
