/** The shared analysis, and the formulas the inspector shows. */
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDocument, layer, type Document } from '../../../preload/contract'
import { currentAnalysis, lastField, whyNotTrain } from '../../../renderer/document/analysis'
import { moveNodes } from '../../../renderer/document/placing'
import { setParams } from '../../../renderer/document/nodes'
import { setSampleInfo } from '../../../renderer/document/sample'
import { useProject } from '../../../renderer/document/store'
import { parameterFormula, sizeFormulas } from '../../../renderer/design/words'
import { chain, images } from '../graphs'

const network = chain(
  'input',
  'conv2d',
  'activation',
  'pooling2d',
  ['conv2d', { filters: 64 }],
  'flatten',
  'dense',
  'output',
)
const load = (document: Document): void =>
  useProject.getState().load({ id: 'p', document, path: null, isDirty: false })
beforeEach(() => {
  setSampleInfo(images)
  load(network)
})

describe('the analysis', () => {
  it('is not done again for a move, a name or a setting', () => {
    const before = currentAnalysis()
    useProject.getState().edit('Move', d => moveNodes(d, new Map([['conv2d-1', { x: 40, y: 400 }]])))
    useProject.getState().edit('Rename', d => ({ ...d, name: 'Other' }))
    expect(currentAnalysis()).toBe(before)
  })
  it('keeps the report of every node that an edit does not affect', () => {
    const before = currentAnalysis()
    useProject.getState().edit('Change', d => setParams(d, 'conv2d-2', { filters: 8 }))
    expect(currentAnalysis().nodes.get('conv2d-1')).toBe(before.nodes.get('conv2d-1'))
    expect(currentAnalysis().nodes.get('conv2d-2')?.out).toEqual([11, 11, 8])
  })
  it('follows the data set, and says why Train is disabled', () => {
    expect(whyNotTrain(currentAnalysis())).toBeNull()
    setSampleInfo({ ...images, classes: 3 })
    expect(whyNotTrain(currentAnalysis())).toContain('3 classes')
    setSampleInfo(null)
    expect(whyNotTrain(currentAnalysis())).toContain('and 1 more problem in Design')
    load(emptyDocument())
    expect(whyNotTrain(currentAnalysis())).toContain('The canvas is empty')
  })
  it('knows the receptive field of the last feature map', () =>
    expect(lastField(currentAnalysis())).toEqual([8, 8]))
})

describe('formulas', () => {
  const p = (kind: 'conv2d' | 'conv1d' | 'pooling2d', values = {}) => ({
    ...Object.fromEntries(Object.entries(layer(kind).params).map(([k, v]) => [k, v.default])),
    ...values,
  })
  it('show the size of the output with its numbers', () => {
    expect(sizeFormulas(layer('conv2d'), [28, 28, 1], p('conv2d'))).toEqual([
      { axis: 'Each side', text: '(28 − 3 + 2·0) / 1 + 1 = 26' },
    ])
    expect(sizeFormulas(layer('pooling2d'), [13, 12, 4], p('pooling2d')).map(f => f.text)).toEqual([
      '⌊(13 − 2 + 2·0) / 2⌋ + 1 = 6',
      '⌊(12 − 2 + 2·0) / 2⌋ + 1 = 6',
    ])
    expect(
      sizeFormulas(layer('conv2d'), [5, 6, 1], p('conv2d', { padding: [2, 0, 1, 3] })).map(f => f.text),
    ).toEqual(['(5 − 3 + 2 + 0) / 1 + 1 = 5', '(6 − 3 + 1 + 3) / 1 + 1 = 8'])
    expect(
      sizeFormulas(layer('conv1d'), [9, 1], p('conv1d', { kernel: [4], padding: [3, 0] }))[0]?.text,
    ).toBe('(9 − 4 + 3 + 0) / 1 + 1 = 9')
    expect(
      sizeFormulas(layer('conv1d'), [100, 1], p('conv1d', { padding: 'same', strides: [2] }))[0]?.text,
    ).toBe('⌈100 / 2⌉ = 50')
    expect(
      sizeFormulas(layer('conv1d'), [100, 1], p('conv1d', { kernel: [3], dilation: [4], padding: 2 }))[0]
        ?.text,
    ).toBe('(100 − 4·(3 − 1) − 1 + 2·2) / 1 + 1 = 96')
    expect(sizeFormulas(layer('flatten'), [5, 5, 2], {})).toEqual([])
  })
  it('show the parameters with their numbers', () => {
    const weights = (values = {}) => layer('conv2d').weights([28, 28, 1], p('conv2d', values) as never)
    expect(parameterFormula(weights())).toBe('(3·3·1 + 1)·32 = 320')
    expect(parameterFormula(weights({ bias: false }))).toBe('3·3·1·32 = 288')
    expect(parameterFormula([])).toBe('Nothing to learn')
  })
})
