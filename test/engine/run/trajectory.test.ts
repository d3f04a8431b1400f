/**
 * Twenty steps of a whole network, walked beside PyTorch: plan, layers, loss and optimisers together. Recipe:
 * test/golden/make-trajectory.py.
 */
import { describe, expect, it } from 'vitest'
import { importWeights } from '../../../engine/plan/planNetwork'
import { TRAINING_DEFAULTS } from '../../../engine/settings/training'
import golden from '../../golden/trajectory.json'
import { difference } from '../support/bench'
import { samplesOf } from '../support/gradients'
import { row, smallDocument } from '../support/small'
import { solo, type Where } from '../support/solo'
import { kernelBuilds } from '../support/studio'

const info = { title: 'Golden', shape: golden.shape, classes: golden.classes }
const document = row(
  ['input'],
  ['conv2d', { filters: 4, kernel: [3, 3], padding: 'same' }],
  ['activation'],
  ['pooling2d'],
  ['conv2d', { filters: 5, kernel: [2, 2] }],
  ['activation', { function: 'elu' }],
  ['flatten'],
  ['dense', { units: 3 }],
  ['output'],
)
const RATES = { sgd: 0.05, adam: 0.01 } as const

function walk(where: Where, optimiser: 'sgd' | 'adam'): { losses: number[]; end: number[] } {
  const training = {
    ...TRAINING_DEFAULTS,
    optimiser,
    learningRate: RATES[optimiser],
    momentum: 0.9,
    batchSize: golden.batch,
    epochs: 1,
  }
  const run = solo(
    {
      document: { ...smallDocument(), ...document, training },
      dataset: samplesOf(info, 3 * golden.labels.length, 1),
      initialWeights: Float32Array.from(golden.start),
    },
    where,
  )
  run.show(golden.samples, golden.labels)
  importWeights(run.plan, golden.start, run.weights) // in float64 where the memory has it
  const losses = Array.from({ length: golden.labels.length / golden.batch }, (_, i) =>
    run.step(i * golden.batch),
  )
  return {
    losses,
    end: run.plan.weights.flatMap(w => Array.from(run.weights.subarray(w.offset, w.offset + w.length))),
  }
}

const sets: readonly { name: string; isAvailable: boolean; tolerance: number; where: Where }[] = [
  { name: 'reference', isAvailable: true, tolerance: 1e-10, where: null },
  ...(await kernelBuilds()).map(b => ({
    name: b.name,
    isAvailable: b.isAvailable,
    tolerance: 2e-5,
    where: b,
  })),
]
for (const set of sets)
  describe.skipIf(!set.isAvailable)(`${set.name} beside PyTorch ${golden['made with'].torch}`, () => {
    it.each(['sgd', 'adam'] as const)(
      'with %s has the same losses and ends at the same weights',
      optimiser => {
        const walked = walk(set.where, optimiser)
        const { losses, end } = golden[optimiser]
        expect(difference(walked.losses, losses), 'losses').toBeLessThan(set.tolerance)
        expect(difference(walked.end, end), 'weights').toBeLessThan(set.tolerance)
      },
    )
  })
