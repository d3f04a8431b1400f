/**
 * What the engine is measured on: the two bundled examples, three networks that were measured before this
 * engine was written, and three that are not made of convolution, ReLU and max pooling.
 * All of them really train, on pictures or on lines that can be told apart, because the speed depends
 * on how many gradients are zero, and that depends on what was learned.
 */
import type { Dataset } from '../../engine/datasets/dataset'
import { loadDatasetIn } from '../../engine/library/load'
import {
  emptyDocument,
  newNode,
  type Document,
  type GraphNode,
  type Wire,
} from '../../engine/document/document'
import { imagesExample, spectraExample } from '../../engine/document/examples'
import type { LayerKind } from '../../engine/layers'
import { isBad, size, type AnyValues, type Shape } from '../../engine/spec'
import { lines, pictures } from './samples'

export type Subject = { readonly document: Document; readonly dataset: Dataset }
type Block = readonly [kind: LayerKind, params?: AnyValues]
type Reference = { readonly shape: Shape; readonly classes: number; readonly samples: number; graph(): Drawn }
type Drawn = { readonly nodes: readonly GraphNode[]; readonly wires: readonly Wire[] }

const square = (filters: number, n: number, more: AnyValues = {}): Block => [
  'conv2d',
  { filters, kernel: [n, n], ...more },
]
const line = (filters: number, n: number, more: AnyValues = {}): Block => [
  'conv1d',
  { filters, kernel: [n], ...more },
]
const relu: Block = ['activation']
const gelu: Block = ['activation', { function: 'gelu' }]
const halving = { strides: [2, 2], padding: 'same' }
const same = { padding: 'same' }
const ending = (classes: number): readonly Block[] => [
  ['flatten'],
  ['dropout', { rate: 0.5 }],
  ['dense', { units: classes }],
]
const pooled = (classes: number): readonly Block[] => [['globalPooling'], ['dense', { units: classes }]]

function draw() {
  const nodes: GraphNode[] = []
  const wires: Wire[] = []
  const add = ([kind, params = {}]: Block, ...from: string[]): string => {
    const node = newNode(kind, `n${nodes.length}`, 0, 0)
    nodes.push({ ...node, params: { ...node.params, ...params } })
    wires.push(...from.map(f => ({ from: f, to: node.id })))
    return node.id
  }
  const row = (blocks: readonly Block[], from: string): string =>
    blocks.reduce((at, block) => add(block, at), from)
  return { nodes, wires, add, row }
}

function chain(...blocks: readonly Block[]): Drawn {
  const d = draw()
  d.add(['output'], d.row(blocks, d.add(['input'])))
  return d
}

/**
 * After He et al. (2016), small: 16, 32 and 64 channels, batch normalisation, short cuts of 1×1 where the
 * size changes.
 */
function residual(classes: number): Drawn {
  const d = draw()
  const norm: Block = ['batchNorm']
  const plain = { bias: false, padding: 'same' }
  let at = d.row([square(16, 3, plain), norm, relu], d.add(['input']))
  for (const [channels, stride] of [
    [16, 1],
    [32, 2],
    [64, 2],
  ] as const) {
    const way = d.row(
      [
        square(channels, 3, { ...plain, strides: [stride, stride] }),
        norm,
        relu,
        square(channels, 3, plain),
        norm,
      ],
      at,
    )
    const short =
      stride === 1 ? at : d.row([square(channels, 1, { ...plain, strides: [stride, stride] }), norm], at)
    at = d.add(relu, d.add(['add'], way, short))
  }
  d.add(['output'], d.row(pooled(classes), at))
  return d
}

const REFERENCES: Readonly<Record<string, Reference>> = {
  mnist: {
    shape: [28, 28, 1],
    classes: 10,
    samples: 2000,
    graph: () => chain(square(32, 3), relu, ['pooling2d'], square(64, 3), relu, ['pooling2d'], ...ending(10)),
  },
  dieleman: {
    shape: [64, 64, 3],
    classes: 5,
    samples: 500,
    graph: () =>
      chain(
        square(32, 5),
        relu,
        ['pooling2d'],
        square(64, 5),
        relu,
        ['pooling2d'],
        square(128, 3),
        relu,
        ['pooling2d'],
        ...ending(5),
      ),
  },
  spectra: {
    shape: [1024, 1],
    classes: 6,
    samples: 2000,
    graph: () =>
      chain(
        line(16, 7),
        relu,
        ['pooling1d'],
        line(32, 5),
        relu,
        ['pooling1d'],
        line(64, 3),
        relu,
        ['pooling1d'],
        ...ending(6),
      ),
  },
  strided: {
    shape: [28, 28, 1],
    classes: 10,
    samples: 1500,
    graph: () =>
      chain(
        square(32, 3, halving),
        relu,
        square(64, 3, halving),
        relu,
        square(64, 3, same),
        relu,
        square(128, 3, halving),
        relu,
        ...pooled(10),
      ),
  },
  residual: { shape: [32, 32, 3], classes: 10, samples: 600, graph: () => residual(10) },
  dilated: {
    shape: [1024, 1],
    classes: 6,
    samples: 1000,
    graph: () =>
      chain(
        line(16, 7, same),
        gelu,
        ['pooling1d', { kind: 'average' }],
        line(32, 5, { ...same, dilation: [2] }),
        gelu,
        ['pooling1d', { kind: 'average' }],
        line(64, 3, { ...same, dilation: [4] }),
        gelu,
        ...pooled(6),
      ),
  },
}
export const NAMES = ['images', 'tecator', ...Object.keys(REFERENCES)]
const BATCH = 64

/** `folder` holds the bundled data sets; `batchSize` is that of the bench, or the one asked for. */
export async function subject(name: string, folder: string, batchSize?: number): Promise<Subject> {
  const found = await find(name, folder)
  const training = { ...found.document.training, ...(batchSize === undefined ? {} : { batchSize }) }
  return { ...found, document: { ...found.document, training } }
}

async function find(name: string, folder: string): Promise<Subject> {
  const reference = REFERENCES[name]
  if (reference)
    return { document: documentOf(name, reference), dataset: await samplesFor(name, reference, folder) }
  const document = name === 'images' ? imagesExample() : spectraExample()
  const dataset = await loadDatasetIn(document.data.set ?? '', folder)
  if (isBad(dataset)) throw new Error(dataset.bad)
  return { document, dataset }
}

function documentOf(name: string, { graph }: Reference): Document {
  const empty = emptyDocument(name)
  const { nodes, wires } = graph()
  return {
    ...empty,
    nodes,
    wires,
    data: {
      set: name,
      preparation: [{ kind: 'standardise', params: { per: 'channel' } }],
      augmentation: [],
      validation: 0.02,
      splitSeed: 1,
    },
    training: { ...empty.training, optimiser: 'adam', learningRate: 0.001, batchSize: BATCH },
  }
}

async function samplesFor(
  name: string,
  { shape, classes, samples }: Reference,
  folder: string,
): Promise<Dataset> {
  const { values, labels } =
    shape.length === 3
      ? await pictures(shape, classes, samples, folder)
      : lines(size(shape), classes, samples)
  return {
    id: name,
    title: name,
    kind: shape.length === 3 ? 'images' : 'spectra',
    about: '',
    shape,
    classes: Array.from({ length: classes }, (_, i) => String(i)),
    values,
    labels,
    ownTest: null,
    axis: null,
    licence: { name: '', text: '', source: '' },
    fingerprint: name,
  }
}
