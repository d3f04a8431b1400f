/** The two example projects: a small network for each bundled data set that learns it in well under a minute. Pure. */
import { emptyDocument, newNode, type Document, type GraphNode, type Wire } from './document'
import type { LayerKind } from './layers'
import type { AnyValues } from './spec'

/** Distance between nodes on the canvas, in pixels, and how many stand in a row: read like text, and legible when fitted. */
const ACROSS = 260,
  DOWN = 176,
  PER_ROW = 4

type Block = readonly [kind: LayerKind, params?: AnyValues]

/** A document whose nodes are wired from left to right, row after row. */
function chain(
  name: string,
  blocks: readonly Block[],
  settings: { readonly data: Partial<Document['data']>; readonly training: Partial<Document['training']> },
): Document {
  const empty = emptyDocument(name)
  const nodes = blocks.map(([kind, params], i): GraphNode => {
    const node = newNode(
      kind,
      `${kind}-${blocks.slice(0, i + 1).filter(([k]) => k === kind).length}`,
      (i % PER_ROW) * ACROSS,
      Math.floor(i / PER_ROW) * DOWN,
    )
    return { ...node, params: { ...node.params, ...params } }
  })
  const wires = nodes.slice(1).map((to, i): Wire => ({ from: nodes[i]?.id ?? '', to: to.id }))
  return { ...empty, nodes, wires, data: { ...empty.data, ...settings.data }, training: { ...empty.training, ...settings.training } }
}

export const imagesExample = (): Document =>
  chain(
    'Fashion-MNIST example',
    [
      ['input'],
      ['conv2d', { filters: 16, kernel: [3, 3], padding: 'same' }],
      ['activation'],
      ['pooling2d'],
      ['conv2d', { filters: 32, kernel: [3, 3], padding: 'same' }],
      ['activation'],
      ['pooling2d'],
      ['dropout', { rate: 0.25 }],
      ['flatten'],
      ['dense', { units: 10 }],
      ['output'],
    ],
    { data: { set: 'fashion-mnist', normalisation: 'channel' }, training: { epochs: 12, batchSize: 64, learningRate: 0.002 } },
  )

/** Wide kernels and averages, because a spectrum is smooth and what tells the classes apart is its slope and curvature. */
export const spectraExample = (): Document =>
  chain(
    'Tecator example',
    [
      ['input'],
      ['conv1d', { filters: 8, kernel: [15] }],
      ['activation', { function: 'elu' }],
      ['pooling1d', { kind: 'average', size: [4], strides: [4] }],
      ['conv1d', { filters: 16, kernel: [5] }],
      ['activation', { function: 'elu' }],
      ['pooling1d', { kind: 'average' }],
      ['dropout', { rate: 0.25 }],
      ['flatten'],
      ['dense', { units: 3 }],
      ['output'],
    ],
    { data: { set: 'tecator', normalisation: 'feature' }, training: { epochs: 400, batchSize: 16, learningRate: 0.003 } },
  )
