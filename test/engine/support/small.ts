/** A small network on small data, trained in a fraction of a second. */
import { newNode, emptyDocument, type Document } from '../../../engine/document/document'
import type { Dataset } from '../../../engine/datasets/dataset'
import type { LayerKind } from '../../../engine/layers'
import { keyOf, normal, uniform } from '../../../engine/random'
import type { TrainEvents, TrainOptions } from '../../../engine/run/types'
import type { AnyValues } from '../../../engine/spec'
import { trainOnThreads } from '../../../engine/run/train'
import { TRAINING_DEFAULTS } from '../../../engine/settings/training'
import { buildWorker, compileKernels, kernelFolder } from './studio'

/** Nodes in a row, named by their position, wired one to the next. */
export function row(
  ...blocks: readonly (readonly [LayerKind, AnyValues?])[]
): Pick<Document, 'nodes' | 'wires'> {
  const nodes = blocks.map(([kind, params], i) => {
    const node = newNode(kind, `n${i}`, 0, 0)
    return { ...node, params: { ...node.params, ...params } }
  })
  return { nodes, wires: nodes.slice(1).map((n, i) => ({ from: `n${i}`, to: n.id })) }
}

/** Noisy bars in one of three places of an 8×7 picture. */
export function bars(samples = 210): Dataset {
  const values = new Float32Array(samples * 56)
  const labels = Int32Array.from({ length: samples }, (_, i) => i % 3)
  for (let i = 0; i < values.length; i++)
    values[i] =
      0.6 * normal(keyOf(1), i) +
      (Math.floor((i % 56) / 7) === 1 + 2 * (labels[Math.floor(i / 56)] ?? 0) ? 1.5 : 0)
  return {
    id: 'bars',
    title: 'Bars',
    kind: 'images',
    about: '',
    shape: [8, 7, 1],
    classes: ['high', 'middle', 'low'],
    values,
    labels,
    ownTest: null,
    axis: null,
    licence: { name: '', text: '', source: '' },
    fingerprint: String(uniform(1, samples)),
  }
}

const settings = {
  optimiser: 'adam',
  learningRate: 0.005,
  momentum: 0.9,
  batchSize: 25,
  epochs: 4,
  seed: 3,
} as const
export const smallDocument = (training: Partial<Document['training']> = {}): Document => ({
  ...emptyDocument('small'),
  ...row(
    ['input'],
    ['conv2d', { filters: 6, kernel: [3, 3], padding: 'same' }],
    ['activation'],
    ['pooling2d'],
    ['conv2d', { filters: 9 }],
    ['activation', { function: 'elu' }],
    ['dropout', { rate: 0.2 }],
    ['flatten'],
    ['dense', { units: 3 }],
    ['output'],
  ),
  data: {
    set: 'bars',
    preparation: [{ kind: 'standardise', params: { per: 'channel' } }],
    augmentation: [],
    validation: 0.2,
    splitSeed: 1,
  },
  training: { ...TRAINING_DEFAULTS, ...settings, ...training },
})

let built: Promise<string> | null = null
export const workerFile = (): Promise<string> => (built ??= compileKernels().then(buildWorker))

/** The options of a small run, for `train`. */
export const smallRun = async (change: Partial<TrainOptions> = {}): Promise<TrainOptions> => ({
  document: smallDocument(),
  dataset: bars(),
  threads: 2,
  workerUrl: await workerFile(),
  kernelFolder,
  ...change,
})
export const finish = async (change: Partial<TrainOptions> = {}, events: TrainEvents = {}) =>
  trainOnThreads(await smallRun(change), events).finished
