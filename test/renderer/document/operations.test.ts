/** Operations on a document: what always holds, and what each is for. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyse, emptyDocument, isBad, layer, parseDocument, type Document } from '../../../preload/contract'
import { arrange } from '../../../renderer/document/arrange'
import { copyNodes, duplicate, pasteNodes } from '../../../renderer/document/clipboard'
import { downstream, NODE_HEIGHT, NODE_WIDTH } from '../../../renderer/document/geometry'
import { routesOf } from '../../../renderer/design/routes'
import { addMerge, addNode, insertOnWire, moveOntoWire } from '../../../renderer/document/adding'
import { align, moveNodes } from '../../../renderer/document/placing'
import { canConnect, connect, orderInputs, reconnect } from '../../../renderer/document/wires'
import { readersOf, sourcesOf } from '../../../renderer/document/neighbours'
import { removeNodes, setParams } from '../../../renderer/document/nodes'
import { chain, edits, images, wiresOf } from '../graphs'

const SEED = 20_262

describe(`operations, fuzzed with seed ${SEED}`, () => {
  it('keep ids unique, wires attached and single, no more of them than a layer takes, and no circle', () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 30 }), sequence => {
        const d = sequence.reduce((at, edit) => edit(at), emptyDocument())
        const ids = d.nodes.map(n => n.id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const n of d.nodes) {
          const { ports } = layer(n.kind)
          expect(d.wires.filter(w => w.to === n.id).length).toBeLessThanOrEqual(ports.in)
          if (ports.out === 0) expect(d.wires.some(w => w.from === n.id)).toBe(false)
          expect(downstream(d, n.id).has(n.id)).toBe(false)
          expect(Number.isFinite(n.x) && Number.isFinite(n.y)).toBe(true)
        }
        expect(new Set(wiresOf(d)).size).toBe(d.wires.length)
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
    const d = addNode(chain('input', 'conv2d', 'flatten'), 'activation', 'activation-1', {
      after: 'conv2d-1',
    })
    expect(wiresOf(d).sort()).toEqual([
      'activation-1 → flatten-1',
      'conv2d-1 → activation-1',
      'input-1 → conv2d-1',
    ])
    for (const a of d.nodes)
      for (const b of d.nodes)
        if (a !== b)
          expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true)
  })
  it('goes before an Output, and Input before a node without one', () => {
    expect(
      wiresOf(addNode(chain('input', 'output'), 'dense', 'dense-1', { after: 'output-1' })).sort(),
    ).toEqual(['dense-1 → output-1', 'input-1 → dense-1'])
    expect(wiresOf(addNode(chain('conv2d'), 'input', 'input-1', { after: 'conv2d-1' }))).toEqual([
      'input-1 → conv2d-1',
    ])
  })
  it('takes its place on a wire, new or already there', () => {
    const d = chain('input', 'output')
    const wire = { from: 'input-1', to: 'output-1' }
    expect(wiresOf(insertOnWire(d, wire, 'dense', 'dense-1')).sort()).toEqual([
      'dense-1 → output-1',
      'input-1 → dense-1',
    ])
    const loose = addNode(d, 'dense', 'dense-1', { at: { x: 0, y: 400 } })
    expect(wiresOf(moveOntoWire(loose, wire, 'dense-1')).sort()).toEqual([
      'dense-1 → output-1',
      'input-1 → dense-1',
    ])
  })
})

/** conv2d-1 → activation-1 → conv2d-2 → add-1, and conv2d-1 → add-1 around them. */
const residual = (): Document =>
  connect(
    chain(
      'input',
      'conv2d',
      ['activation', {}],
      ['conv2d', { padding: 'same' }],
      'add',
      'flatten',
      'dense',
      'output',
    ),
    'conv2d-1',
    'add-1',
  )

describe('branches', () => {
  it('one output feeds several layers; a layer behind such a node begins another branch', () => {
    const d = addNode(residual(), 'batchNorm', 'batchNorm-1', { after: 'conv2d-1' })
    expect(readersOf(d, 'conv2d-1')).toEqual(['activation-1', 'add-1', 'batchNorm-1'])
    expect(sourcesOf(d, 'batchNorm-1')).toEqual(['conv2d-1'])
  })
  it('an Output goes behind a node that is read already', () =>
    expect(readersOf(addNode(residual(), 'output', 'output-2', { after: 'dense-1' }), 'dense-1')).toEqual([
      'output-1',
      'output-2',
    ]))
  it('a merge takes several wires in their order, which can be changed', () => {
    const d = residual()
    expect(sourcesOf(d, 'add-1')).toEqual(['conv2d-2', 'conv2d-1'])
    expect(sourcesOf(orderInputs(d, 'add-1', ['conv2d-1', 'conv2d-2']), 'add-1')).toEqual([
      'conv2d-1',
      'conv2d-2',
    ])
    expect(orderInputs(d, 'add-1', ['conv2d-1'])).toBe(d)
    expect(connect(d, 'conv2d-1', 'add-1')).toBe(d) // no second wire between the same two
    expect(connect(d, 'add-1', 'activation-1')).toBe(d) // no circle
  })
  it('a layer put on a wire into a merge keeps that wire’s place', () => {
    const d = insertOnWire(residual(), { from: 'conv2d-2', to: 'add-1' }, 'batchNorm', 'batchNorm-1')
    expect(sourcesOf(d, 'add-1')).toEqual(['batchNorm-1', 'conv2d-1'])
    expect(
      sourcesOf(
        reconnect(d, { from: 'batchNorm-1', to: 'add-1' }, { from: 'activation-1', to: 'add-1' }),
        'add-1',
      ),
    ).toEqual(['activation-1', 'conv2d-1'])
  })
  it('a merge behind several nodes takes all of them, on the wire behind the last', () => {
    const d = addMerge(chain('input', 'conv2d', 'activation', 'flatten'), 'add', 'add-1', [
      'activation-1',
      'conv2d-1',
    ])
    expect(wiresOf(d).sort()).toEqual([
      'activation-1 → add-1',
      'add-1 → flatten-1',
      'conv2d-1 → activation-1',
      'conv2d-1 → add-1',
      'input-1 → conv2d-1',
    ])
    const branches = ['a', 'b'].reduce(
      (at, id) => addNode(at, 'conv2d', id, { after: 'input-1' }),
      chain('input', 'output'),
    )
    expect(sourcesOf(addMerge(branches, 'concatenate', 'join', ['a', 'b', 'output-1']), 'join')).toEqual([
      'a',
      'b',
    ])
  })
  it('removing a node joins its readers to what it read, unless a wire is there or several came in', () => {
    const d = residual()
    expect(readersOf(removeNodes(d, ['conv2d-1']), 'input-1')).toEqual(['activation-1', 'add-1'])
    expect(sourcesOf(removeNodes(d, ['activation-1', 'conv2d-2']), 'add-1')).toEqual(['conv2d-1'])
    expect(sourcesOf(removeNodes(d, ['add-1']), 'flatten-1')).toEqual([])
  })
  it('copies carry the wires among them', () => {
    const copy = duplicate(residual(), ['conv2d-1', 'activation-1', 'conv2d-2', 'add-1'])
    expect(sourcesOf(copy.document, 'add-2')).toEqual(['conv2d-4', 'conv2d-3'])
    expect(sourcesOf(copy.document, 'conv2d-3')).toEqual([])
  })
  it('a residual network stays one line when arranged, and its short cuts run around the nodes', () => {
    const d = arrange(residual())
    const routes = routesOf(d)
    expect(new Set(d.nodes.map(n => n.y)).size).toBe(1)
    const lane = (from: string, to: string) =>
      [...routes].find(([w]) => w.from === from && w.to === to)?.[1].lane
    expect(lane('conv2d-1', 'add-1')).toBeLessThan(d.nodes[0]?.y ?? 0)
    expect(lane('conv2d-1', 'activation-1')).toBeNull()
  })
  it('parallel branches are arranged in columns, broken into bands, without overlap', () => {
    let d = chain('input')
    for (let block = 1, last = 'input-1'; block <= 8; block++, last = `add-${block - 1}`) {
      d = addNode(d, 'conv2d', `left-${block}`, { after: last })
      d = addNode(d, 'conv2d', `right-${block}`, { at: { x: 0, y: 900 } })
      d = connect(d, last, `right-${block}`)
      d = addMerge(d, 'add', `add-${block}`, [`left-${block}`, `right-${block}`])
    }
    for (const perRow of [Infinity, 6]) {
      const { nodes } = arrange(d, perRow)
      for (const a of nodes)
        for (const b of nodes)
          if (a !== b)
            expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true)
      if (perRow === 6) expect(new Set(nodes.map(n => n.x)).size).toBeLessThanOrEqual(6)
    }
  })
})

describe('wires', () => {
  it('refuse loops and circles, and replace what sits on a port for one', () => {
    const d = chain('input', 'conv2d', 'activation')
    expect(connect(d, 'conv2d-1', 'conv2d-1')).toBe(d)
    expect(canConnect(d, 'activation-1', 'conv2d-1')).toBe(false)
    expect(wiresOf(connect(d, 'input-1', 'activation-1'))).toEqual([
      'input-1 → conv2d-1',
      'input-1 → activation-1',
    ])
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
    const d = chain('input', ['conv2d', { filters: 7 }])
    const pasted = pasteNodes(d, copyNodes(d, ['conv2d-1']), { x: 400, y: 300 })
    expect(isBad(pasted)).toBe(false)
    if (!isBad(pasted))
      expect(pasted.document.nodes.at(-1)).toMatchObject({
        id: 'conv2d-2',
        x: 400,
        y: 300,
        params: { filters: 7 },
      })
    for (const text of [
      'hello',
      '{}',
      '{"format":"receptive-nodes","nodes":[{"id":"a","kind":"magic","params":{},"x":0,"y":0}],"wires":[]}',
    ])
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
