/**
 * A training step makes no objects, however many layers and phases it has.
 * The one thing to know: that holds for code V8 has optimised, so some thousand steps go before.
 */
import { Session, type HeapProfiler } from 'node:inspector'
import { describe, expect, it, vi } from 'vitest'
import { trainBatch } from '../../engine/lockstep'
import { bars, row, smallDocument } from './support/small'
import { solo } from './support/solo'
import { kernelBuilds } from './support/studio'

vi.setConfig({ testTimeout: 0 })
const [build] = await kernelBuilds()
const WARM = 4000,
  STEPS = 2000,
  /** For the numbers that V8 boxes where a function returns one, such as a sample's loss; an object for each action would be thirty times as much. */
  MOST_BYTES_A_SAMPLE = 48

describe.skipIf(!build?.isAvailable)('a training step', () => {
  it('makes no objects, in a network with phases, strides and random numbers', () => {
    const network = row(
      ['input'],
      ['conv2d', { filters: 4, padding: 'same' }],
      ['batchNorm'],
      ['activation'],
      ['conv2d', { filters: 6, strides: [2, 2], padding: 'same' }],
      ['batchNorm'],
      ['activation', { function: 'gelu' }],
      ['flatten'],
      ['dropout', { rate: 0.3 }],
      ['dense', { units: 3 }],
      ['output'],
    )
    const run = solo({ document: { ...smallDocument({ batchSize: 16 }), ...network }, dataset: bars() }, build ?? null)
    const batch = { step: 0, first: 0, count: 16, rate: 1e-6 },
      sums = { loss: 0, correct: 0 }
    const steps = (count: number): void => {
      for (let i = 0; i < count; i++) {
        batch.step++
        trainBatch(run.job, run.me, batch, sums)
        run.me.settle(16)
        run.me.control.resetTasks()
        run.me.pack()
      }
    }
    steps(WARM)
    expect(allocated(() => steps(STEPS)) / STEPS / 16).toBeLessThan(MOST_BYTES_A_SAMPLE)
  })
})

/** Bytes of all objects that the engine's functions make meanwhile, also of those that are collected at once. */
function allocated(work: () => void): number {
  const session = new Session()
  let bytes = 0
  session.connect()
  session.post('HeapProfiler.startSampling', { samplingInterval: 64, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true })
  work()
  session.post('HeapProfiler.stopSampling', (_error, { profile }) => (bytes = ofEngine(profile.head)))
  session.disconnect()
  return bytes
}
const ofEngine = ({ callFrame, selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number =>
  (callFrame.url.includes('/engine/') && !callFrame.url.endsWith('.test.ts') ? selfSize : 0) +
  children.reduce((sum, child) => sum + ofEngine(child), 0)
