/**
 * What a graph means: shapes, costs, receptive fields, and the sentences for everything that cannot be
 * trained.
 */
import { describe, expect, it } from 'vitest'
import type { Document } from '../../../engine/document/document'
import { analyse } from '../../../engine/graph/analyse'
import type { SampleInfo, NumberSpread } from '../../../engine/graph/types'
import type { AnyValues } from '../../../engine/spec'
import { build, type Layer } from '../../../engine/document/build'
import { row } from '../support/small'

const images = { title: 'Pictures', shape: [28, 28, 1], classes: 10 }
const spectra = { title: 'Spectra', shape: [100, 1], classes: 3 }
type Graph = Pick<Document, 'nodes' | 'wires'>
const good = (): Graph =>
  row(
    ['input'],
    ['conv2d', { filters: 8 }],
    ['activation'],
    ['pooling2d'],
    ['conv2d', { filters: 4, kernel: [5, 5] }],
    ['pooling2d'],
    ['flatten'],
    ['dense'],
    ['output'],
  )
const sentences = (graph: Graph, data: typeof images | null = images): string[] =>
  analyse(graph, data).problems.map(p => p.sentence)
const without = (graph: Graph, from: string): Graph => ({
  ...graph,
  wires: graph.wires.filter(w => w.from !== from),
})

describe('a good graph', () => {
  const analysis = analyse(good(), images)
  const of = (id: string) => analysis.nodes.get(id)
  it('is a chain from Input to Output without problems', () => {
    expect(analysis.problems).toEqual([])
    expect(analysis.order?.map(n => n.id)).toEqual(good().nodes.map(n => n.id))
  })
  it('has shapes, parameters and multiply-adds', () => {
    expect(['n1', 'n3', 'n4', 'n5', 'n6', 'n7'].map(id => of(id)?.out)).toEqual([
      [26, 26, 8],
      [13, 13, 8],
      [9, 9, 4],
      [4, 4, 4],
      [64],
      [10],
    ])
    expect(analysis.parameters).toBe((9 + 1) * 8 + (25 * 8 + 1) * 4 + 65 * 10)
    expect(of('n1')?.multiplyAdds).toBe(26 * 26 * 8 * 9)
  })
  it('has receptive fields that grow by (kernel − 1) · dilation · the strides before', () =>
    // 1, 3, 3, 3 + 1 = 4 (jump 2), 4 + 4·2 = 12, 12 + 2 = 14
    expect(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n7'].map(id => of(id)?.receptiveField)).toEqual([
      [1, 1],
      [3, 3],
      [3, 3],
      [4, 4],
      [12, 12],
      [14, 14],
      'everything',
    ]))
  it('has receptive fields in one dimension, dilation and uneven kernels included', () => {
    const line = analyse(
      row(
        ['input'],
        ['conv1d', { kernel: [3], dilation: [4] }],
        ['conv1d', { kernel: [2], strides: [3] }],
        ['conv1d', { kernel: [5] }],
        ['flatten'],
        ['dense', { units: 3 }],
        ['output'],
      ),
      spectra,
    )
    expect(['n1', 'n2', 'n3'].map(id => line.nodes.get(id)?.receptiveField)).toEqual([[9], [10], [22]])
    const uneven = analyse(
      row(
        ['input'],
        ['conv2d', { kernel: [1, 7], strides: [2, 1] }],
        ['conv2d', { kernel: [3, 3] }],
        ['flatten'],
        ['dense'],
        ['output'],
      ),
      images,
    )
    expect(uneven.nodes.get('n2')?.receptiveField).toEqual([5, 9])
  })
})

describe('a graph that cannot be trained says why', () => {
  it.each<[string, Graph, typeof images | null, RegExp]>([
    ['empty', { nodes: [], wires: [] }, images, /canvas is empty/],
    ['no data', good(), null, /No data set is chosen/],
    ['no Output', row(['input'], ['conv2d']), images, /no Output/],
    ['no Input', row(['conv2d'], ['output']), images, /no Input/],
    [
      'an Output that nothing leads to',
      {
        ...good(),
        nodes: [...good().nodes, { ...(good().nodes[8] as Document['nodes'][number]), id: 'second' }],
      },
      images,
      /Output has no input/,
    ],
    ['an unwired node', without(good(), 'n2'), images, /Pooling 2D has no input/],
    ['a dead end', without(good(), 'n2'), images, /Activation leads nowhere/],
    [
      'two wires into one node',
      { ...good(), wires: [...good().wires, { from: 'n1', to: 'n3' }] },
      images,
      /Pooling 2D takes one wire and gets 2/,
    ],
    [
      'the wrong number of classes',
      row(['input'], ['flatten'], ['dense', { units: 7 }], ['output']),
      images,
      /ends in 7 scores, but Pictures has 10 classes/,
    ],
    [
      'the wrong dimension',
      row(['input'], ['conv2d'], ['flatten'], ['dense', { units: 3 }], ['output']),
      spectra,
      /use Conv 1D for spectra/,
    ],
    [
      'a kernel larger than the image',
      row(['input'], ['conv2d', { kernel: [31, 31] }], ['flatten'], ['dense'], ['output']),
      images,
      /31×31 kernel does not fit a 28×28 image.*padding 2/,
    ],
    ['Dense before Flatten', row(['input'], ['dense'], ['output']), images, /put a Flatten before it/],
    [
      'another shape than the data',
      row(['input', { shape: [32, 32, 3] }], ['flatten'], ['dense'], ['output']),
      images,
      /Input is 32×32×3, but the samples of Pictures are 28×28×1/,
    ],
    [
      'nothing to learn',
      row(['input'], ['flatten'], ['output']),
      { ...images, shape: [10] },
      /Nothing here can learn/,
    ],
  ])('%s', (_, graph, data, expected) => {
    expect(sentences(graph, data).join('\n')).toMatch(expected)
    expect(analyse(graph, data).order).toBeNull()
  })
  it('a circle, named at its nodes; those behind it wait', () => {
    const graph = good()
    const analysis = analyse(
      { ...graph, wires: [...graph.wires.filter(w => w.from !== 'n0'), { from: 'n3', to: 'n1' }] },
      images,
    )
    expect(analysis.problems.filter(p => /part of a circle/.test(p.sentence)).map(p => p.node)).toEqual([
      'n1',
      'n2',
      'n3',
    ])
    expect(analysis.nodes.get('n6')?.problem).toBeNull()
  })
  it('of numbers to predict: no softmax, and standardised from the start', () => {
    const two = analyse(
      row(['input'], ['flatten'], ['dense', { units: 2 }], ['output']),
      numbers({ name: 'b', mean: 0, deviation: 1 }),
    )
    expect(two.problems[0]?.fix).toMatchObject({ set: { loss: 'meanSquared', targetScale: 'standardised' } })
  })
  it('offers a way out where there is one', () => {
    const fixes = analyse(
      row(['input'], ['flatten'], ['dense', { units: 7 }], ['output']),
      images,
    ).problems.map(p => p.fix)
    expect(fixes).toEqual([{ label: 'Give it 10 units', setPrevious: { units: 10 } }])
  })
})

const numbers = (...more: readonly NumberSpread[]): SampleInfo => ({
  ...images,
  classes: 0,
  numbers: 1 + more.length,
  spreads: [{ name: 'fat', mean: 2, deviation: 1.5 }, ...more],
})
describe('a hint', () => {
  const hintOf = (data: SampleInfo, params: AnyValues = { loss: 'huber' }) => {
    const graph = row(['input'], ['flatten'], ['dense', { units: data.numbers ?? 0 }], ['output', params])
    const analysis = analyse(graph, data)
    expect(analysis.problems).toEqual([]) // it keeps nobody from training
    return analysis.nodes.get('n3')?.hint
  }
  it('is given for numbers far from 0 ± 1, naming the farthest', () => {
    const hint = hintOf(
      numbers({ name: 'teff', mean: 8012.4, deviation: 1500 }, { name: 'water', mean: 60, deviation: 9 }),
    )
    expect(hint?.sentence).toMatch(/^“teff” is 8010 ± 1500, and a network begins near 0 ± 1/)
    expect(hint?.fix).toEqual({ label: 'Standardise targets', set: { targetScale: 'standardised' } })
    expect(hintOf(numbers({ name: 'flux', mean: 0, deviation: 1e-17 }))?.sentence).toMatch(
      /“flux” is 0 ± 1e-17/,
    )
  })
  it('is not where they are near, standardised already, not known, or no numbers', () => {
    const far = { name: 'teff', mean: 8000, deviation: 1500 }
    expect(hintOf(numbers())).toBeNull()
    expect(hintOf(numbers(far), { loss: 'huber', targetScale: 'standardised' })).toBeNull()
    expect(hintOf({ ...images, classes: 0, numbers: 2 })).toBeNull()
    expect(hintOf(numbers(far), { loss: 'binaryCrossEntropy' })).toBeNull()
  })
})

describe('what a value sees', () => {
  const seenAt = (node: string, layers: readonly Layer[]) => {
    const document = build(layers)
    if ('bad' in document) throw new Error(document.bad)
    const report = analyse(document, spectra).nodes.get(node)
    return [report?.receptiveField, report?.centres?.start]
  }
  const nth: Layer = ['pooling1d', { kind: 'everyNth', size: [5], strides: [5] }, { id: 'nth' }]
  it('of one of every N: the first place of its window alone', () => {
    expect(seenAt('nth', [nth])).toEqual([[1], [0]])
    expect(seenAt('c', [nth, ['conv1d', { kernel: [3] }, { id: 'c' }]])).toEqual([[11], [5]])
  })
  it('behind a merge: all that any branch sees', () => {
    const same = (kernel: number, id: string, more: object = {}): Layer => [
      'conv1d',
      { filters: 1, kernel: [kernel], padding: 'same', ...more },
      { id, from: 'input-1' },
    ]
    const both: Layer = ['add', {}, { id: 'sum', from: ['a', 'b'] }]
    // Of an even kernel the window reaches one place further to the right.
    expect(seenAt('sum', [same(8, 'a'), same(7, 'b'), both])).toEqual([[8], [0.5]])
    const right = same(1, 'a', { padding: [0, 10] })
    const left = same(1, 'b', { padding: [10, 0] })
    expect(seenAt('sum', [right, left, both])).toEqual([[11], [-5]])
  })
})
