/**
 * The projects the window is measured with: 200 layers that can be trained, and the image example without an
 * end.
 */
import { emptyDocument, newNode, type Document, type GraphNode } from '../../engine/document/document'
import { imagesExample } from '../../engine/document/examples'
import type { LayerKind } from '../../engine/layers'
import type { AnyValues } from '../../engine/spec'

/** From one node to the next on the canvas, as the studio itself arranges them. */
const ACROSS = 260
const DOWN = 176
const PER_ROW = 14
/** More epochs than anybody waits for: the run lasts as long as it is measured. */
const ENDLESS = 10_000
const NODES = 200

export const endlessExample = (): Document => {
  const example = imagesExample()
  return { ...example, training: { ...example.training, epochs: ENDLESS } }
}

/**
 * Narrow convolutions and activations by turns: cheap enough that its progress comes several times a second.
 */
export function twoHundredNodes(): Document {
  const narrow: AnyValues = { filters: 2, padding: 'same' }
  const ends: readonly (readonly [LayerKind, AnyValues])[] = [
    ['pooling2d', {}],
    ['pooling2d', {}],
    ['flatten', {}],
    ['dense', { units: 10 }],
    ['output', {}],
  ]
  const middle = Array.from({ length: NODES - 1 - ends.length }, (_, i): readonly [LayerKind, AnyValues] =>
    i % 2 === 0 ? ['conv2d', narrow] : ['activation', { function: 'tanh' }],
  )
  const nodes = [['input', {}] as const, ...middle, ...ends].map(([kind, params], i): GraphNode => {
    const node = newNode(kind, `n${i}`, (i % PER_ROW) * ACROSS, Math.floor(i / PER_ROW) * DOWN)
    return { ...node, params: { ...node.params, ...params } }
  })
  const empty = emptyDocument('Two hundred nodes')
  return {
    ...empty,
    nodes,
    wires: nodes.slice(1).map((node, i) => ({ from: `n${i}`, to: node.id })),
    data: { ...empty.data, set: 'fashion-mnist' },
    training: { ...empty.training, epochs: ENDLESS, learningRate: 0.0001, batchSize: 16 },
  }
}
