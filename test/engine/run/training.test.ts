/**
 * Whole runs on worker threads: the same bits however they are run, and an end with a sentence whatever
 * happens.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import type { EpochMetrics, TrainProgress, TrainResult } from '../../../engine/run/types'
import { trainOnThreads } from '../../../engine/run/train'
import { bars, finish, row, smallDocument, smallRun, workerFile } from '../support/small'

vi.setConfig({ testTimeout: 0 })
const hash = (weights: Float32Array | null) =>
  createHash('sha256')
    .update(new Uint8Array((weights ?? new Float32Array()).slice().buffer))
    .digest('hex')
const reference = hash((await finish()).weights)
/** Long enough that nobody waits for its end. */
const endless = () => ({ document: smallDocument({ epochs: 10_000 }) })

describe('the same settings give the same bits', () => {
  it.each([1, 2, 3, 8])('with %i threads', async threads =>
    expect(hash((await finish({ threads })).weights)).toBe(reference),
  )
  it('a second time', async () => expect(hash((await finish()).weights)).toBe(reference))
  it('and another seed gives others', async () =>
    expect(hash((await finish({ document: smallDocument({ seed: 4 }) })).weights)).not.toBe(reference))
  it.each(['sgd', 'adam'] as const)('with %s', async optimiser => {
    const document = smallDocument({ optimiser, learningRate: 0.01 })
    expect(hash((await finish({ document, threads: 1 })).weights)).toBe(
      hash((await finish({ document, threads: 3 })).weights),
    )
  })
  it('when the run begins with weights handed in', async () => {
    let first: Float32Array | undefined
    await finish(
      {},
      {
        onStart: s => {
          first = s.weights
        },
      },
    )
    expect(hash((await finish({ initialWeights: first })).weights)).toBe(reference)
  })
  it('when it is paused and resumed', async () => {
    const document = smallDocument({ epochs: 60 })
    const whole = hash((await finish({ document })).weights)
    let pauses = 0
    const run = trainOnThreads(await smallRun({ document, threads: 2 }), {
      onEpoch: ({ metrics }) => {
        if (metrics.epoch % 20 === 1) run.control.pause()
      },
      onPaused: isPaused => {
        if (isPaused) {
          pauses++
          run.control.resume()
        }
      },
    })
    expect(hash((await run.finished).weights)).toBe(whole)
    expect(pauses).toBeGreaterThan(0)
  })
})

describe('a run', () => {
  it('learns, and says so', async () => {
    const epochs: EpochMetrics[] = []
    const progress: TrainProgress[] = []
    const result = await finish(
      { document: smallDocument({ epochs: 15 }) },
      { onEpoch: e => epochs.push(e.metrics), onProgress: p => progress.push(p) },
    )
    expect(result.status).toBe('finished')
    expect(result.testAccuracy).toBeGreaterThan(0.9)
    expect(epochs.map(e => e.epoch)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
    expect(epochs.at(-1)?.trainingLoss).toBeLessThan((epochs[0]?.trainingLoss ?? 0) / 2)
    // 210 samples: 42 test, 33 or 34 validation; every batch loss arrives once, the short last batch
    // included.
    expect(progress.at(-1)).toMatchObject({
      epoch: 15,
      epochs: 15,
      threads: 2,
      batch: progress.at(-1)?.batches,
    })
    expect(progress.flatMap(p => p.losses)).toHaveLength(15 * (progress[0]?.batches ?? 0))
  })

  it('takes batches of any size up to the training split', async () => {
    for (const batchSize of [1, 7, 135])
      expect((await finish({ document: smallDocument({ batchSize, epochs: 1 }) })).status).toBe('finished')
  })

  it('stops at once, and keeps the weights', async () => {
    let asked = 0
    const run = trainOnThreads(await smallRun(endless()), {
      onEpoch: ({ metrics }) => {
        if (metrics.epoch === 2) {
          asked = performance.now()
          run.control.stop()
        }
      },
    })
    const result = await run.finished
    expect(result).toMatchObject({ status: 'stopped', sentence: '', testAccuracy: null })
    expect(result.weights?.every(Number.isFinite)).toBe(true)
    expect(performance.now() - asked).toBeLessThan(2000)
  })

  it('stops while it is paused, and before it has begun', async () => {
    const run = trainOnThreads(await smallRun(endless()), {
      onEpoch: () => run.control.pause(),
      onPaused: isPaused => {
        if (isPaused) run.control.stop()
      },
    })
    expect((await run.finished).status).toBe('stopped')
    const early = trainOnThreads(await smallRun(endless()))
    early.control.stop()
    expect((await early.finished).status).toBe('stopped')
  })

  it('ends with a sentence when the loss is no longer a number, keeps the last good weights', async () => {
    // Nothing bends here, so nothing holds the weights back: three linear layers in a row run away.
    const linear = row(
      ['input'],
      ['conv2d', { filters: 4 }],
      ['conv2d', { filters: 4 }],
      ['flatten'],
      ['dense', { units: 3 }],
      ['output'],
    )
    const kept: Float32Array[] = []
    const document = {
      ...smallDocument({ optimiser: 'sgd', learningRate: 10, momentum: 0.999, epochs: 50 }),
      ...linear,
    }
    const result = await finish(
      { document },
      { onStart: s => kept.push(s.weights), onEpoch: e => kept.push(e.weights) },
    )
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/no longer a number .*Lower the learning rate \(now 10\)/)
    expect(result.weights?.every(Number.isFinite)).toBe(true)
    expect(hash(result.weights)).toBe(hash(kept.at(-1) ?? null))
  })
})

describe('what cannot be trained is refused with a sentence', () => {
  const refused = async (change: Parameters<typeof finish>[0]): Promise<TrainResult> => {
    const result = await finish(change)
    expect(result).toMatchObject({ status: 'failed', weights: null })
    return result
  }
  it('a batch larger than the training split', async () =>
    expect((await refused({ document: smallDocument({ batchSize: 200 }) })).sentence).toMatch(
      /A batch of 200 is larger than the training split of 1\d\d samples/,
    ))
  it('a graph with a problem', async () =>
    expect(
      (await refused({ document: { ...smallDocument(), ...row(['input'], ['dense'], ['output']) } }))
        .sentence,
    ).toContain('Flatten'))
  it('too few samples for three splits', async () =>
    expect(
      (await refused({ dataset: bars(3), document: smallDocument({ batchSize: 1 }) })).sentence,
    ).toContain('split is empty'))
  it('weights of another network', async () =>
    expect((await refused({ initialWeights: new Float32Array(5) })).sentence).toContain(
      'belong to another network',
    ))
  it('missing kernels', async () =>
    expect((await refused({ kernelFolder: '/nowhere' })).sentence).toContain('/nowhere/kernels.wasm'))
})

describe('a worker that dies ends the run with a sentence', () => {
  const worker = async (code: string): Promise<URL> => {
    const file = join(mkdtempSync(join(tmpdir(), 'receptive-')), 'worker.mjs')
    writeFileSync(
      file,
      `import { workerData } from 'node:worker_threads'\n${code}\nawait ` +
        `import(${JSON.stringify(pathToFileURL(await workerFile()).href)})`,
    )
    return pathToFileURL(file)
  }
  it.each([
    [
      'throws',
      'if (workerData.thread === 1) throw new Error("out of luck")',
      /Worker 2 of 2 ended unexpectedly \(out of luck\)/,
    ],
    [
      'exits',
      'if (workerData.thread === 0) process.exit(3)',
      /Worker 1 of 2 ended unexpectedly \(exit code 3\)/,
    ],
    ['is not there', 'import "./nothing.mjs"', /Worker [12] of 2 ended unexpectedly/],
  ])('because it %s', async (_, code, sentence) => {
    const result = await finish({ ...endless(), workerUrl: await worker(code) })
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(sentence)
    expect(result.weights?.every(Number.isFinite)).toBe(true)
  })
})
