/**
 * Twenty steps of the three reference networks, walked beside PyTorch from the same weights, batches and
 * dropout masks: blocks, Winograd, sparse gradients, dropout, loss and Adam together. Recipe:
 * test/golden/make-references.py.
 */
import { describe, expect, it, vi } from 'vitest'
import type { Dataset } from '../../../engine/datasets/dataset'
import type { Document } from '../../../engine/document/document'
import type { LayerKind } from '../../../engine/layers'
import { keyOf, random32, uniform } from '../../../engine/random'
import { isBad, size, type AnyValues } from '../../../engine/spec'
import { planNetwork } from '../../../engine/plan/planNetwork'
import { TRAINING_DEFAULTS } from '../../../engine/settings/training'
import golden from '../../golden/references.json'
import { difference } from '../support/bench'
import { samplesOf } from '../support/gradients'
import { row, smallDocument } from '../support/small'
import { solo, type Where } from '../support/solo'
import { kernelBuilds } from '../support/studio'
import { unlessLong } from '../../long'

vi.setConfig({ testTimeout: 0 })
type Net = (typeof golden.nets)['mnist']
const nets = Object.entries(golden.nets) as [string, Net][]

function documentOf(net: Net, batchSize: number): Document {
  const rank = net.shape.length - 1
  const blocks = net.filters.flatMap(([filters, kernel]): [LayerKind, AnyValues?][] => [
    [`conv${rank}d` as LayerKind, { filters, kernel: Array.from({ length: rank }, () => kernel) }],
    ['activation'],
    [`pooling${rank}d` as LayerKind],
  ])
  return {
    ...smallDocument(),
    ...row(
      ['input'],
      ...blocks,
      ['flatten'],
      ['dropout', { rate: 0.5 }],
      ['dense', { units: net.classes }],
      ['output'],
    ),
    training: { ...TRAINING_DEFAULTS, learningRate: golden.rate, batchSize, seed: 1 },
  }
}

/** As the recipe draws them: within ±1 in float32, times a limit, in float32 again. */
function drawn(stream: number[], count: number): Float32Array {
  const values = new Float32Array(count)
  const key = keyOf(...stream)
  for (let i = 0; i < count; i++) values[i] = 2 * uniform(key, i) - 1
  return values
}

type Walk = { readonly losses: number[]; readonly ends: number[] }
function walk(net: Net, { batch, seed }: { batch: number; seed: number }, where: Where): Walk {
  const document = documentOf(net, batch)
  const info = { title: 'Reference', shape: net.shape, classes: net.classes }
  const plan = planNetwork(document, info)
  if (isBad(plan)) throw new Error(plan.bad)
  const start = new Float32Array(plan.parameters)
  plan.weights
    .filter(w => w.name === 'kernel')
    .forEach((w, number) =>
      start.set(
        drawn([21, seed, number], w.length).map(v => v * Math.sqrt(6 / w.fanIn)),
        w.flat,
      ),
    )
  const count = golden.steps * batch
  const run = solo(
    {
      document,
      dataset: { ...samplesOf(info, 0, 1), ...blank(net, Math.ceil(count * 1.3)) },
      initialWeights: start,
    },
    where,
  )
  run.show(
    drawn([22, seed], count * size(net.shape)),
    Int32Array.from({ length: count }, (_, i) => random32(keyOf(23, seed), i) % net.classes),
  )
  const losses = Array.from({ length: golden.steps }, (_, step) => run.step(step * batch))
  const ends = run.plan.weights.flatMap((w, i) =>
    Array.from(run.weights.subarray(w.offset, w.offset + w.length)).filter(
      (_, k) => k % (net.every[i] ?? 1) === 0,
    ),
  )
  return { losses, ends }
}

/** Room for `count` training samples, to be filled in by hand, and one of each class for testing. */
function blank(net: Net, count: number): Pick<Dataset, 'values' | 'labels' | 'ownTest'> {
  const all = count + net.classes
  return {
    values: new Float32Array(all * size(net.shape)),
    labels: Int32Array.from({ length: all }, (_, i) => i % net.classes),
    ownTest: [count, all],
  }
}

/** The widest network takes ten times as long as the two others together. */
const takesLong = ([name]: (typeof nets)[number]): boolean => name === 'dieleman'

const middle = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

describe.each(nets)(`%s beside PyTorch ${golden['made with'].torch}`, (_, net) => {
  it('in float64 keeps within 1e-8 of PyTorch in float64', () => {
    const { losses, ends } = walk(net, { batch: net.batch, seed: 1 }, null)
    expect(difference(losses, net.losses), 'losses').toBeLessThan(1e-8)
    expect(difference(ends, net.ends.flat()), 'weights').toBeLessThan(1e-8)
  })
})

/**
 * Where rounding makes another value win a pooling window, or pass a ReLU, walks part by a hundred times more
 * than rounding itself, in PyTorch as well as here, and on other seeds. So the middle of the seeds counts.
 */
for (const build of await kernelBuilds())
  describe.skipIf(!build.isAvailable)(`in float32 on ${build.name}, in the middle of the seeds`, () => {
    it.each(unlessLong(nets, takesLong))(
      '%s strays no farther than twice as far as PyTorch’s own float32',
      (_, net) => {
        const strays = net.wide.map(w => {
          const { losses, ends } = walk(net, w, build)
          return {
            losses: difference(losses, w.losses) / w.float32.losses,
            weights: difference(ends, w.ends.flat()) / w.float32.weights,
          }
        })
        expect(middle(strays.map(s => s.losses)), 'losses').toBeLessThan(2)
        expect(middle(strays.map(s => s.weights)), 'weights').toBeLessThan(2)
      },
    )
  })
