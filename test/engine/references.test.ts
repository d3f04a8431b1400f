/**
 * Twenty steps of the three reference networks, walked beside PyTorch from the same weights, batches and dropout masks:
 * blocks, Winograd, sparse gradients, dropout, loss and Adam together. Recipe: test/golden/make-references.py.
 */
import { describe, expect, it, vi } from 'vitest'
import type { Document } from '../../engine/document'
import type { LayerKind } from '../../engine/layers'
import { keyOf, random32, uniform } from '../../engine/random'
import { isBad, size, type AnyValues } from '../../engine/spec'
import { planNetwork } from '../../engine/plan'
import { TRAINING_DEFAULTS } from '../../engine/training'
import golden from '../golden/references.json'
import { difference } from './support/bench'
import { samplesOf } from './support/slopes'
import { row, smallDocument } from './support/small'
import { solo, type Where } from './support/solo'
import { kernelBuilds } from './support/studio'

vi.setConfig({ testTimeout: 0 })
type Net = (typeof golden.nets)['mnist']
const nets = Object.entries(golden.nets) as [string, Net][]

function documentOf(net: Net): Document {
  const rank = net.shape.length - 1,
    blocks = net.filters.flatMap(([filters, kernel]): [LayerKind, AnyValues?][] => [
      [`conv${rank}d` as LayerKind, { filters, kernel: Array.from({ length: rank }, () => kernel) }],
      ['activation'],
      [`pooling${rank}d` as LayerKind],
    ])
  return {
    ...smallDocument(),
    ...row(['input'], ...blocks, ['flatten'], ['dropout', { rate: 0.5 }], ['dense', { units: net.classes }], ['output']),
    training: { ...TRAINING_DEFAULTS, learningRate: golden.rate, batchSize: net.batch, seed: 1 },
  }
}

/** As the recipe draws them: within ±1 in float32, times a limit, in float32 again. */
const drawn = (stream: number[], count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => 2 * uniform(keyOf(...stream), i) - 1)

function walk(net: Net, where: Where): { losses: number[]; ends: number[][] } {
  const document = documentOf(net),
    info = { title: 'Reference', shape: net.shape, classes: net.classes },
    plan = planNetwork(document, info)
  if (isBad(plan)) throw new Error(plan.bad)
  const start = new Float32Array(plan.parameters)
  plan.weights
    .filter(w => w.name === 'kernel')
    .forEach((w, number) =>
      start.set(
        drawn([21, number], w.length).map(v => v * Math.sqrt(6 / w.fanIn)),
        w.flat,
      ),
    )
  const count = golden.steps * net.batch,
    run = solo({ document, dataset: samplesOf(info, 2 * Math.ceil(count * 1.3), 1), initialWeights: start }, where)
  run.show(
    drawn([22], count * size(net.shape)),
    Int32Array.from({ length: count }, (_, i) => random32(keyOf(23), i) % net.classes),
  )
  const losses = Array.from({ length: golden.steps }, (_, step) => run.step(step * net.batch))
  const ends = run.plan.weights.map((w, i) =>
    Array.from(run.weights.subarray(w.offset, w.offset + w.length)).filter((_, k) => k % (net.every[i] ?? 1) === 0),
  )
  return { losses, ends }
}

describe.each(nets)(`%s beside PyTorch ${golden['made with'].torch}`, (_, net) => {
  it('in float64 keeps within 1e-8 of PyTorch in float64', () => {
    const { losses, ends } = walk(net, null)
    expect(difference(losses, net.losses), 'losses').toBeLessThan(1e-8)
    expect(difference(ends.flat(), net.ends.flat()), 'weights').toBeLessThan(1e-8)
  })
})

for (const build of await kernelBuilds())
  describe.skipIf(!build.isAvailable).each(nets)(`%s on ${build.name}`, (_, net) => {
    it('strays from it no farther than twice as far as PyTorch’s own float32', () => {
      const { losses, ends } = walk(net, build)
      expect(difference(losses, net.losses), 'losses').toBeLessThan(2 * net.float32.losses)
      expect(difference(ends.flat(), net.ends.flat()), 'weights').toBeLessThan(2 * net.float32.weights)
    })
  })
