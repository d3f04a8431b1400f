/** Documents made to hurt: nothing here may throw, take long, or come through as something else. */
import { describe, expect, it } from 'vitest'
import { emptyDocument, newNode, type Document, type GraphNode } from '../../../engine/document/document'
import { parseDocument } from '../../../engine/document/parseDocument'
import { imagesExample } from '../../../engine/document/examples'
import { analyse } from '../../../engine/graph/analyse'
import type { LayerKind } from '../../../engine/layers'
import { isBad, type AnyValues } from '../../../engine/spec'
import { row } from '../support/small'
import { cpuWatch } from '../support/cpu'

const example = imagesExample()
const info = { title: 'Pictures', shape: [28, 28, 1], classes: 10 }
const parsed = (change: object) => parseDocument({ ...structuredClone(example), ...change })
const read = (text: string) => parseDocument(JSON.parse(text))
const milliseconds = (action: () => unknown): number => {
  const watch = cpuWatch()
  action()
  return watch()
}
/** Milliseconds; 292 was the most seen, on a machine with three times as much to do as it has cores. */
const SOON = 1000
type Blocks = (readonly [LayerKind, AnyValues?])[]
const laid = (id: string, kind: string): GraphNode => newNode(kind as LayerKind, id, 0, 0)
const node = (id: string, kind = 'activation', more: object = {}) => ({
  id,
  kind,
  params: {},
  x: 0,
  y: 0,
  ...more,
})

describe('a document with', () => {
  it.each([
    ['a version before the first', { version: 0 }],
    ['a negative version', { version: -1 }],
    ['half a version', { version: 1.5 }],
    ['a version in words', { version: '1' }],
    ['a version without end', { version: Infinity }],
    ['a kind that every object has', { nodes: [node('a', 'constructor')], wires: [] }],
    ['a kind that changes prototypes', { nodes: [node('a', '__proto__')], wires: [] }],
    ['numbers in words', { nodes: [node('a', 'dense', { params: { units: '10' } })], wires: [] }],
    ['a learning rate that is no number', { training: { ...example.training, learningRate: NaN } }],
    ['an endless learning rate', { training: { ...example.training, learningRate: Infinity } }],
    ['half a batch', { training: { ...example.training, batchSize: 2.5 } }],
    ['three axes', { nodes: [node('a', 'conv2d', { params: { kernel: [3, 3, 3] } })], wires: [] }],
    [
      'a list that only looks like one',
      { nodes: [node('a', 'conv2d', { params: { kernel: { 0: 3, 1: 3, length: 2 } } })], wires: [] },
    ],
    ['a place that is no number', { nodes: [node('a', 'dense', { x: NaN })], wires: [] }],
    ['too many nodes', { nodes: Array.from({ length: 5001 }, (_, i) => node(`n${i}`)), wires: [] }],
    ['too many wires', { wires: Array.from({ length: 100_000 }, () => example.wires[0]) }],
    ['nodes that are nothing', { nodes: [null] }],
  ])('%s is a sentence', (_, change) => {
    const answer = parsed(change)
    expect(isBad(answer) && answer.bad.length).toBeGreaterThan(20)
  })

  it('prototypes in its JSON changes none', () => {
    const text = JSON.stringify(example).replaceAll(
      '"params":{"',
      '"params":{"__proto__":{"filters":7,"polluted":1},"constructor":{"prototype":{"polluted":1}},"',
    )
    const document = read(text.replace('"training":{', '"training":{"__proto__":{"epochs":3},'))
    expect(document).toEqual({ bad: expect.stringContaining('has no setting “constructor”') as string })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('numbers beyond all numbers is a sentence', () =>
    expect(
      read(JSON.stringify(example).replace('"learningRate":0.002', '"learningRate":1e400')),
    ).toMatchObject({
      bad: expect.stringContaining('Learning rate must be a number') as string,
    }))

  it('nodes a world away brings them within reach', () => {
    const document = parsed({ nodes: [node('a', 'dense', { x: 1e300, y: -1e300 })], wires: [] })
    if (isBad(document)) throw new Error(document.bad)
    expect(document.nodes[0]).toMatchObject({ x: 1e6, y: -1e6 })
  })

  it('the most nodes and wires is read in a moment, as it is at every edit', () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => node(`node-${i}`))
    const wires = Array.from({ length: 10_000 }, (_, i) => ({
      from: `node-${(i * 7) % 5000}`,
      to: `node-${(i * 13) % 5000}`,
    }))
    let document: unknown
    expect(
      milliseconds(() => {
        document = parsed({ nodes, wires })
      }),
    ).toBeLessThan(300)
    expect(isBad(document)).toBe(false)
  })
})

describe('the analysis takes a moment for', () => {
  const graph = (count: number, wires: Document['wires']): Pick<Document, 'nodes' | 'wires'> => ({
    nodes: Array.from({ length: count }, (_, i) => laid(`n${i}`, 'activation')),
    wires,
  })
  const wires = (count: number, of: (i: number) => readonly [number, number]) =>
    Array.from({ length: count }, (_, i) => {
      const [from, to] = of(i)
      return { from: `n${from}`, to: `n${to}` }
    })
  it.each([
    [
      'a chain',
      row(['input'], ...Array.from({ length: 4998 }, () => ['activation'] as ['activation']), ['output']),
    ],
    [
      'one circle',
      graph(
        5000,
        wires(5000, i => [i, (i + 1) % 5000]),
      ),
    ],
    [
      'many circles',
      graph(
        5000,
        wires(10_000, i => [i % 5000, (i * 31 + 7) % 5000]),
      ),
    ],
    [
      'a long tail behind a circle',
      graph(
        5000,
        wires(5000, i => (i === 4999 ? [1, 0] : [i, i + 1])),
      ),
    ],
    [
      'a circle at the end of a long tail',
      graph(
        5000,
        wires(5000, i => (i === 4999 ? [4999, 4998] : [i, i + 1])),
      ),
    ],
    [
      'everything wired into one',
      graph(
        5000,
        wires(10_000, i => [i % 4999, 4999]),
      ),
    ],
    [
      'one wired into everything',
      graph(
        5000,
        wires(10_000, i => [0, 1 + (i % 4999)]),
      ),
    ],
  ])('%s of 5,000 nodes', (_, given) => expect(milliseconds(() => analyse(given, info))).toBeLessThan(SOON))
})

describe('a graph', () => {
  const sentences = (
    nodes: readonly (readonly [string, string])[],
    wired: readonly (readonly [string, string])[],
  ) =>
    analyse(
      { nodes: nodes.map(([id, kind]) => laid(id, kind)), wires: wired.map(([from, to]) => ({ from, to })) },
      info,
    ).problems.map(p => p.sentence)
  const chain = [
    ['i', 'input'],
    ['f', 'flatten'],
    ['d', 'dense'],
    ['o', 'output'],
  ] as const
  const wired = [
    ['i', 'f'],
    ['f', 'd'],
    ['d', 'o'],
  ] as const

  it('is fine as a chain', () => expect(sentences(chain, wired)).toEqual([]))
  it.each([
    ['a second Input', [...chain, ['j', 'input']] as const, wired, /Input leads nowhere/],
    ['a second Output', [...chain, ['p', 'output']] as const, wired, /Output has no input/],
    ['a wire from a node to itself', chain, [...wired, ['d', 'd']] as const, /Dense is part of a circle/],
    ['the same wire twice', chain, [...wired, ['f', 'd']] as const, /Dense takes one wire and gets 2/],
    [
      'a wire into the Input',
      [...chain, ['a', 'activation']] as const,
      [...wired, ['a', 'i']] as const,
      /Input takes no wire and gets 1/,
    ],
    [
      'a wire out of the Output',
      [...chain, ['a', 'activation']] as const,
      [...wired, ['o', 'a']] as const,
      /Output is the end of the network: remove the wire that leaves it/,
    ],
    [
      'a circle beside the chain',
      [...chain, ['a', 'activation'], ['b', 'dropout']] as const,
      [...wired, ['a', 'b'], ['b', 'a']] as const,
      /part of a circle/,
    ],
  ])('with %s cannot be trained, and says why', (_, nodes, wires, sentence) =>
    expect(sentences(nodes, wires).join('\n')).toMatch(sentence),
  )

  it('names the nodes of a circle and no others', () => {
    const problems = analyse(
      {
        nodes: ['a', 'b', 'c', 'd', 'e'].map(id => laid(id, 'activation')),
        wires: [
          ['a', 'b'],
          ['b', 'a'],
          ['b', 'c'],
          ['c', 'd'],
          ['d', 'd'],
          ['d', 'e'],
        ].map(([from = '', to = '']) => ({ from, to })),
      },
      info,
    ).problems
    expect(problems.filter(p => p.sentence.includes('circle')).map(p => p.node)).toEqual(['a', 'b', 'd'])
  })
})

describe('what no machine could hold is a sentence on the node', () => {
  const problemsOf = (...blocks: Blocks) =>
    analyse({ ...emptyDocument(), ...row(...blocks) }, null).problems.filter(p => p.node !== null)
  it.each<[string, Blocks, string]>([
    [
      'maps of 65536×65536×4096',
      [['input', { shape: [65536, 65536, 3] }], ['conv2d', { filters: 4096, padding: 'same' }], ['output']],
      'n0',
    ],
    [
      'a Dense of billions of parameters',
      [['input', { shape: [512, 512, 64] }], ['flatten'], ['dense', { units: 16384 }], ['output']],
      'n2',
    ],
    [
      'kernels of 1024×1024',
      [
        ['input', { shape: [2048, 2048, 3] }],
        ['conv2d', { filters: 4096, kernel: [1024, 1024] }],
        ['output'],
      ],
      'n1',
    ],
  ])('%s', (_, blocks, id) => {
    expect(problemsOf(...blocks)[0]).toMatchObject({
      node: id,
      sentence: expect.stringMatching(/GB of memory.* 4 GB/) as string,
    })
  })
  it('and never a fix that would itself be wrong', () => {
    const [first] = problemsOf(
      ['input', { shape: [20, 20, 1] }],
      ['conv2d', { kernel: [900, 900], dilation: [9, 9] }],
      ['output'],
    )
    expect(first?.sentence).toMatch(/does not fit a 20×20 image/)
    expect(first?.fix).toBeUndefined()
  })
})
