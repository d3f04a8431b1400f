/**
 * A training step makes no objects, however many layers and phases it has.
 * That holds for code V8 has optimised, which it does when it finds the time: so it is looked for again
 * and again, and the least counts.
 */
import { Session, type HeapProfiler } from 'node:inspector'
import { describe, expect, it, vi } from 'vitest'
import { trainStep } from '../../../../engine/run/thread/step'
import { bars, row, smallDocument } from '../../support/small'
import { solo } from '../../support/solo'
import { kernelBuilds } from '../../support/studio'

vi.setConfig({ testTimeout: 0 })
const [build] = await kernelBuilds()
const BATCH = 64
const STEPS = 250
const MOST_ROUNDS = 40
/**
 * A number that V8 makes an object of is 12 bytes, so none is made for a sample; a step as a whole makes
 * three or four, such as its rate.
 */
const MOST_BYTES_A_SAMPLE = 1

describe.skipIf(!build?.isAvailable)('a training step', () => {
  it(
    'makes no objects, in a network with a block, phases, strides, random numbers and weights of ' +
      'classes and samples',
    () => {
      const network = row(
        ['input'],
        ['gaussianNoise'],
        ['conv2d', { filters: 4, padding: 'same' }],
        ['activation'],
        ['pooling2d'],
        ['upSampling2d'],
        ['conv2d', { filters: 4, padding: 'same' }],
        ['batchNorm'],
        ['activation'],
        ['conv2d', { filters: 6, strides: [2, 2], padding: 'same' }],
        ['batchNorm'],
        ['activation', { function: 'gelu' }],
        ['flatten'],
        ['dropout', { rate: 0.3 }],
        ['dense', { units: 3 }],
        ['output', { classWeights: 'balanced' }],
      )
      const bar = bars()
      const sampleWeights = Float32Array.from(bar.labels, (_, i) => 0.5 + (i % 7) / 5)
      const run = solo(
        {
          document: { ...smallDocument({ batchSize: BATCH }), ...network },
          dataset: { ...bar, sampleWeights },
        },
        build ?? null,
      )
      const batch = { epoch: 1, index: 0, step: 0, first: 0, count: BATCH, rate: 1e-6 }
      const sums = { loss: 0, correct: 0 }
      const steps = (): void => {
        for (let i = 0; i < STEPS; i++) {
          batch.step++
          trainStep(run.thread, batch, sums, null)
        }
      }
      let least = Infinity
      for (let round = 0; round < MOST_ROUNDS && !(least < MOST_BYTES_A_SAMPLE); round++)
        least = Math.min(least, allocated(steps) / STEPS / BATCH)
      expect(least).toBeLessThan(MOST_BYTES_A_SAMPLE)
    },
  )
})

/**
 * Bytes of all objects that the engine's functions make meanwhile, also of those that are collected at once.
 */
function allocated(work: () => void): number {
  const session = new Session()
  let bytes = 0
  session.connect()
  session.post('HeapProfiler.startSampling', {
    samplingInterval: 64,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  })
  work()
  session.post('HeapProfiler.stopSampling', (_error, { profile }) => (bytes = ofEngine(profile.head)))
  session.disconnect()
  return bytes
}
const ofEngine = ({ callFrame, selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number =>
  (callFrame.url.includes('/engine/') && !callFrame.url.endsWith('.test.ts') ? selfSize : 0) +
  children.reduce((sum, child) => sum + ofEngine(child), 0)
