/** A run taken up in another process goes on with the same bits; and a state's file, whole and broken. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Layer } from '../../../engine/document/build'
import type { Dataset } from '../../../engine/datasets/dataset'
import { sampleInfo } from '../../../engine/library/describe'
import type { Document } from '../../../engine/document/document'
import { readSafetensors, writeSafetensors } from '../../../engine/formats/arrays/safetensors'
import { weightsFromSafetensors } from '../../../engine/run/weightsFile'
import { stateFromBytes, stateToBytes } from '../../../engine/run/checkpoint'
import { planNetwork, weightLayout } from '../../../engine/plan/planNetwork'
import type { RunState, TrainOptions } from '../../../engine/run/types'
import { isBad } from '../../../engine/spec'
import { trainOnThreads } from '../../../engine/run/train'
import type { TrainingSettings } from '../../../engine/settings/training'
import {
  engineFolder,
  folder,
  keep,
  kindDocument,
  receptive,
  sure,
  twoByTwo,
  twoData,
} from '../support/command'
import { sha256 } from '../support/hash'

vi.setConfig({ testTimeout: 60_000 })
let dataset: Dataset
beforeAll(async () => {
  dataset = await twoData()
})
const options = (document: Document): TrainOptions => ({
  document,
  dataset,
  threads: 2,
  workerUrl: new URL(`file://${engineFolder}/worker.js`),
  kernelFolder: join(engineFolder, 'kernels'),
})

type Moment = { readonly isPaused: boolean; fits(s: RunState): boolean }
/** 108 samples: 7 batches of 16, the last of them short. */
const MIDWAY: Moment = { isPaused: false, fits: s => s.batch > 0 && s.batch < 7 }
const LAST: Moment = { isPaused: false, fits: s => s.batch === 1 }
const PAUSED: Moment = { isPaused: true, fits: () => true }

/** The state of a run from its second epoch on, at such a moment; the run itself is given up. */
async function taken(document: Document, { isPaused, fits }: Moment): Promise<RunState> {
  let state: RunState | null = null
  const take = async (): Promise<void> => {
    do state = await run.control.capture()
    while (state && !fits(state))
    run.control.stop()
  }
  const run = trainOnThreads(options(document), {
    onEpoch: ({ metrics }) => {
      if (metrics.epoch !== 2) return
      if (isPaused) run.control.pause()
      else void take()
    },
    onPaused: paused => void (paused && take()),
  })
  await run.finished
  if (!state) throw new Error('The run ended before its state was taken.')
  return state
}

const conv: Layer = ['conv2d', { filters: 4, padding: 'same' }]
const CASES: readonly (readonly [string, readonly Layer[], Partial<TrainingSettings>, Moment])[] = [
  ['Adam and dropout, in the middle of an epoch', [conv, ['activation'], ['dropout']], {}, MIDWAY],
  ['Adam, while it is paused', [conv, ['activation'], ['dropout']], {}, PAUSED],
  ['Adam, at an epoch’s last batch', [conv, ['activation'], ['spatialDropout']], { batchSize: 108 }, LAST],
  [
    'momentum and batch norm',
    [conv, ['batchNorm'], ['activation']],
    { optimiser: 'sgd', learningRate: 0.01 },
    MIDWAY,
  ],
  ['batch norm, at an epoch’s last batch', [conv, ['batchNorm'], ['activation']], { batchSize: 108 }, LAST],
  [
    'a plateau and a clipped norm',
    [conv, ['activation']],
    { schedule: 'plateau', patience: 0, learningRate: 0.05, clipNorm: 0.5 },
    MIDWAY,
  ],
]

describe('a run goes on in another process, on another number of threads, as if it never stopped:', () => {
  it.each(CASES)('%s', async (_, layers, training, moment) => {
    const long = kindDocument(layers, { ...training, epochs: 5000 })
    const state = await taken(long, moment)
    const epochs = state.epoch + 4
    const document: Document = { ...long, training: { ...long.training, epochs } }
    const at = folder()
    const [file, out] = [join(at, 'state'), join(at, 'out')]
    writeFileSync(file, stateToBytes(state))
    const said = await receptive([
      'train',
      keep(document, at),
      '--data',
      twoByTwo,
      '--state',
      file,
      '--out',
      out,
      '--threads',
      '3',
    ])
    expect(said.code, said.err).toBe(0)
    const whole = await trainOnThreads(options(document)).finished
    const layout = weightLayout(sure(planNetwork(document, sampleInfo(dataset))))
    expect(sha256(sure(weightsFromSafetensors(layout, readFileSync(out))))).toBe(
      sha256(whole.weights ?? new Float32Array()),
    )
  })
})

describe('the file of a state', () => {
  const weights = Float32Array.of(1, -2, 0.1)
  const running = { loss: 0.1 + 0.2, correct: 3, seen: 7, milliseconds: 12.5 }
  const state: RunState = {
    fingerprint: 'f',
    epoch: 2,
    batch: 3,
    step: 10,
    running,
    plateau: { best: Infinity, waited: 0, factor: 1 },
    best: { epoch: 1, validationLoss: 1 / 3, weights: Float32Array.of(3, 2, 1) },
    weights,
    states: Array.from({ length: 11 }, (_, i) => Float32Array.of(i, i, i)),
  }
  it('keeps every bit', () => {
    expect(stateFromBytes(stateToBytes(state))).toEqual(state)
    expect(stateFromBytes(stateToBytes({ ...state, best: null, states: [] }))).toEqual({
      ...state,
      best: null,
      states: [],
    })
  })
  it.each<[string, (s: Record<string, unknown>) => unknown, RegExp]>([
    ['of no run', () => undefined, /not the state of a run/],
    ['of a newer version', s => ({ ...s, version: 2 }), /newer Receptive/],
    ['with an epoch that is none', s => ({ ...s, epoch: 0.5 }), /damaged/],
    ['with sums that are none', s => ({ ...s, running: { loss: 'x' } }), /damaged/],
    ['that is a list', () => [], /damaged/],
  ])('%s is a sentence', (_, change, sentence) => {
    const file = sure(readSafetensors(stateToBytes(state)))
    const text = JSON.stringify(
      change(JSON.parse(file.metadata['receptive.state'] ?? '') as Record<string, unknown>),
    )
    const bytes = writeSafetensors(
      file.tensors.map(t => ({ ...t, values: t.values as Float32Array })),
      text === undefined ? {} : { 'receptive.state': text },
    )
    expect(stateFromBytes(bytes)).toMatchObject({ bad: expect.stringMatching(sentence) as string })
  })
  it.each([
    ['that is missing one', (s: RunState) => ({ ...s, states: [weights, new Float32Array(2)] })],
    ['that are not numbers', (s: RunState) => ({ ...s, weights: Float32Array.of(NaN, 1, 2) })],
  ])('with weights %s is a sentence', (_, change) =>
    expect(isBad(stateFromBytes(stateToBytes(change(state))))).toBe(true),
  )
  it('whatever is cut off or changed: it never throws', () => {
    const file = stateToBytes(state)
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        (end, changes) => {
          const bytes = new Uint8Array(file)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const read = stateFromBytes(bytes.subarray(0, end % 3 === 0 ? end % bytes.length : bytes.length))
          expect(isBad(read) || read.weights.length >= 0).toBe(true)
        },
      ),
      { numRuns: 500, seed: 5 },
    )
  })
  it('of another run, or one that contradicts itself, is not gone on from', async () => {
    const document = kindDocument([conv, ['activation']], { epochs: 5000 })
    const own = await taken(document, MIDWAY)
    const from = async (s: RunState) =>
      (
        await trainOnThreads({
          ...options({ ...document, training: { ...document.training, epochs: 3 } }),
          from: s,
        }).finished
      ).sentence
    expect(await from({ ...own, fingerprint: 'another' })).toContain('belongs to another run')
    expect(await from({ ...own, states: own.states.slice(1) })).toContain('damaged')
    expect(await from({ ...own, step: own.step + 1 })).toContain('damaged')
  })
})
