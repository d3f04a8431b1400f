/**
 * The control of a run under random orders: whatever is asked, and whenever, it ends, and it ends as it was
 * asked to.
 */
import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { loadDatasetIn } from '../../../engine/library/load'
import { imagesExample, spectraExample } from '../../../engine/document/examples'
import { keyOf, uniform } from '../../../engine/random'
import { isBad } from '../../../engine/spec'
import { trainOnThreads } from '../../../engine/run/train'
import { row, smallDocument, smallRun, workerFile } from '../support/small'
import { datasetFolder, kernelFolder } from '../support/studio'
import { isLong, often } from '../../long'

vi.setConfig({ testTimeout: 0 })
const RUNS = often(3, 200)
const THREADS = isLong ? [1, 2, 3, 5, 8] : [1, 5]
const SEED = Number(process.env['RECEPTIVE_STRESS_SEED']) || 1
const hash = (weights: Float32Array | null) =>
  createHash('sha256')
    .update(new Uint8Array((weights ?? new Float32Array()).slice().buffer))
    .digest('hex')
const pauseFor = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
/** Rejects instead of waiting for ever, so that a run that hangs is a failure with a name. */
const within = <A>(seconds: number, what: string, promise: Promise<A>): Promise<A> =>
  Promise.race([
    promise,
    pauseFor(seconds * 1000).then(() => {
      throw new Error(`${what} did not end within ${seconds} s.`)
    }),
  ])

/** Threads meet once in a step of this, and several times in a step of one with batch normalisation. */
const single = smallDocument({ epochs: 12 })
const several = {
  ...single,
  ...row(
    ['input'],
    ['conv2d', { filters: 6, padding: 'same' }],
    ['batchNorm'],
    ['activation'],
    ['conv2d', { filters: 6 }],
    ['batchNorm'],
    ['flatten'],
    ['dense', { units: 3 }],
    ['output'],
  ),
}
it.each([
  ['one phase', single],
  ['several phases', several],
])(
  `${RUNS} runs of %s with orders at random moments (seed ${SEED}) end, stopped or with equal bits`,
  async (_, document) => {
    const whole = hash((await trainOnThreads(await smallRun({ document })).finished).weights)
    const ends = { finished: 0, stopped: 0 }
    for (let n = 0; n < RUNS; n++) {
      const key = keyOf(SEED, n)
      const draw = (i: number) => uniform(key, i)
      const orders: string[] = []
      const threads = 1 + Math.floor(draw(0) * 8)
      const isStopped = draw(1) < 0.5
      const run = trainOnThreads(await smallRun({ document, threads }))
      for (let i = 2; i < 2 + Math.floor(draw(99) * 12); i++) {
        const order =
          (['pause', 'resume', 'pause', 'resume', 'resume'] as const)[Math.floor(draw(2 * i) * 5)] ?? 'resume'
        orders.push(order)
        run.control[order]()
        if (draw(2 * i + 1) < 0.7) await pauseFor(draw(2 * i + 1) * 30)
      }
      run.control[isStopped ? 'stop' : 'resume']()
      const result = await within(
        30,
        `Run ${n} on ${threads} threads after ${orders.join(', ')}, ${isStopped ? 'stop' : 'resume'}`,
        run.finished,
      )
      expect(result.sentence).toBe('')
      if (!isStopped) expect(result.status).toBe('finished')
      if (result.status === 'finished') expect(hash(result.weights)).toBe(whole)
      ends[result.status as keyof typeof ends]++
    }
    expect(ends.finished + ends.stopped).toBe(RUNS)
  },
)

describe.each([imagesExample(), spectraExample()])('two epochs of the $name', example => {
  const document = { ...example, training: { ...example.training, epochs: 2 } }
  let reference = ''
  it.each(THREADS)(
    'on %i threads, paused and resumed at random, give the bits of the others',
    async threads => {
      const dataset = await loadDatasetIn(document.data.set ?? '', datasetFolder)
      if (isBad(dataset)) throw new Error(dataset.bad)
      let isOver = false
      const run = trainOnThreads({ document, dataset, threads, workerUrl: await workerFile(), kernelFolder })
      const disturbing = (async () => {
        for (let i = 0; !isOver; i++) {
          run.control[i % 2 ? 'resume' : 'pause']()
          await pauseFor(uniform(keyOf(SEED, threads), i) * (i % 2 ? 400 : 60))
        }
      })()
      const result = await within(300, `The run on ${threads} threads`, run.finished)
      isOver = true
      await disturbing
      expect(result).toMatchObject({ status: 'finished', sentence: '' })
      reference ||= hash(result.weights)
      expect(hash(result.weights)).toBe(reference)
    },
  )
})
