/**
 * What may enter as a document: what was written comes back, and everything else is answered with a sentence.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DOCUMENT_VERSION, emptyDocument, writeDocument } from '../../../engine/document/document'
import { parseDocument } from '../../../engine/document/parseDocument'
import { imagesExample, spectraExample } from '../../../engine/document/examples'
import { isBad } from '../../../engine/spec'

const said = (value: unknown): string => {
  const answer = parseDocument(value)
  return isBad(answer) ? answer.bad : ''
}
const spoiled = (change: Record<string, unknown>): unknown => ({ ...imagesExample(), ...change })
const node = (change: Record<string, unknown>) =>
  spoiled({ nodes: [{ id: 'a', kind: 'conv2d', params: {}, x: 0, y: 0, ...change }], wires: [] })

describe('a document', () => {
  it.each([
    ['empty', emptyDocument('Mine')],
    ['images', imagesExample()],
    ['spectra', spectraExample()],
  ])('written and read is the same: %s', (_, document) =>
    expect(parseDocument(JSON.parse(writeDocument(document)))).toEqual(document),
  )
  it('of version 1 keeps its normalisation as a step', () => {
    const old = JSON.parse(
      readFileSync(new URL('./documents/format-1.receptive', import.meta.url), 'utf8'),
    ) as { version: number; data: object }
    expect(old).toMatchObject({ version: 1, data: { normalisation: 'feature' } })
    expect(parseDocument(old)).toEqual(spectraExample())
    for (const [normalisation, preparation] of [
      ['none', []],
      ['channel', [{ kind: 'standardise', params: { per: 'channel' } }]],
    ] as const)
      expect(parseDocument({ ...old, data: { ...old.data, normalisation } })).toMatchObject({
        version: DOCUMENT_VERSION,
        data: { preparation },
      })
  })
  it('gets defaults for what it does not say', () => {
    const answer = parseDocument(node({}))
    expect(isBad(answer) ? answer : answer.nodes[0]?.params).toMatchObject({
      filters: 32,
      kernel: [3, 3],
      padding: 'valid',
      bias: true,
    })
  })
  it('gets defaults for data, training and places that it does not say', () => {
    const { format, version, name, nodes, wires } = imagesExample()
    const bare = nodes.map(({ id, kind, params }) => ({ id, kind, params }))
    const answer = parseDocument({ format, version, name, nodes: bare, wires })
    if (isBad(answer)) throw new Error(answer.bad)
    expect([answer.data, answer.training]).toEqual(
      [emptyDocument().data, emptyDocument().training].map((settings, i) =>
        i === 0 ? { ...settings, preparation: answer.data.preparation } : settings,
      ),
    )
    expect(new Set(answer.nodes.map(n => n.x)).size).toBe(nodes.length)
  })
  it.each([
    ['of a layer', node({ params: { kernal: [3, 3] } }), 'has no setting “kernal”. Did you mean “kernel”?'],
    [
      'of training',
      spoiled({ training: { learning_rate: 0.1 } }),
      'Training has no setting “learning_rate”. Did you mean “learningRate”?',
    ],
    ['in another spelling', spoiled({ training: { optimizer: 'sgd' } }), 'Did you mean “optimiser”?'],
    ['of data', spoiled({ data: { validaton: 0.2 } }), 'Data has no setting “validaton”'],
    [
      'of a step',
      spoiled({ data: { preparation: [{ kind: 'scale', params: { by: 2 } }] } }),
      'Step 1 of the preparation (Divide by a constant) has no setting “by”',
    ],
    [
      'of the project',
      spoiled({ trainng: {} }),
      'The project has no setting “trainng”. Did you mean “training”?',
    ],
    ['of a node', node({ parms: {} }), 'A node has no setting “parms”. Did you mean “params”?'],
    ['among choices', spoiled({ training: { optimiser: 'adma' } }), 'Did you mean “adam”?'],
  ])('with a name that nothing has is refused, with what may have been meant: %s', (_, value, sentence) =>
    expect(said(value)).toContain(sentence),
  )
  it('of the database keeps what is known of it', () =>
    expect(parseDocument({ ...imagesExample(), further: 1 }, 'dropped')).toEqual(imagesExample()))
  it.each<[string, unknown, RegExp]>([
    [
      'a newer version',
      spoiled({ version: DOCUMENT_VERSION + 1 }),
      /written by a newer Receptive .*Update Receptive/,
    ],
    ['something else', { hello: 1 }, /not a Receptive project/],
    ['null', null, /not a Receptive project/],
    ['an unknown layer', node({ kind: 'lstm' }), /layer that this version does not know: “lstm” \(node a\)/],
    [
      'a parameter out of range',
      node({ params: { filters: 0 } }),
      /Filters must be a whole number from 1 to 4096/,
    ],
    [
      'a kernel of the wrong rank',
      node({ params: { kernel: [3] } }),
      /Kernel size must be two whole numbers/,
    ],
    ['a padding that is none', node({ params: { padding: 'full' } }), /Padding must be valid, same/],
    [
      'two nodes of one name',
      spoiled({ nodes: [0, 1].map(() => ({ id: 'a', kind: 'flatten', params: {}, x: 0, y: 0 })), wires: [] }),
      /two nodes named “a”/,
    ],
    [
      'a wire to nowhere',
      spoiled({ wires: [{ from: 'input-1', to: 'gone' }] }),
      /wire to a node that is not there/,
    ],
    [
      'a learning rate below zero',
      spoiled({ training: { learningRate: -1 } }),
      /Learning rate must be a number from 0 to 10/,
    ],
    [
      'a step that is not known',
      spoiled({ data: { set: null, preparation: [{ kind: 'wavelets' }] } }),
      /Step 1 of the preparation is not known to this version: “wavelets”/,
    ],
    [
      'a step out of range',
      spoiled({ data: { set: null, augmentation: [{ kind: 'rotation', params: { degrees: 9999 } }] } }),
      /Step 1 of the augmentation .*must be a number from/,
    ],
    [
      'a validation share of one',
      spoiled({ data: { set: null, validation: 1 } }),
      /Validation.* must be a number from/,
    ],
  ])('refuses %s with a sentence', (_, value, expected) => expect(said(value)).toMatch(expected))
})
