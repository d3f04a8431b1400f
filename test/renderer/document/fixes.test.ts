/**
 * One-click fixes: every variant mends the problem that offered it, judged by the same analysis that found
 * it.
 */
import { describe, expect, it } from 'vitest'
import { analyse, type Document } from '../../../preload/contract'
import { applyFix } from '../../../renderer/document/fixes'
import { chain, images } from '../graphs'

/** Applies the fix of the only node that offers one; gives back what is left to say about the same node. */
function mended(
  document: Document,
  id: string,
): { document: Document; before: string; after: string | null } {
  const problem = analyse(document, images).nodes.get(id)?.problem
  if (!problem?.fix) throw new Error(`${id} offers no fix: ${problem?.bad}`)
  const next = applyFix(document, id, problem.fix)
  return {
    document: next,
    before: problem.bad,
    after: analyse(next, images).nodes.get(id)?.problem?.bad ?? null,
  }
}

describe('applyFix', () => {
  it('set: pads an input that is too small', () => {
    const { document, after } = mended(
      chain('input', ['conv2d', { kernel: [31, 31] }], 'flatten', 'dense', 'output'),
      'conv2d-1',
    )
    expect(after).toBeNull()
    expect(document.nodes[1]?.params['padding']).toBe(2)
    expect(analyse(document, images).problems).toEqual([])
  })
  it('insertBefore: puts Flatten before Dense, wired', () => {
    const { document, after } = mended(chain('input', 'dense', 'output'), 'dense-1')
    expect(after).toBeNull()
    expect(document.wires.length).toBe(3)
    expect(analyse(document, images).problems).toEqual([])
  })
  it('setPrevious: gives the last Dense a unit for each class, past a Dropout', () => {
    const { document, after } = mended(
      chain('input', 'flatten', ['dense', { units: 7 }], 'dropout', 'output'),
      'output-1',
    )
    expect(after).toBeNull()
    expect(document.nodes.find(n => n.kind === 'dense')?.params['units']).toBe(10)
  })
  it('setPrevious: puts a Dense in where there is none', () => {
    const { document, after } = mended(chain('input', 'flatten', 'output'), 'output-1')
    expect(after).toBeNull()
    expect(document.nodes.map(n => n.kind).sort()).toEqual(['dense', 'flatten', 'input', 'output'])
  })
  it('replaceWith: keeps place, wires and the parameters that still fit', () => {
    const start = chain(
      'input',
      ['conv1d', { filters: 12, kernel: [5], padding: 'same' }],
      'flatten',
      'dense',
      'output',
    )
    const { document, after } = mended(start, 'conv1d-1')
    expect(after).toBeNull()
    expect(document.nodes[1]).toMatchObject({
      id: 'conv1d-1',
      kind: 'conv2d',
      x: start.nodes[1]?.x,
      params: { filters: 12, kernel: [5, 5], strides: [1, 1], padding: 'same' },
    })
    expect(document.wires).toBe(start.wires)
  })
  it('set: follows a hint, and the hint is gone', () => {
    const info = {
      title: 'Stars',
      shape: [28, 28, 1],
      classes: 0,
      numbers: 1,
      spreads: [{ name: 'teff', mean: 8000, deviation: 1500 }],
    }
    const document = chain('input', 'flatten', ['dense', { units: 1 }], ['output', { loss: 'meanSquared' }])
    const hint = analyse(document, info).nodes.get('output-1')?.hint
    if (!hint) throw new Error('There is no hint.')
    const next = applyFix(document, 'output-1', hint.fix)
    expect(next.nodes.at(-1)?.params).toMatchObject({ loss: 'meanSquared', targetScale: 'standardised' })
    expect(analyse(next, info).nodes.get('output-1')).toMatchObject({ hint: null, problem: null })
  })
  it('leads step by step from two bare ends to a network that can be trained', () => {
    let document = chain('input', 'output')
    for (let i = 0; i < 8; i++) {
      const problem = analyse(document, images).problems.find(p => p.node !== null && p.fix)
      if (!problem?.fix || problem.node === null) break
      document = applyFix(document, problem.node, problem.fix)
    }
    expect(analyse(document, images).problems).toEqual([])
    expect(analyse(document, images).order?.map(n => n.kind)).toEqual(['input', 'flatten', 'dense', 'output'])
  })
})
