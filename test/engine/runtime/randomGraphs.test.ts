/**
 * Networks nobody drew, three hundred in a long look: gradients are right, both compiled builds do what the
 * reference kernels do, nothing is written where nothing belongs, and threads change no bit. The seed is in
 * the test's name.
 */
import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { initialWeights } from '../../../engine/plan/initialWeights'
import { planNetwork } from '../../../engine/plan/planNetwork'
import { type NetworkPlan } from '../../../engine/plan/types'
import { keyOf, uniform } from '../../../engine/random'
import { isBad } from '../../../engine/spec'
import { trainOnThreads } from '../../../engine/run/train'
import { randomNetwork } from '../support/randomGraph'
import { difference } from '../support/bench'
import { samplesOf, worstSlope } from '../support/gradients'
import { bars, row, smallDocument, workerFile } from '../support/small'
import { solo } from '../support/solo'
import { kernelBuilds, kernelFolder } from '../support/studio'
import { often } from '../../long'

vi.setConfig({ testTimeout: 0 })
const SEEDS = often(30, 300)
/** Of the loss: float32 through up to a dozen layers. */
const FLOAT32 = 2e-4
/**
 * How far gradients may be from float64, relative to the largest: so many times as far as those of the
 * reference kernels on values of float32, which round alike, and a little more where those happen to be near.
 * A layer norm over three channels that are nearly the same loses four digits in either.
 */
const ROUNDINGS = 10
const LEAST = 2e-5
const builds = (await kernelBuilds()).filter(b => b.isAvailable)

/** No zeros: over padding a bias of 0 would put a ReLU exactly on its kink. */
const lively = (plan: NetworkPlan, seed: number): Float32Array =>
  initialWeights(plan, seed).map((w, i) => (w === 0 ? 0.4 * uniform(keyOf(seed), i) - 0.2 : w))

describe('a random network', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed))('of seed %i', seed => {
    const { document, info, batchSize } = randomNetwork(seed)
    const plan = planNetwork(document, info)
    if (isBad(plan)) throw new Error(plan.bad)
    const dataset = samplesOf(info, 8 * batchSize + 8, seed)
    const start = lively(plan, seed)
    const planning = seed % 2 ? { fewWeights: 0 } : {} // in as many sweeps as a network with many weights
    const exact = solo({ document, dataset, initialWeights: start }, null, planning)
    const count = Math.min(batchSize, exact.job.counts.training)
    expect(worstSlope(exact, count, 6), 'slopes').toBeLessThan(1e-6)
    const { loss, gradient } = exact.lossAndGradient(count)
    const expected = Array.from(gradient)
    const rounded = solo({ document, dataset, initialWeights: start }, 'float32', planning)
    const own = difference(Array.from(rounded.lossAndGradient(count).gradient), expected, 1e-2)
    const bound = Math.max(LEAST, ROUNDINGS * own)
    for (const build of builds) {
      const fast = solo({ document, dataset, initialWeights: start }, build, planning)
      fast.watch()
      const found = fast.lossAndGradient(count)
      expect(Math.abs(found.loss - loss) / Math.max(1, Math.abs(loss)), `loss, ${build.name}`).toBeLessThan(
        FLOAT32,
      )
      expect(difference(Array.from(found.gradient), expected, 1e-2), `gradient, ${build.name}`).toBeLessThan(
        bound,
      )
      fast.step(0, count)
      fast.step(exact.job.counts.training - 1, 1) // the last batch, short
      expect(fast.trespassed(), build.name).toEqual([])
    }
  })
})

it.each(builds)(
  'a network that learns from all samples of a slot at once has the gradient of the reference kernels: $name',
  build => {
    const wide = ['conv2d', { filters: 64, padding: 'same' }] as const
    const network = row(
      ['input'],
      wide,
      ['activation'],
      wide,
      ['batchNorm'],
      ['activation'],
      wide,
      ['globalPooling'],
      ['dense', { units: 3 }],
      ['output'],
    )
    const options = { document: { ...smallDocument({ batchSize: 20 }), ...network }, dataset: bars() }
    const exact = solo(options, null)
    const fast = solo(options, build)
    expect(fast.plan.steps.filter(s => s.gradientOfSlot).length).toBe(2)
    for (const count of [20, 5]) {
      fast.watch()
      const { gradient } = exact.lossAndGradient(count)
      expect(
        difference(Array.from(fast.lossAndGradient(count).gradient), Array.from(gradient), 1e-2),
      ).toBeLessThan(FLOAT32)
      expect(fast.trespassed()).toEqual([])
    }
  },
)

describe('threads change no bit of', () => {
  it.each(Array.from({ length: often(3, 12) }, (_, i) => 25 * i))(
    'the random network of seed %i',
    async seed => {
      const { document, info, batchSize } = randomNetwork(seed)
      const dataset = samplesOf(info, 40 * batchSize + 8, seed)
      const hashes: string[] = []
      for (const threads of [1, 2, 3, 4, 8, 2]) {
        const result = await trainOnThreads({
          document,
          dataset,
          threads,
          workerUrl: await workerFile(),
          kernelFolder,
        }).finished
        expect(result.sentence).toBe('')
        hashes.push(
          createHash('sha256')
            .update(new Uint8Array(result.weights?.buffer ?? new ArrayBuffer(0)))
            .digest('hex'),
        )
      }
      expect(new Set(hashes).size).toBe(1)
    },
  )
})
