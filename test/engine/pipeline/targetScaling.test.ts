/**
 * Numbers to predict, standardised inside: learned quickly in any unit, and answered in the unit of the data.
 */
import { describe, expect, it, vi } from 'vitest'
import { sampleInfo } from '../../../engine/library/describe'
import type { Dataset } from '../../../engine/datasets/dataset'
import { splitDataset } from '../../../engine/datasets/split/split'
import type { Document } from '../../../engine/document/document'
import { featureMaps } from '../../../engine/inspect/maps'
import { planNetwork } from '../../../engine/plan/planNetwork'
import { openPredictorOnThreads } from '../../../engine/run/predict'
import { prepareIn } from '../../../engine/run/prepare'
import { keyOf, normal } from '../../../engine/random'
import { float64Memory } from '../../../engine/runtime/memory'
import type { OutputMetrics, RunState, TrainResult } from '../../../engine/run/types'
import { type NumberScales, targetScaleOf } from '../../../engine/datasets/targetScale'
import { fitScales, scalesFor } from '../../../engine/pipeline/targetScaling'
import { starterFor } from '../../../engine/graph/starter'
import { trainOnThreads } from '../../../engine/run/train'
import { sure } from '../support/command'
import { sha256 } from '../support/hash'
import { bars, finish, row, smallDocument, smallRun, workerFile } from '../support/small'
import { kernelFolder } from '../support/studio'

vi.setConfig({ testTimeout: 0 })

const SAMPLES = 400
const LENGTH = 6
const NODE = 'n3'
/**
 * Temperatures around 8000 ± 1500 K and abundances around 0.01 ± 0.002, both a straight line of six values.
 */
function stars(): Dataset {
  const values = Float32Array.from({ length: SAMPLES * LENGTH }, (_, i) => normal(keyOf(7), i))
  const at = (s: number, i: number) => values[s * LENGTH + i] as number
  const numbers = new Float32Array(2 * SAMPLES)
  for (let s = 0; s < SAMPLES; s++) {
    numbers[2 * s] = 8000 + 1500 * (0.8 * at(s, 0) - 0.6 * at(s, 3))
    numbers[2 * s + 1] = 0.01 + 0.002 * (0.6 * at(s, 1) + 0.8 * at(s, 5))
  }
  return {
    ...bars(3),
    id: 'stars',
    title: 'Stars',
    kind: 'spectra',
    shape: [LENGTH, 1],
    classes: [],
    values,
    labels: new Int32Array(SAMPLES),
    fingerprint: 'stars',
    numbers: { names: ['temperature', 'abundance'], values: numbers },
  }
}
const dataset = stars()
const linear = (
  targetScale: 'measured' | 'standardised',
  training: Partial<Document['training']> = {},
  loss = 'meanSquared',
): Document => ({
  ...smallDocument({ learningRate: 0.01, batchSize: 16, epochs: 12, ...training }),
  ...row(['input'], ['flatten'], ['dense', { units: 2 }], ['output', { loss, targetScale }]),
  data: { set: 'stars', preparation: [], augmentation: [], validation: 0.2, splitSeed: 1 },
})
const splits = splitDataset(dataset, linear('standardised').data)
const planOf = (document: Document) => sure(planNetwork(document, sampleInfo(dataset)))
const columnsOf = (all: readonly OutputMetrics[]) =>
  all[0] && 'numbers' in all[0] ? all[0].numbers.columns : []

type Ran = {
  readonly result: TrainResult
  readonly validation: readonly OutputMetrics[]
  readonly scales: NumberScales
}
async function ran(
  document: Document,
  change: { threads?: number; from?: RunState; dataset?: Dataset } = {},
): Promise<Ran> {
  let validation: readonly OutputMetrics[] = []
  let scales: NumberScales = {}
  const result = await finish(
    { document, dataset, ...change },
    {
      onStart: start => {
        scales = start.scales
      },
      onEpoch: epoch => {
        validation = epoch.validation
      },
    },
  )
  expect(result).toMatchObject({ status: 'finished', sentence: '' })
  return { result, validation, scales }
}

/** What the network says of a sample, worked out by hand from the weights. */
function byHand(
  { weights }: TrainResult,
  { mean, deviation }: { mean: readonly number[]; deviation: readonly number[] },
  sample: number,
) {
  const own = weights as Float32Array
  const { values } = dataset as { values: Float32Array }
  return [0, 1].map(c => {
    let sum = own[2 * LENGTH + c] as number
    for (let i = 0; i < LENGTH; i++)
      sum += (values[sample * LENGTH + i] as number) * (own[2 * i + c] as number)
    return { standardised: sum, inUnit: sum * (deviation[c] as number) + (mean[c] as number) }
  })
}

describe('a straight line in two units', () => {
  it.each(['meanSquared', 'huber'])(
    'is learned in a few epochs where its numbers are standardised (%s)',
    async loss => {
      const { validation } = await ran(linear('standardised', {}, loss))
      expect(columnsOf(validation)).toHaveLength(2)
      for (const { r2 } of columnsOf(validation)) expect(r2).toBeGreaterThan(0.95)
    },
  )
  it('is not learned as measured: the large numbers stay out of reach', async () => {
    const [temperature] = columnsOf((await ran(linear('measured'))).validation)
    expect(temperature?.r2).toBeLessThan(0)
  })
  it('says that it may be standardised where it ran away as measured', async () => {
    const steep = { optimiser: 'sgd', learningRate: 5, epochs: 40 } as const
    const said = async (targetScale: 'measured' | 'standardised') =>
      (await finish({ document: linear(targetScale, steep), dataset })).sentence
    expect(await said('measured')).toMatch(
      /^The loss was no longer a number.*\(now 5\), standardise the targets in Output or normalise the data/,
    )
    expect(await said('standardised')).toMatch(
      /^The loss was no longer a number.*\(now 5\) or normalise the data/,
    )
  })
  it('is standardised by the training split alone', async () => {
    const { scales } = await ran(linear('standardised', { epochs: 1 }))
    const column = (c: number) =>
      Array.from(splits.training, s => dataset.numbers?.values[2 * s + c] as number)
    const { mean, deviation } = scales[NODE] ?? { mean: [], deviation: [] }
    for (const c of [0, 1]) {
      const values = column(c)
      const average = values.reduce((a, b) => a + b) / values.length
      expect(mean[c]).toBeCloseTo(average, 9)
      expect(deviation[c]).toBeCloseTo(
        Math.sqrt(values.reduce((sum, v) => sum + (v - average) ** 2, 0) / values.length),
        9,
      )
    }
  })
  it('is answered and measured in the unit of the data, its loss is of standardised numbers', async () => {
    const { result, scales } = await ran(linear('standardised'))
    const scale = scales[NODE] as NumberScales[string]
    const truth = (s: number, c: number) => dataset.numbers?.values[2 * s + c] as number
    const answers = Array.from(splits.test, s => byHand(result, scale, s))
    const [predicted] = result.predictions
    answers.forEach((answer, i) =>
      answer.forEach(({ inUnit }, c) =>
        expect(Math.abs((predicted?.[2 * i + c] as number) / inUnit - 1)).toBeLessThan(1e-5),
      ),
    )
    columnsOf(result.test).forEach(({ rmse, mae }, c) => {
      const errors = Array.from(splits.test, (s, i) => (predicted?.[2 * i + c] as number) - truth(s, c))
      expect(rmse / Math.sqrt(errors.reduce((n, e) => n + e * e, 0) / errors.length)).toBeCloseTo(1, 12)
      expect(mae / (errors.reduce((n, e) => n + Math.abs(e), 0) / errors.length)).toBeCloseTo(1, 12)
    })
    let loss = 0
    answers.forEach((answer, i) =>
      answer.forEach(({ standardised }, c) => {
        const wanted =
          (truth(splits.test[i] as number, c) - (scale.mean[c] as number)) / (scale.deviation[c] as number)
        loss += (standardised - wanted) ** 2 / 2 / answers.length
      }),
    )
    expect((result.testLoss as number) / loss).toBeCloseTo(1, 4)
  })
  it('comes to the same bits on any number of threads, and from a state captured on the way', async () => {
    const document = linear('standardised', { epochs: 6 })
    const whole = await ran(document, { threads: 1 })
    const bits = ({ result }: Ran) => [
      sha256(result.weights as Float32Array),
      sha256(result.predictions[0] as Float32Array),
      result.testLoss,
    ]
    for (const threads of [2, 4]) expect(bits(await ran(document, { threads }))).toEqual(bits(whole))
    const run = trainOnThreads(
      await smallRun({ document: linear('standardised', { epochs: 10_000 }), dataset, threads: 2 }),
    )
    const state = await run.control.capture()
    run.control.stop()
    await run.finished
    if (!state) throw new Error('No state was captured.')
    const epochs = state.epoch + 2
    expect(bits(await ran(linear('standardised', { epochs }), { from: state, threads: 3 }))).toEqual(
      bits(await ran(linear('standardised', { epochs }), { threads: 1 })),
    )
  })
})

describe('weights and how their numbers were standardised', () => {
  const document = linear('standardised')
  const ask = async (change: {
    document?: Document
    dataset?: Dataset
    scales?: NumberScales
    weights: Float32Array
  }) =>
    openPredictorOnThreads({
      document,
      dataset,
      positions: splits.test,
      threads: 2,
      workerUrl: await workerFile(),
      kernelFolder,
      ...change,
    })
  it('together answer as the run itself did, also for data whose targets nobody knows', async () => {
    const { result, scales } = await ran(document)
    const kept = JSON.parse(JSON.stringify(scales)) as NumberScales // as a database or a file keeps them
    const unknown = {
      ...dataset,
      numbers: { names: ['temperature', 'abundance'], values: new Float32Array(2 * SAMPLES) },
    }
    for (const asked of [{ dataset }, { dataset: unknown, scales: kept }]) {
      const predictor = sure(await ask({ ...asked, weights: result.weights as Float32Array }))
      const { predictions, metrics } = sure(await predictor.evaluate())
      expect(predictions).toEqual(result.predictions)
      expect(predictor.scales).toEqual(kept)
      if (asked.dataset === dataset) expect(metrics).toEqual(result.test)
      await predictor.close()
    }
  })
  it('show a sample in Inspect as the run answered it', async () => {
    const { result, scales } = await ran(document)
    const sample = splits.test[0] as number
    const { values } = dataset as { values: Float32Array }
    const shown = sure(
      featureMaps(
        document,
        sampleInfo(dataset),
        result.weights as Float32Array,
        values.subarray(sample * LENGTH, (sample + 1) * LENGTH),
        scales,
      ),
    )
    shown.probabilities.forEach((v, c) =>
      expect(v / (result.predictions[0]?.[c] as number)).toBeCloseTo(1, 5),
    )
    expect(Array.from(shown.maps.at(-1)?.values ?? [])).toEqual(shown.probabilities)
    expect(shown.maps.at(-2)?.values[0]).toBeLessThan(10) // the Dense before it says what it learned
  })
  it('that do not belong together are a sentence', async () => {
    const weights = new Float32Array(2 * LENGTH + 2)
    expect(await ask({ weights, scales: {} })).toMatchObject({
      bad: expect.stringMatching(/learned numbers as measured.*“As measured”/) as string,
    })
    const scales = sure(fitScales(planOf(document), dataset, splits.training))
    expect(await ask({ weights, scales, document: linear('measured') })).toMatchObject({
      bad: expect.stringMatching(/learned numbers standardised.*“Standardised”/) as string,
    })
    expect(scalesFor(planOf(document), { [NODE]: { mean: [1], deviation: [1] } })).toMatchObject({
      bad: expect.stringContaining(NODE) as string,
    })
  })
})

describe('the measured mean and deviation', () => {
  const numbers = (...columns: readonly (readonly number[])[]) => ({
    names: columns.map((_, i) => `c${i}`),
    values: Float32Array.from(
      { length: columns.length * (columns[0]?.length ?? 0) },
      (_, i) => columns[i % columns.length]?.[Math.floor(i / columns.length)] ?? 0,
    ),
  })
  it('leave a column that never changes at 0', () => {
    const constant = numbers([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4, 5, 6, 7])
    expect(targetScaleOf(constant, [0, 1, 2, 3, 4, 5, 6])).toEqual({
      mean: [Math.fround(0.1), 4],
      deviation: [1, 2],
    })
  })
  it('are found of very small numbers too, such as fluxes', () => {
    const { deviation } = targetScaleOf(numbers([1e-17, 3e-17]), [0, 1])
    expect((deviation[0] as number) / 1e-17).toBeCloseTo(1, 5)
  })
  it('are a sentence where a number is none', () => {
    const broken = {
      ...dataset,
      numbers: {
        names: ['temperature', 'abundance'],
        values: dataset.numbers?.values.slice() as Float32Array,
      },
    }
    broken.numbers.values[2 * (splits.training[5] as number) + 1] = NaN
    expect(fitScales(planOf(linear('standardised')), broken, splits.training)).toMatchObject({
      bad: expect.stringContaining('“abundance” of Stars is not a number') as string,
    })
  })
})

describe('where nothing is standardised', () => {
  const prepared = (document: Document, set: Dataset) =>
    sure(prepareIn({ document, dataset: set, threads: 1 }, arena => float64Memory(arena.end))).job
  const values = Float32Array.from({ length: 420 }, (_, i) => i)
  const two = { ...bars(), classes: [], labels: new Int32Array(210), numbers: { names: ['a', 'b'], values } }
  const huber = (more: object): Document => ({
    ...smallDocument(),
    ...row(['input'], ['flatten'], ['dense', { units: 2 }], ['output', { loss: 'huber', delta: 2, ...more }]),
  })
  it('the fingerprint of a run is what it was before numbers could be', () => {
    expect(prepared(smallDocument(), bars()).fingerprint).toBe(
      'c0d8a94fd66e6143c831ffcd379a8192022bf75555a26a6de004277a92ca4c70',
    )
    expect(prepared(huber({}), two).fingerprint).toBe(
      'ea30d5990ceaedae932529d03ac78d5cedb66833420824843d95fa8f9753b757',
    )
    expect(prepared(huber({ targetScale: 'standardised' }), two).fingerprint).not.toBe(
      prepared(huber({}), two).fingerprint,
    )
  })
  it('classes stay as they are, whatever the Output was set to before', async () => {
    const asked = (targetScale: string): Document => {
      const { nodes, wires } = row(
        ['input'],
        ['flatten'],
        ['dense', { units: 3 }],
        ['output', { loss: 'meanSquared', targetScale }],
      )
      return { ...smallDocument({ epochs: 2 }), nodes, wires }
    }
    const bits = async (targetScale: string) =>
      sha256((await finish({ document: asked(targetScale) })).weights as Float32Array)
    expect(await bits('standardised')).toBe(await bits('measured'))
  })
})

it('a network to begin with on numbers standardises them', () => {
  const { nodes } = starterFor(sampleInfo(dataset), dataset)
  expect(nodes.at(-1)?.params).toMatchObject({ loss: 'meanSquared', targetScale: 'standardised' })
})
