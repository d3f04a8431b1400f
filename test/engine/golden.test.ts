/** The engine against numbers that PyTorch made; the recipe is test/golden/make.py. */
import { describe, expect, it } from 'vitest'
import { evaluate, fillTarget, type LossSettings } from '../../engine/losses'
import { isLayerKind, layer } from '../../engine/layers'
import { OPTIMISERS } from '../../engine/optimisers'
import { defaultsOf, size, type BackPass, type Pass } from '../../engine/spec'
import { TRAINING_DEFAULTS } from '../../engine/training'
import golden from '../golden/golden.json'
import { compiled, difference, truth64, type Bench } from './support/bench'
import { kernelBuilds } from './support/studio'

/** float64 against float64, written with 12 decimals; and float32, relative to the largest value. */
const TRUTH = 1e-10,
  FLOAT32 = 3e-6
const sets: readonly { name: string; isAvailable: boolean; tolerance: number; make(): Bench }[] = [
  { name: 'truth', isAvailable: true, tolerance: TRUTH, make: truth64 },
  ...(await kernelBuilds()).map(b => ({ name: b.name, isAvailable: b.isAvailable, tolerance: FLOAT32, make: () => compiled(b) })),
]
type Case = { name: string; kind: string; x: number[]; y: number[]; p: Record<string, unknown>; values: Record<string, number[]> }

for (const set of sets)
  describe.skipIf(!set.isAvailable)(`${set.name} against PyTorch ${golden['made with'].torch}`, () => {
    for (const c of golden.layers as unknown as Case[])
      it(`${c.kind} ${c.name}`, () => {
        if (!isLayerKind(c.kind)) throw new Error(c.kind)
        const decl = layer(c.kind),
          on = set.make(),
          p = { ...defaultsOf(decl), ...c.p } as Pass['p'],
          v = c.values
        expect(decl.shape(c.x, p)).toEqual(c.y)
        const weights = decl.weights(c.x, p)
        const back: BackPass = {
          p,
          k: on.k,
          in: c.x,
          out: c.y,
          window: decl.window?.(c.x, p) as Pass['window'],
          x: on.tensor(v['x'] ?? []),
          xs: [],
          packed: on.tensor(decl.packed?.(c.x, p) ?? 0),
          shared: on.tensor(0),
          y: on.tensor(size(c.y)),
          w: Object.fromEntries(weights.map(w => [w.name, on.tensor(v[w.name] ?? [])])),
          dw: Object.fromEntries(weights.map(w => [w.name, on.tensor(size(w.shape))])),
          saved: on.tensor(decl.saved?.(c.x, p) ?? 0),
          scratch: on.tensor(decl.scratch?.(c.x, p) ?? 0),
          training: true,
          key: 0,
          dy: on.tensor(v['dy'] ?? []),
          dx: on.tensor(size(c.x)),
          dxs: [],
        }
        decl.pack?.(back, 0, 1)
        decl.forward(back)
        decl.backward(back)
        expect(difference(back.y, v['y'] ?? []), 'y').toBeLessThan(set.tolerance)
        expect(difference(back.dx ?? [], v['dx'] ?? []), 'dx').toBeLessThan(set.tolerance)
        for (const w of weights) expect(difference(back.dw[w.name] ?? [], v[`d${w.name}`] ?? []), `d${w.name}`).toBeLessThan(set.tolerance)
        expect(on.broken()).toEqual([])
      })

    it.each(golden.losses)('softmax and cross-entropy of $scores for class $label', ({ scores, label, loss, p, dscores }) => {
      const on = set.make(),
        answer = on.tensor(scores.length),
        slope = on.tensor(scores.length),
        target = on.tensor(scores.length),
        plain: LossSettings = { kind: 'softmaxCrossEntropy', smoothing: 0, delta: 1 }
      fillTarget(plain, target, label)
      expect(difference([evaluate(on.k, plain, on.tensor(scores), target, 1, answer, slope)], [loss], 1)).toBeLessThan(set.tolerance)
      expect(difference(answer, p)).toBeLessThan(set.tolerance)
      expect(difference(slope, dscores)).toBeLessThan(set.tolerance)
    })

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
      const decl = OPTIMISERS[settings.optimiser],
        o = decl.start(settings),
        on = set.make()
      const w = on.tensor(start),
        states = Array.from({ length: decl.states }, () => on.tensor(start.length)),
        g = on.tensor(start.length)
      gradients.forEach((gradient, step) => {
        g.set(gradient.map(v => 4 * v)) // a sum over a batch of four
        o.beginStep(settings.learningRate)
        o.update(on.k, w, g, states, 1 / 4, true)
        expect(difference(w, after[step] ?? []), `step ${step + 1}`).toBeLessThan(set.tolerance)
      })
      expect(on.broken()).toEqual([])
    })
  })
