/**
 * Graphs as lists: Compare and Inspect show every node of a branched network, named and behind what it reads.
 */
import { describe, expect, it } from 'vitest'
import { leavingOut } from '../../../engine/settings/data'
import { TRAINING_DEFAULTS, type Document, type Experiment } from '../../../preload/contract'
import { alignLinks } from '../../../renderer/compare/align'
import { linksOf } from '../../../renderer/document/links'
import { differences } from '../../../renderer/compare/differences'
import { inOrder } from '../../../renderer/document/order'
import { addNode } from '../../../renderer/document/adding'
import { connect } from '../../../renderer/document/wires'
import { chain, images } from '../graphs'

const plain = chain(
  'input',
  ['conv2d', { padding: 'same' }],
  'activation',
  ['conv2d', { padding: 'same' }],
  'flatten',
  'dense',
  'output',
)
const residual = connect(
  chain(
    'input',
    ['conv2d', { padding: 'same' }],
    'activation',
    ['conv2d', { padding: 'same' }],
    'add',
    'flatten',
    'dense',
    'output',
  ),
  'conv2d-1',
  'add-1',
)

describe('a branched network as a list', () => {
  it(
    'holds every node behind those it reads from, whatever the order of the document, and ends with ' +
      'two outputs',
    () => {
      let d = addNode(residual, 'dense', 'dense-2', { after: 'flatten-1' })
      d = addNode(d, 'output', 'output-2', { after: 'dense-2' })
      const order = inOrder({ ...d, nodes: d.nodes.toReversed() })
      expect(order.length).toBe(d.nodes.length)
      const at = new Map(order.map((n, i) => [n.id, i]))
      for (const w of d.wires) expect(at.get(w.from)).toBeLessThan(at.get(w.to) ?? -1)
    },
  )
  it('shows nodes on a circle last instead of losing them', () => {
    const circle = { ...plain, wires: [...plain.wires, { from: 'conv2d-2', to: 'conv2d-1' }] }
    expect(inOrder(circle).length).toBe(plain.nodes.length)
  })
  it('names nodes, and says where a merge reads from', () => {
    const add = linksOf(residual, images).find(l => l.node.kind === 'add')
    expect(add?.from).toEqual(['Conv 2D 2', 'Conv 2D 1'])
    expect(linksOf(plain, images).every(l => l.from === null)).toBe(true)
  })
})

const experiment = (document: Document): Experiment =>
  ({ document, dataset: 'a', fingerprint: 'b', threads: 1, settings: TRAINING_DEFAULTS }) as Experiment
describe('two of them', () => {
  it('are aligned node by node', () =>
    expect(
      alignLinks(linksOf(plain, images), linksOf(residual, images))
        .filter(p => p.state !== 'same')
        .map(p => [p.state, p.right?.node.kind]),
    ).toEqual([['added', 'add']]))
  it('differ in the inputs of a merge alone', () => {
    const other = {
      ...residual,
      wires: residual.wires.map(w =>
        w.from === 'conv2d-1' && w.to === 'add-1' ? { from: 'activation-1', to: 'add-1' } : w,
      ),
    }
    expect(differences([experiment(residual), experiment(other)])).toEqual([
      { label: 'Add 1 · Inputs', values: ['Conv 2D 2, Conv 2D 1', 'Conv 2D 2, Activation'] },
    ])
  })
  it('differ in the samples that are left out, those first that not all leave out', () => {
    const without = (...samples: number[]) => experiment({ ...plain, data: leavingOut(plain.data, samples) })
    const said = (...all: Experiment[]) => differences(all)
    expect(said(without(3, 7), without(3, 7))).toEqual([])
    expect(said(without(), without(7))).toEqual([{ label: 'Samples left out', values: ['–', '1 sample: 8'] }])
    expect(said(without(3, 7), without(3, 9), without(3))).toEqual([
      {
        label: 'Samples left out',
        values: ['2 samples: 8 and 1 more', '2 samples: 10 and 1 more', '1 sample'],
      },
    ])
    expect(said(without(...Array.from({ length: 12 }, (_, i) => i)), without())[0]?.values[0]).toBe(
      '12 samples: 1, 2, 3, 4, 5, 6, 7, 8 and 4 more',
    )
  })
})
