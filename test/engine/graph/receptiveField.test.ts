/**
 * Where in the input the values of a map look. What a network of equal weights makes of a ramp, divided by
 * what it makes of ones, is the middle of what each value sees: away from the borders, where padding is seen,
 * that is the centre it is to have.
 */
import { describe, expect, it } from 'vitest'
import { analyse } from '../../../engine/graph/analyse'
import { featureMaps } from '../../../engine/inspect/maps'
import { planNetwork, weightLayout } from '../../../engine/plan/planNetwork'
import type { LayerKind } from '../../../engine/layers'
import type { NodeMaps } from '../../../engine/inspect/types'
import { isBad, type AnyValues } from '../../../engine/spec'
import { row } from '../support/small'

type Layers = readonly (readonly [LayerKind, AnyValues?])[]

describe('where in the input the values of a map look', () => {
  const points = 240
  function measured(...layers: Layers) {
    const document = row(['input'], ...layers, ['globalPooling'], ['dense', { units: 2 }], ['output'])
    const info = { title: 'Test', shape: [points, 1], classes: 2 }
    const plan = planNetwork(document, info, { isFused: false })
    if (isBad(plan)) throw new Error(plan.bad)
    const weights = new Float32Array(plan.parameters)
    for (const { name, offset, length } of weightLayout(plan))
      if (name !== 'bias') weights.fill(0.5, offset, offset + length)
    const seen = (sample: Float32Array): NodeMaps | undefined => {
      const answer = featureMaps(document, info, weights, sample)
      if (isBad(answer)) throw new Error(answer.bad)
      return answer.maps[layers.length]
    }
    const ramp = seen(Float32Array.from({ length: points }, (_, i) => i))
    const all = seen(new Float32Array(points).fill(1))
    if (!ramp?.centres || !all) throw new Error('no maps')
    const [places = 0, channels = 1] = ramp.shape
    return Array.from({ length: places }, (_, i) => ({
      said: (ramp.centres?.start[0] ?? NaN) + i * (ramp.centres?.step[0] ?? NaN),
      is: (ramp.values[i * channels] ?? NaN) / (all.values[i * channels] ?? NaN),
    })).filter(({ said }) => said > 60 && said < points - 60)
  }
  it.each([
    ['one to one', [['activation', { function: 'relu' }]]],
    ['valid', [['conv1d', { kernel: [7] }]]],
    ['same, even kernel', [['conv1d', { kernel: [4], padding: 'same' }]]],
    ['padded on one side', [['conv1d', { kernel: [5], padding: [3, 0] }]]],
    ['dilated, in strides', [['conv1d', { kernel: [3], dilation: [4], strides: [3], padding: 'same' }]]],
    [
      'pooled',
      [
        ['conv1d', { kernel: [3] }],
        ['pooling1d', { kind: 'average' }],
        ['conv1d', { kernel: [5], padding: 2 }],
        ['pooling1d', { kind: 'average', size: [3] }],
      ],
    ],
    [
      'depthwise and separable',
      [
        ['depthwiseConv1d', { kernel: [5], strides: [2] }],
        ['separableConv1d', { kernel: [3] }],
      ],
    ],
    [
      'transposed',
      [
        ['conv1d', { kernel: [3], strides: [2] }],
        ['transposedConv1d', { kernel: [7], padding: 2 }],
      ],
    ],
    [
      'transposed, same',
      [
        ['conv1d', { kernel: [4], strides: [2] }],
        ['transposedConv1d', { kernel: [3], padding: 'same', dilation: [1] }],
      ],
    ],
    [
      'blended',
      [
        ['pooling1d', { kind: 'average' }],
        ['upSampling1d', { between: 'linear', factors: [3] }],
        ['conv1d', { kernel: [3] }],
      ],
    ],
  ] satisfies [string, Layers][])('%s', (_, layers) => {
    const places = measured(...layers)
    expect(places.length).toBeGreaterThan(10)
    for (const { said, is } of places) expect(said).toBeCloseTo(is, 2)
  })
  it('repeated values lie in the middle of their copies', () => {
    const places = measured(['pooling1d', { kind: 'average' }], ['upSampling1d', { factors: [4] }])
    for (let i = 0; i + 4 <= places.length; i++)
      expect(Math.abs((places[i]?.said ?? NaN) - (places[i]?.is ?? NaN))).toBeLessThan(1)
    expect(places.slice(0, 40).reduce((sum, p) => sum + p.said - p.is, 0)).toBeCloseTo(0, 3)
  })
  it(
    'branches that walk alike look at the middle of what they see together; those in other strides, ' +
      'and values in a row, look nowhere',
    () => {
      const chain = row(
        ['input'],
        ['conv1d', { kernel: [4], padding: 'same' }],
        ['conv1d', { kernel: [3], padding: 'same' }],
        ['concatenate'],
      )
      const wires = ['n1', 'n2'].flatMap(n => [
        { from: 'n0', to: n },
        { from: n, to: 'n3' },
      ])
      const info = { title: 'Test', shape: [points, 1], classes: 2 }
      const centres = (graph: typeof chain, node: string) => analyse(graph, info).nodes.get(node)?.centres
      expect(centres({ ...chain, wires }, 'n3')).toEqual({ start: [0.5], step: [1] })
      const [first] = chain.nodes.filter(n => n.id === 'n1')
      const strided = chain.nodes.map(n =>
        n === first ? { ...n, params: { ...n.params, strides: [2] } } : n,
      )
      expect(centres({ nodes: strided, wires }, 'n1')).toEqual({ start: [0.5], step: [2] })
      expect(centres({ nodes: strided, wires }, 'n3')).toBeNull()
      const other = row(['input'], ['reshape', { sizes: [24, 10] }], ['flatten'], ['dense'])
      expect(['n0', 'n1', 'n2', 'n3'].map(n => centres(other, n))).toEqual([
        { start: [0], step: [1] },
        null,
        null,
        null,
      ])
    },
  )
})
