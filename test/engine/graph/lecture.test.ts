/** The numbers of the lecture that the studio answers to. */
import { describe, expect, it } from 'vitest'
import { reference } from '../../../engine/kernels/reference'
import { LAYERS, layer } from '../../../engine/layers'
import { windowOf } from '../../../engine/layers/shared/window'
import { defaultsOf, parameterCount, type Padding, type Params, type ValuesOf } from '../../../engine/spec'

const conv = (rank: 1 | 2, change: Record<string, unknown>) =>
  ({ ...defaultsOf(layer(`conv${rank}d`)), ...change }) as ValuesOf<Params>

describe('the lecture', () => {
  it('averages 3×3 regions of its 5×5 image to 1.7 1.7 1.7 / 1.0 1.2 1.8 / 1.1 0.8 1.3', () => {
    const image = [3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1]
    const y = new Float64Array(9)
    reference.convolve(
      Float64Array.from(image),
      new Float64Array(9).fill(1 / 9),
      null,
      y,
      windowOf([5, 5, 1], { kernel: [3, 3], strides: [1, 1], padding: 'valid' }, 1),
      y,
      y,
    )
    expect(Array.from(y, v => v.toFixed(1))).toEqual([
      '1.7',
      '1.7',
      '1.7',
      '1.0',
      '1.2',
      '1.8',
      '1.1',
      '0.8',
      '1.3',
    ])
  })

  it('counts 2,432 parameters in 32 filters of 5×5 on a colour image, (F·F·Ci + 1)·Co', () =>
    expect(parameterCount(LAYERS.conv2d, [64, 64, 3], conv(2, { filters: 32, kernel: [5, 5] }))).toBe(2432))

  it.each<[string, number, number, number, Padding, number, number]>([
    ['no padding, Size = input − kernel + 1', 5, 3, 1, 'valid', 1, 3],
    ['one pixel keeps the size of a 3×3', 5, 3, 1, 1, 1, 5],
    ['(W − F + 2P) / S + 1', 7, 3, 2, 1, 1, 4],
    ['what does not fit a whole stride is dropped', 8, 3, 2, 'valid', 1, 3],
    ['same keeps the size at stride 1', 28, 5, 1, 'same', 1, 28],
    ['same with a stride is ⌈W / S⌉', 28, 3, 3, 'same', 1, 10],
    ['dilation spreads the kernel', 16, 3, 1, 'valid', 4, 8],
    ['same with dilation', 16, 3, 1, 'same', 4, 16],
  ])('output size: %s', (_, input, kernel, stride, padding, dilation, expected) => {
    const two = LAYERS.conv2d.shape(
      [input, input, 3],
      conv(2, {
        filters: 4,
        kernel: [kernel, kernel],
        strides: [stride, stride],
        dilation: [dilation, dilation],
        padding,
      }),
    )
    expect(two).toEqual([expected, expected, 4])
    expect(
      LAYERS.conv1d.shape(
        [input, 2],
        conv(1, { filters: 4, kernel: [kernel], strides: [stride], dilation: [dilation], padding }),
      ),
    ).toEqual([expected, 4])
  })

  it('pools with max(x), Σx, √Σx² and one of every N', () => {
    const window = windowOf([4, 1], { kernel: [2], strides: [2], padding: 'valid' }, 1)
    const pooled = (['max', 'sum', 'squareSum', 'everyNth', 'average'] as const).map(kind => {
      const y = new Float64Array(2)
      reference.pool(kind, Float64Array.of(3, 4, 0, -2), y, new Float64Array(2), window)
      return Array.from(y)
    })
    expect(pooled).toEqual([
      [4, 0],
      [7, -2],
      [5, 2],
      [3, 0],
      [3.5, -1],
    ])
  })
})
