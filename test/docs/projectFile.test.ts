/** The files that docs/project-file.md shows are project files, and what it says of reading is so. */
import { describe, expect, it } from 'vitest'
import { DOCUMENT_VERSION, writeDocument } from '../../engine/document/document'
import { parseDocument } from '../../engine/document/parseDocument'
import { analyse } from '../../engine/graph/analyse'
import { isBad } from '../../engine/spec'
import { read } from './pages'

const [shortest = '', whole = ''] = [...read('docs/project-file.md').matchAll(/```json\n([^]*?)```/g)].map(
  ([, text = '']) => text,
)
const parsed = (text: string) => {
  const project = parseDocument(JSON.parse(text))
  if (isBad(project)) throw new Error(project.bad)
  return project
}

describe('a file of docs/project-file.md', () => {
  it.each([
    ['the shortest', shortest, { title: 'Pictures', shape: [28, 28, 1], classes: 10 }],
    ['the whole', whole, { title: 'Spectra', shape: [100, 1], classes: 3 }],
  ])('%s parses, goes through writing and can be trained', (_, text, data) => {
    const project = parsed(text)
    expect(parsed(writeDocument(project))).toEqual(project)
    expect(analyse(project, data).problems).toEqual([])
  })
  it('that is whole is written as it stands', () => expect(writeDocument(parsed(whole))).toBe(whole))
  it('has the version of today', () => {
    for (const text of [shortest, whole]) expect(JSON.parse(text).version).toBe(DOCUMENT_VERSION)
  })
})

describe('what the page says of reading', () => {
  const with_ = (change: object) => parseDocument({ ...JSON.parse(shortest), ...change })
  it('a newer version is refused, an older one read', () => {
    expect(with_({ version: DOCUMENT_VERSION + 1 })).toMatchObject({ bad: expect.stringContaining('newer') })
    const first = with_({ version: 1, data: { set: null, normalisation: 'feature' } })
    expect(first).toMatchObject({
      version: DOCUMENT_VERSION,
      data: { preparation: [{ params: { per: 'position' } }] },
    })
  })
  it('unknown kinds, values outside and lost wires are refused', () => {
    const node = { id: 'a', kind: 'dropout', params: {}, x: 0, y: 0 }
    const bad = { bad: expect.any(String) as string }
    expect(with_({ nodes: [{ ...node, kind: 'nothing' }] })).toMatchObject(bad)
    expect(with_({ nodes: [{ ...node, params: { rate: 2 } }], wires: [] })).toMatchObject(bad)
    expect(with_({ nodes: [node, node], wires: [] })).toMatchObject(bad)
    expect(with_({ nodes: [node] })).toMatchObject(bad)
  })
  it('null means the default, and a name that nothing has is a sentence', () => {
    expect(with_({ training: { batchSize: null } })).toMatchObject({ training: { batchSize: 64 } })
    expect(with_({ training: { epoch: 3 } })).toEqual({
      bad: 'Training has no setting “epoch”. Did you mean “epochs”?',
    })
  })
})
