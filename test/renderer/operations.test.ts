/** Operations on a document: what always holds, and what each is for. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse, emptyDocument, isBad, layer, parseDocument } from '../../preload/contract'
import { arrange } from '../../renderer/document/arrange'
import { copyNodes, duplicate, pasteNodes } from '../../renderer/document/clipboard'
import { downstream, NODE_HEIGHT, NODE_WIDTH } from '../../renderer/document/geometry'
import {
  addNode,
  align,
  canConnect,
  connect,
  insertOnWire,
  moveNodes,
  moveOntoWire,
  removeNodes,
  setParams,
} from '../../renderer/document/operations'
import { chain, edits, images, wiresOf } from './graphs'

const SEED = 20_262

describe(`operations, fuzzed with seed ${SEED}`, () => {
  it('keep ids unique, wires attached, one wire on a port, and no circle', () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 30 }), sequence => {
        const d = sequence.reduce((at, edit) => edit(at), emptyDocument())
        const ids = d.nodes.map(n => n.id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const n of d.nodes) {
          const { ports } = layer(n.kind)
          expect(d.wires.filter(w => w.to === n.id).length).toBeLessThanOrEqual(ports.in)
          expect(d.wires.filter(w => w.from === n.id).length).toBeLessThanOrEqual(ports.out)
          expect(downstream(d, n.id).has(n.id)).toBe(false)
          expect(Number.isFinite(n.x) && Number.isFinite(n.y)).toBe(true)
        }
        expect(d.wires.every(w => ids.includes(w.from) && ids.includes(w.to))).toBe(true)
        expect(parseDocument(JSON.parse(JSON.stringify(d)))).toEqual(d)
      }),
      { seed: SEED, numRuns: 400 },
    )
  })
})

describe('adding', () => {
  it('appends to a node, wired, at its right', () => {
    const d = chain('input', 'conv2d')
    expect(wiresOf(d)).toEqual(['input-1 → conv2d-1'])
    expect(d.nodes[1]?.x).toBeGreaterThan((d.nodes[0]?.x ?? 0) + NODE_WIDTH)
  })
  it('goes between a node and its successor, and makes room', () => {
    const d = addNode(chain('input', 'conv2d', 'flatten'), 'activation', 'activation-1', { after: 'conv2d-1' })
    expect(wiresOf(d).sort()).toEqual(['activation-1 → flatten-1', 'conv2d-1 → activation-1', 'input-1 → conv2d-1'])
    for (const a of d.nodes)
      for (const b of d.nodes) if (a !== b) expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true)
  })
  it('goes before an Output, and Input before a node without one', () => {
    expect(wiresOf(addNode(chain('input', 'output'), 'dense', 'dense-1', { after: 'output-1' })).sort()).toEqual([
      'dense-1 → output-1',
      'input-1 → dense-1',
    ])
    expect(wiresOf(addNode(chain('conv2d'), 'input', 'input-1', { after: 'conv2d-1' }))).toEqual(['input-1 → conv2d-1'])
  })
  it('takes its place on a wire, new or already there', () => {
    const d = chain('input', 'output'),
      wire = { from: 'input-1', to: 'output-1' }
    expect(wiresOf(insertOnWire(d, wire, 'dense', 'dense-1')).sort()).toEqual(['dense-1 → output-1', 'input-1 → dense-1'])
    const loose = addNode(d, 'dense', 'dense-1', { at: { x: 0, y: 400 } })
    expect(wiresOf(moveOntoWire(loose, wire, 'dense-1')).sort()).toEqual(['dense-1 → output-1', 'input-1 → dense-1'])
  })
})

describe('wires', () => {
  it('refuse loops and circles, and replace what sits on the port', () => {
    const d = chain('input', 'conv2d', 'activation')
    expect(connect(d, 'conv2d-1', 'conv2d-1')).toBe(d)
    expect(canConnect(d, 'activation-1', 'conv2d-1')).toBe(false)
    expect(wiresOf(connect(d, 'input-1', 'activation-1'))).toEqual(['input-1 → activation-1'])
  })
  it('heal when a node, or several in a row, are removed from the middle', () => {
    const d = chain('input', 'conv2d', 'activation', 'flatten')
    expect(wiresOf(removeNodes(d, ['conv2d-1']))).toContain('input-1 → activation-1')
    expect(wiresOf(removeNodes(d, ['activation-1', 'conv2d-1']))).toEqual(['input-1 → flatten-1'])
  })
})

describe('doing nothing', () => {
  it('returns the same document', () => {
    const d = chain('input', 'conv2d')
    expect(setParams(d, 'conv2d-1', { kernel: [3, 3] })).toBe(d)
    expect(moveNodes(d, new Map([['input-1', { x: d.nodes[0]?.x ?? 0, y: d.nodes[0]?.y ?? 0 }]]))).toBe(d)
    expect(removeNodes(d, ['nobody'])).toBe(d)
    const tidy = arrange(d)
    expect(arrange(tidy)).toBe(tidy)
  })
})

describe('copies', () => {
  it('carry their inner wires and get ids of their own', () => {
    const d = chain('input', 'conv2d', 'activation')
    const copy = duplicate(d, ['conv2d-1', 'activation-1'])
    expect(copy.ids).toEqual(['conv2d-2', 'activation-2'])
    expect(wiresOf(copy.document)).toContain('conv2d-2 → activation-2')
    expect(copy.document.wires.length).toBe(3)
  })
  it('survive the clipboard, and other text is refused with a sentence', () => {
    const d = chain('input', ['conv2d', { filters: 7 }]),
      pasted = pasteNodes(d, copyNodes(d, ['conv2d-1']), { x: 400, y: 300 })
    expect(isBad(pasted)).toBe(false)
    if (!isBad(pasted)) expect(pasted.document.nodes.at(-1)).toMatchObject({ id: 'conv2d-2', x: 400, y: 300, params: { filters: 7 } })
    for (const text of ['hello', '{}', '{"format":"receptive-nodes","nodes":[{"id":"a","kind":"magic","params":{},"x":0,"y":0}],"wires":[]}'])
      expect(pasteNodes(d, text)).toHaveProperty('bad')
  })
})

describe('arranging', () => {
  it('lays a chain from left to right, or in even rows', () => {
    const d = chain('input', 'conv2d', 'activation', 'pooling2d', 'flatten', 'dense', 'output')
    const line = arrange(d).nodes
    expect(line.every((n, i) => i === 0 || n.x > (line[i - 1]?.x ?? 0) + NODE_WIDTH)).toBe(true)
    expect(new Set(arrange(d, 4).nodes.map(n => n.y)).size).toBe(2)
    expect(analyse(arrange(d, 4), images).parameters).toBe(analyse(d, images).parameters)
  })
  it('puts a selection on one line without overlap', () => {
    const d = align(chain('input', 'conv2d', 'activation'), ['input-1', 'conv2d-1', 'activation-1'], 'column')
    expect(new Set(d.nodes.map(n => n.x)).size).toBe(1)
    expect(new Set(d.nodes.map(n => n.y)).size).toBe(3)
  })
})
