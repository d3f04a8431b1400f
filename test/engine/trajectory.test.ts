/** Twenty steps of a whole network, walked beside PyTorch: plan, layers, loss and optimisers together. Recipe: test/golden/make-trajectory.py. */
import { describe, expect, it } from 'vitest'
import { bindNetwork } from '../../engine/network'
import { OPTIMISERS } from '../../engine/optimisers'
import { importWeights, planNetwork } from '../../engine/plan'
import { isBad, size, type Tensor } from '../../engine/spec'
import { TRAINING_DEFAULTS } from '../../engine/training'
import golden from '../golden/trajectory.json'
import { compiled, difference, truth64, type Bench } from './support/bench'
import { row } from './support/small'
import { kernelBuilds } from './support/studio'

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

function walk(on: Bench, optimiser: 'sgd' | 'adam'): { losses: number[]; end: number[] } {
  const plan = planNetwork(document, info)
  if (isBad(plan)) throw new Error(plan.bad)
  const weights = on.tensor(plan.weightsLength),
    gradient = on.tensor(plan.weightsLength),
    decl = OPTIMISERS[optimiser]
  const network = bindNetwork(plan, on.k, { weights, gradients: [gradient], work: on.tensor(plan.workLength) })
  const states: Tensor[] = Array.from({ length: decl.states }, () => on.tensor(plan.weightsLength))
  const step = decl.start({
      ...TRAINING_DEFAULTS,
      optimiser,
      learningRate: RATES[optimiser],
      momentum: 0.9,
      batchSize: golden.batch,
      epochs: 1,
      seed: 1,
    }),
    length = size(plan.inputShape)
  importWeights(plan, golden.start, weights)
  const losses: number[] = []
  for (let first = 0; first < golden.labels.length; first += golden.batch) {
    let loss = 0
    gradient.fill(0)
    for (let s = first; s < first + golden.batch; s++) {
      network.input.set(golden.samples.slice(s * length, (s + 1) * length))
      network.forward(true, 1)
      loss += network.loss(golden.labels[s] ?? 0)
      network.backward(0)
    }
    losses.push(loss / golden.batch)
    step.beginStep(RATES[optimiser])
    step.update(on.k, weights, gradient, states, 1 / golden.batch, true)
  }
  return { losses, end: plan.weights.flatMap(w => Array.from(weights.subarray(w.offset, w.offset + w.length))) }
}

const sets: readonly { name: string; isAvailable: boolean; tolerance: number; make(): Bench }[] = [
  { name: 'truth', isAvailable: true, tolerance: 1e-10, make: truth64 },
  ...(await kernelBuilds()).map(b => ({ name: b.name, isAvailable: b.isAvailable, tolerance: 2e-5, make: () => compiled(b) })),
]
for (const set of sets)
  describe.skipIf(!set.isAvailable)(`${set.name} beside PyTorch ${golden['made with'].torch}`, () => {
    it.each(['sgd', 'adam'] as const)('with %s has the same losses and ends at the same weights', optimiser => {
      const walked = walk(set.make(), optimiser),
        { losses, end } = golden[optimiser]
      expect(difference(walked.losses, losses), 'losses').toBeLessThan(set.tolerance)
      expect(difference(walked.end, end), 'weights').toBeLessThan(set.tolerance)
    })
  })
