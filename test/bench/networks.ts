/**
 * What training is measured on: the two bundled examples on their own data, and three networks that were measured
 * before this engine was written, on random numbers. The one thing to know: on random data the learning rate is zero.
 * The arithmetic is the same, but nothing is learned by heart, so gradients stay as dense as those of a fresh network.
 */
import type { Dataset } from '../../engine/datasets/dataset'
import { loadDataset } from '../../engine/datasets/load'
import { emptyDocument, newNode, type Document } from '../../engine/document'
import { imagesExample, spectraExample } from '../../engine/examples'
import type { LayerKind } from '../../engine/layers'
import { keyOf, normal, random32 } from '../../engine/random'
import { isBad, size, type AnyValues, type Shape } from '../../engine/spec'

export type Subject = { readonly document: Document; readonly dataset: Dataset }
type Reference = {
  readonly shape: Shape
  readonly classes: number
  readonly samples: number
  readonly convolutions: readonly (readonly [filters: number, kernel: number])[]
}

/** Valid padding, stride 1, ReLU and max pooling by 2 after each convolution, then Flatten, Dropout 0.5 and Dense. */
const REFERENCES: Readonly<Record<string, Reference>> = {
  mnist: {
    shape: [28, 28, 1],
    classes: 10,
    samples: 1400,
    convolutions: [
      [32, 3],
      [64, 3],
    ],
  },
  dieleman: {
    shape: [64, 64, 3],
    classes: 5,
    samples: 350,
    convolutions: [
      [32, 5],
      [64, 5],
      [128, 3],
    ],
  },
  spectra: {
    shape: [1024, 1],
    classes: 6,
    samples: 1400,
    convolutions: [
      [16, 7],
      [32, 5],
      [64, 3],
    ],
  },
}
export const NAMES = ['images', 'tecator', ...Object.keys(REFERENCES)]
const BATCH = 64

/** `folder` holds the bundled data sets. */
export async function subject(name: string, folder: string): Promise<Subject> {
  const reference = REFERENCES[name]
  if (reference) return { document: documentOf(name, reference), dataset: randomData(name, reference) }
  const document = name === 'images' ? imagesExample() : spectraExample(),
    dataset = await loadDataset(document.data.set ?? '', folder)
  if (isBad(dataset)) throw new Error(dataset.bad)
  return { document, dataset }
}

function documentOf(name: string, { shape, classes, convolutions }: Reference): Document {
  const rank = shape.length - 1,
    both = (n: number) => Array.from({ length: rank }, () => n)
  const conv: LayerKind = rank === 2 ? 'conv2d' : 'conv1d',
    pool: LayerKind = rank === 2 ? 'pooling2d' : 'pooling1d'
  const blocks: (readonly [LayerKind, AnyValues])[] = [
    ['input', {}],
    ...convolutions.flatMap(([filters, kernel]): (readonly [LayerKind, AnyValues])[] => [
      [conv, { filters, kernel: both(kernel) }],
      ['activation', {}],
      [pool, {}],
    ]),
    ['flatten', {}],
    ['dropout', { rate: 0.5 }],
    ['dense', { units: classes }],
    ['output', {}],
  ]
  const nodes = blocks.map(([kind, params], i) => {
    const node = newNode(kind, `n${i}`, 0, 0)
    return { ...node, params: { ...node.params, ...params } }
  })
  const empty = emptyDocument(name)
  return {
    ...empty,
    nodes,
    wires: nodes.slice(1).map((node, i) => ({ from: `n${i}`, to: node.id })),
    data: { set: name, normalisation: 'none', validation: 0.02, splitSeed: 1 },
    training: { ...empty.training, optimiser: 'adam', learningRate: 0, batchSize: BATCH },
  }
}

function randomData(name: string, { shape, classes, samples }: Reference): Dataset {
  const key = keyOf(1, samples)
  return {
    id: name,
    title: name,
    kind: shape.length === 3 ? 'images' : 'spectra',
    about: '',
    shape,
    classes: Array.from({ length: classes }, (_, i) => String(i)),
    values: Float32Array.from({ length: samples * size(shape) }, (_, i) => normal(key, i)),
    labels: Int32Array.from({ length: samples }, (_, i) => random32(keyOf(2), i) % classes),
    ownTest: null,
    axis: null,
    licence: { name: '', text: '', source: '' },
    fingerprint: name,
  }
}
