/**
 * What the layers say of shapes and settings that cannot be, what mends them, and what they say of what can.
 */
import { describe, expect, it } from 'vitest'
import { analyse } from '../../../engine/graph/analyse'
import { layer, type LayerKind } from '../../../engine/layers'
import {
  defaultsOf,
  isBad,
  parameterCount,
  type AnyValues,
  type Params,
  type Shape,
  type ValuesOf,
} from '../../../engine/spec'
import { row } from '../support/small'

const values = (kind: LayerKind, p: object) => ({ ...defaultsOf(layer(kind)), ...p }) as ValuesOf<Params>
const shape = (kind: LayerKind, x: Shape, p: object = {}, all?: readonly Shape[]) =>
  layer(kind).shape(x, values(kind, p), all)
const sentence = (...given: Parameters<typeof shape>): string => {
  const out = shape(...given)
  return isBad(out) ? out.bad : `a shape: ${out.join('×')}`
}
const weights = (kind: LayerKind, x: Shape, p: object) => layer(kind).weights(x, values(kind, p))

describe('what cannot be says why', () => {
  it.each([
    [
      'conv2d',
      [8, 8, 6],
      { filters: 8, groups: 4 },
      '4 groups cannot share 6 input channels evenly: choose a number that divides both.',
    ],
    [
      'conv2d',
      [8, 8, 6],
      { filters: 8, groups: 5 },
      '5 groups cannot share 6 input channels and 8 filters evenly: choose a number that divides both.',
    ],
    [
      'conv2d',
      [8, 8, 2],
      { filters: 2, values: [1, 2, 3] },
      '2 filters of 3×3 need 18 kernel values, or 36 with one for each of 2 input channels; 3 are typed.',
    ],
    [
      'conv1d',
      [8, 1],
      { filters: 1, kernel: [3], values: [1] },
      '1 filter of 3 need 3 kernel values; 1 are typed.',
    ],
    [
      'transposedConv1d',
      [2, 3],
      { kernel: [3], strides: [1], padding: 2 },
      'Padding 2 cuts off all of the 4 values that come out: use less.',
    ],
    ['cropping2d', [4, 5, 1], { sides: [2, 2, 0, 0] }, 'Cutting off 2, 2, 0, 0 leaves nothing of 4×5.'],
    [
      'globalPooling',
      [64],
      {},
      'Global pooling needs feature maps and gets 64 features: put it before Flatten or Dense.',
    ],
    ['reshape', [4, 3], {}, 'Reshape needs one to three sizes for 12 values and has none.'],
    [
      'reshape',
      [4, 3],
      { sizes: [2.5, 2] },
      'Sizes are whole numbers from 1, with −1 at most once; 2.5, 2 are not.',
    ],
    ['reshape', [4, 3], { sizes: [5, -1] }, '4×3 are 12 values and do not fill 5×?.'],
    [
      'layerNorm',
      [9, 1],
      {},
      'Layer norm over one value alone makes every sample the same: the mean of one value is that value.',
    ],
    [
      'upSampling1d',
      [4, 4, 1],
      {},
      'Up-sampling 1D needs length × channels and gets 4×4×1: use Up-sampling 2D for images.',
    ],
  ] as const)('%s %j %j', (kind, x, p, expected) => expect(sentence(kind, x, p)).toBe(expected))

  it.each([
    ['add', 'Add needs inputs of one shape; the first is 4×4×2 and the third 4×4×3.'],
    ['multiply', 'Multiply needs inputs of one shape; the first is 4×4×2 and the third 4×4×3.'],
  ] as const)('%s names the input that differs', (kind, expected) =>
    expect(
      sentence(kind, [4, 4, 2], {}, [
        [4, 4, 2],
        [4, 4, 2],
        [4, 4, 3],
      ]),
    ).toBe(expected),
  )
  it('concatenate takes other channels and no other sizes', () => {
    const pair = (...all: Shape[]) => sentence('concatenate', all[0] ?? [], {}, all)
    expect(pair([4, 4, 2], [4, 4, 3])).toBe('a shape: 4×4×5')
    expect(pair([4, 4, 2], [4, 3, 2])).toBe(
      'Concatenate needs inputs that differ in their channels alone; the first is 4×4×2 and the second ' +
        '4×3×2.',
    )
    expect(pair([12], [4, 3])).toBe(
      'Concatenate needs inputs that differ in their channels alone; the first is 12 and the second 4×3.',
    )
  })
  it.each([
    ['conv2d', [8, 8, 6], { filters: 8, groups: 4 }],
    ['conv2d', [8, 8, 2], { filters: 2, values: [1, 2, 3] }],
    ['transposedConv1d', [2, 3], { kernel: [3], strides: [1], padding: 2 }],
    ['cropping2d', [4, 5, 1], { sides: [2, 2, 0, 0] }],
    ['reshape', [4, 3], {}],
    ['reshape', [4, 3], { sizes: [5, -1] }],
    ['reshape', [4, 3], { sizes: [2, 7] }],
    ['layerNorm', [9, 1], {}],
  ] as const)('and the fix it offers for %s %j %j works', (kind, x, p) => {
    const out = shape(kind, x, p)
    if (!isBad(out) || !out.fix || !('set' in out.fix)) throw new Error('There is no fix.')
    expect(isBad(shape(kind, x, { ...p, ...out.fix.set }))).toBe(false)
  })
})

describe('what can be', () => {
  it('has the parameters of Keras: depthwise, separable, transposed, grouped, batch norm', () => {
    const count = (kind: LayerKind, x: Shape, p: object) => parameterCount(layer(kind), x, values(kind, p))
    expect(count('depthwiseConv2d', [8, 8, 16], { multiplier: 2 })).toBe(9 * 16 * 2 + 32)
    expect(count('separableConv2d', [8, 8, 16], { filters: 32 })).toBe(9 * 16 + 16 * 32 + 32)
    expect(count('transposedConv2d', [8, 8, 16], { filters: 4 })).toBe(9 * 16 * 4 + 4)
    expect(count('conv2d', [8, 8, 16], { filters: 32, groups: 4 })).toBe(9 * 4 * 32 + 32)
    expect(count('batchNorm', [8, 8, 16], {})).toBe(64)
    expect(count('prelu', [8, 8, 16], {})).toBe(16)
  })

  it('turns kernels typed filter by filter and row by row into [height, width, in, out]', () => {
    const kernel = (x: Shape, typed: number[]) =>
      weights('conv2d', x, { filters: 2, kernel: [1, 2], values: typed })[0]?.values
    expect(kernel([3, 3, 2], [])).toBeUndefined()
    // Two filters (1 2) and (3 4), for both input channels alike.
    expect(kernel([3, 3, 2], [1, 2, 3, 4])).toEqual([1, 3, 1, 3, 2, 4, 2, 4])
    // Filter one: (1 2) for channel one, (3 4) for channel two; filter two: (5 6) and (7 8).
    expect(kernel([3, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8])).toEqual([1, 5, 3, 7, 2, 6, 4, 8])
  })

  it('freezes what is not trainable', () => {
    expect(weights('conv1d', [9, 2], { trainable: false }).every(w => w.isFrozen)).toBe(true)
    expect(weights('dense', [9], {}).some(w => w.isFrozen)).toBe(false)
    expect(
      weights('batchNorm', [9], {})
        .filter(w => w.isFrozen)
        .map(w => w.name),
    ).toEqual(['running mean', 'running variance'])
  })

  it('has receptive fields in whole input values behind layers that enlarge', () => {
    const fieldOf = (...blocks: readonly (readonly [LayerKind, AnyValues?])[]) => {
      const graph = row(
        ['input', { shape: [64, 1] }],
        ...blocks,
        ['flatten'],
        ['dense', { units: 3 }],
        ['output'],
      )
      const report = analyse(graph, { title: '', shape: [64, 1], classes: 3 }).nodes.get(`n${blocks.length}`)
      return report?.receptiveField
    }
    expect(fieldOf(['upSampling1d'])).toEqual([1])
    // Every blended value lies between two.
    expect(fieldOf(['upSampling1d', { between: 'linear' }])).toEqual([2])
    expect(fieldOf(['upSampling1d', { between: 'linear', factors: [3] }])).toEqual([2])
    // Three neighbours of a map twice as large lie over two values, four over three.
    expect(fieldOf(['upSampling1d'], ['conv1d', { kernel: [3] }])).toEqual([2])
    expect(fieldOf(['upSampling1d'], ['conv1d', { kernel: [4] }])).toEqual([3])
    // Kernels of three at stride two meet in every other output value; those of two nowhere.
    expect(fieldOf(['transposedConv1d', { kernel: [3] }])).toEqual([2])
    expect(fieldOf(['transposedConv1d', { kernel: [2] }])).toEqual([1])
    expect(fieldOf(['cropping1d'], ['conv1d', { kernel: [5] }])).toEqual([5])
  })
})
