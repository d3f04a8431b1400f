/**
 * A run through every layer there is, branches and merges included: it learns, and threads do not change a
 * bit of it.
 */
import { describe, expect, it, vi } from 'vitest'
import { newNode } from '../../../engine/document/document'
import { analyse } from '../../../engine/graph/analyse'
import { layer, LAYERS, type LayerKind } from '../../../engine/layers'
import type { EpochMetrics } from '../../../engine/run/types'
import { defaultsOf, isBad, type AnyValues, type Params, type ValuesOf } from '../../../engine/spec'
import { finish, smallDocument } from '../support/small'

vi.setConfig({ testTimeout: 0 })
type Block = readonly [name: string, kind: LayerKind, params: AnyValues, ...from: string[]]

/** 8×7 pictures; the first half stays an image, the second walks on as a spectrum of 12 points. */
const byHand: readonly Block[] = [
  ['input', 'input', {}],
  ['noise', 'gaussianNoise', { deviation: 0.05 }, 'input'],
  ['pad', 'zeroPadding2d', { sides: [0, 0, 1, 0] }, 'noise'],
  ['first', 'conv2d', { filters: 6, padding: 'same', bias: false }, 'pad'],
  ['norm', 'batchNorm', {}, 'first'],
  ['gelu', 'activation', { function: 'gelu' }, 'norm'],
  ['left', 'depthwiseConv2d', { padding: 'same' }, 'gelu'],
  ['right', 'separableConv2d', { filters: 6, padding: 'same' }, 'gelu'],
  ['sum', 'add', {}, 'left', 'right', 'gelu'],
  ['prelu', 'prelu', {}, 'sum'],
  ['gate', 'activation', { function: 'sigmoid' }, 'left'],
  ['product', 'multiply', {}, 'prelu', 'gate'],
  ['down', 'pooling2d', { kind: 'average' }, 'product'],
  ['up', 'upSampling2d', {}, 'down'],
  ['back', 'transposedConv2d', { filters: 3, kernel: [2, 2], padding: 'valid' }, 'down'],
  ['both', 'concatenate', {}, 'up', 'back'],
  ['crop', 'cropping2d', { sides: [1, 1, 1, 1] }, 'both'],
  ['grouped', 'conv2d', { filters: 6, groups: 3, kernel: [3, 3], strides: [2, 2] }, 'crop'],
  ['layers', 'layerNorm', {}, 'grouped'],
  ['spatial', 'spatialDropout', { rate: 0.1 }, 'layers'],
  ['flat', 'flatten', {}, 'spatial'],
  ['wide', 'dense', { units: 24 }, 'flat'],
  ['drop', 'dropout', { rate: 0.1 }, 'wide'],
  ['line', 'reshape', { sizes: [12, -1] }, 'drop'],
  ['pad1', 'zeroPadding1d', {}, 'line'],
  ['conv1', 'conv1d', { filters: 4, kernel: [3] }, 'pad1'],
  ['deep1', 'depthwiseConv1d', { kernel: [3], padding: 'same' }, 'conv1'],
  ['apart1', 'separableConv1d', { filters: 4, kernel: [3], padding: 'same' }, 'deep1'],
  ['pool1', 'pooling1d', {}, 'apart1'],
  ['up1', 'upSampling1d', {}, 'pool1'],
  ['back1', 'transposedConv1d', { filters: 4, kernel: [2], strides: [1] }, 'up1'],
  ['crop1', 'cropping1d', {}, 'back1'],
  ['global', 'globalPooling', {}, 'crop1'],
  ['scores', 'dense', { units: 3 }, 'global'],
  ['output', 'output', {}, 'scores'],
]
/** Nodes that a layer without a line above may read from, with the shapes that leave them. */
const PLACES = { gelu: [8, 8, 6], conv1: [12, 4], wide: [24] }
/** A branch from the first place that suits a layer to scores of its own. */
function branchOf(kind: LayerKind): readonly Block[] {
  const decl = layer(kind)
  const defaults = defaultsOf(decl) as ValuesOf<Params>
  const [place = ''] = Object.entries(PLACES).find(([, x]) => !isBad(decl.shape(x, defaults, [x, x]))) ?? []
  const from = decl.ports.in > 1 ? ['gelu', 'right'] : [place]
  return [
    [kind, kind, {}, ...from],
    [`${kind} flat`, 'flatten', {}, kind],
    [`${kind} scores`, 'dense', { units: 3 }, `${kind} flat`],
  ]
}
const others = (Object.keys(LAYERS) as LayerKind[]).filter(kind => !byHand.some(b => b[1] === kind))
/**
 * The network above, and a branch for every layer that it does not name, whose scores are added to its own.
 */
const blocks: readonly Block[] =
  others.length === 0
    ? byHand
    : [
        ...byHand.slice(0, -1),
        ...others.flatMap(branchOf),
        ['all scores', 'add', {}, 'scores', ...others.map(kind => `${kind} scores`)],
        ['output', 'output', {}, 'all scores'],
      ]
const document = (epochs: number) => ({
  ...smallDocument({ epochs, batchSize: 16, learningRate: 0.01 }),
  nodes: blocks.map(([name, kind, params]) => {
    const node = newNode(kind, name, 0, 0)
    return { ...node, params: { ...node.params, ...params } }
  }),
  wires: blocks.flatMap(([name, , , ...from]) => from.map(f => ({ from: f, to: name }))),
})

describe('a network of every layer', () => {
  it('holds every layer, and nothing is wrong with it', () => {
    const graph = document(1)
    expect(Object.keys(LAYERS).filter(kind => !graph.nodes.some(n => n.kind === kind))).toEqual([])
    expect(analyse(graph, { title: 'Bars', shape: [8, 7, 1], classes: 3 }).problems).toEqual([])
  })

  it('learns', async () => {
    const epochs: EpochMetrics[] = []
    const result = await finish({ document: document(30) }, { onEpoch: e => epochs.push(e.metrics) })
    expect(result.status).toBe('finished')
    expect(result.testAccuracy).toBeGreaterThan(0.9)
    expect(epochs.at(-1)?.trainingLoss).toBeLessThan((epochs[0]?.trainingLoss ?? 0) / 2)
  })

  it('gives the same bits with 1, 2, 3 and 8 threads', async () => {
    const runs = []
    for (const threads of [1, 2, 3, 4, 8, 2])
      runs.push((await finish({ document: document(3), threads })).weights)
    for (const weights of runs) expect(weights).toEqual(runs[0])
  })
})
