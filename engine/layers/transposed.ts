/**
 * Transposed convolution in one and two dimensions: every input value adds a kernel, multiplied by the value,
 * to a larger map. It is a convolution run backwards. `window` is that of its mirror, the convolution that
 * would shrink our output to our input; forward is the mirror's gradient for its input and backward the
 * mirror itself. The weights are `[height, width, filters, in]` as in Keras, which is just the mirror's
 * kernel.
 */
import {
  axes,
  defineLayer,
  formatShape,
  padding,
  size,
  spatialAxes,
  type LayerDecl,
  type Shape,
  type Window,
} from '../spec'
import { biasParam, filtersParam, filtersWords, slidingWords, type Sliding } from './shared/slidingParams'
import { biasWeight, initialiserParam, kernelWeight, trainableParam } from './shared/learnedWeights'
import { convolutionPacked, convolutionScratch } from '../convolution/scratch'
import { eachSide, formatPadding, span, windowOf, wrongRank } from './shared/window'

type Values = Sliding & { readonly filters: number }

/** (n − 1)·stride + reach − padding, as in PyTorch; n·stride for “same”, as in Keras. */
function enlarged(x: Shape, p: Values): Shape {
  const sides = eachSide(p.padding, p.kernel.length)
  return [
    ...p.kernel.map((kernel, i) => {
      const n = x[i] ?? 0
      const stride = p.strides[i] ?? 1
      if (p.padding === 'same') return n * stride
      return (
        (n - 1) * stride + span(kernel, p.dilation[i] ?? 1) - (sides[2 * i] ?? 0) - (sides[2 * i + 1] ?? 0)
      )
    }),
    p.filters,
  ]
}
const mirror = (x: Shape, p: Values): Window => windowOf(enlarged(x, p), p, x.at(-1) ?? 0)
const fractions = (
  [v, u]: readonly [number, number],
  [by, on]: readonly [number, number],
): readonly [number, number] => [v / by, u / on]

const paramsOf = (rank: 1 | 2) => ({
  filters: filtersParam(rank),
  kernel: axes('Kernel size', rank, rank === 2 ? 3 : 7, 'How many output values each input value reaches.'),
  strides: axes('Strides', rank, 2, 'How many times larger the maps become.'),
  padding: padding(
    rank,
    'valid',
    'How much is cut off each side of the output; same makes it the input times the stride.',
  ),
  dilation: axes(
    'Dilation',
    rank,
    1,
    'Distance between the values a kernel reaches; 1 is next to each other.',
  ),
  bias: biasParam,
  initialiser: initialiserParam('heNormal'),
  trainable: trainableParam,
})

export function transposed(rank: 1 | 2): LayerDecl {
  const title = `Transposed Conv ${rank}D`
  const other =
    rank === 2
      ? { kind: 'transposedConv1d', title: 'Transposed Conv 1D' }
      : { kind: 'transposedConv2d', title: 'Transposed Conv 2D' }
  /** Connections of one output value: between the strides it misses most places of the kernel. */
  const fanIn = (x: Shape, p: Values): number =>
    (x.at(-1) ?? 0) * Math.max(size(p.kernel) / size(p.strides), 1)
  return defineLayer({
    kind: `transposedConv${rank}d`,
    title,
    group: 'convolution',
    about:
      'The way back of a convolution: makes maps larger with learned kernels, for decoders and segmentation.',
    ports: { in: 1, out: 1 },
    params: paramsOf(rank),

    summary: p =>
      [filtersWords(p.filters), ...slidingWords(p), ...(p.trainable ? [] : ['frozen'])].join(' · '),
    shape(x, p) {
      if (x.length !== rank + 1) return wrongRank(title, x, rank, other)
      const out = enlarged(x, p)
      if (out.every(n => n >= 1)) return out
      return {
        bad: (
          `${formatPadding(p.padding)} cuts off all of the ` +
          `${formatShape(enlarged(x, { ...p, padding: 'valid' }).slice(0, -1))} values that come out: ` +
          'use less.'
        ).replace(/^p/, 'P'),
        fix: { label: 'Use no padding', set: { padding: 'valid' } },
      }
    },
    weights: (x, p) => [
      kernelWeight(
        'kernel',
        [...p.kernel, p.filters, x.at(-1) ?? 0],
        [...spatialAxes(rank), 'filters', 'in'],
        p,
        {
          fanIn: fanIn(x, p),
          fanOut: size(p.kernel) * p.filters,
        },
      ),
      ...biasWeight(p.filters, 'filters', p, fanIn(x, p)),
    ],
    outputInWords: 'each side (W − 1)·stride + reach − 2P, or W·stride with *same*; channels = filters',
    weightsInTorch: rank === 2 ? '`.transpose(3, 2, 0, 1)`' : '`.transpose(2, 1, 0)`',
    multiplyAdds: (x, p) => size(x) * size(p.kernel) * p.filters,
    window: mirror,
    field(x, p) {
      const { kernel, strides, dilation, before } = mirror(x, p)
      const ahead = (axis: 0 | 1): number => (kernel[axis] - 1) * dilation[axis] - before[axis]
      return {
        kernel,
        strides: fractions([1, 1], strides),
        dilation: fractions(dilation, strides),
        before: fractions([ahead(0), ahead(1)], strides),
      }
    },
    readsBack: p => ({ x: p.trainable, y: false }),
    scratch: (x, p) => convolutionScratch(mirror(x, p)),
    packed: (x, p) => convolutionPacked(mirror(x, p)),
    packWeights: ({ k, window, w, packed }, part, parts) =>
      k.packConvolution(w['kernel']!, packed, window, part, parts),

    forward({ k, window, x, y, w, packed, scratch }) {
      k.convolveGradInput(x, w['kernel']!, y, window, packed, scratch)
      if (w['bias']) k.addBias(y, w['bias'])
    },
    backward({ p, k, window, x, w, dy, dx, dw, packed, scratch }) {
      if (p.trainable) {
        k.convolveGradWeights(dy, x, dw['kernel']!, null, window, scratch)
        if (dw['bias']) k.biasGrad(dy, dw['bias'])
      }
      if (dx) k.convolve(dy, w['kernel']!, null, dx, window, packed, scratch)
    },

    checks: checksOf(rank),
  })
}

const checksOf = (rank: 1 | 2) =>
  rank === 2
    ? [
        { x: [3, 4, 2], p: { filters: 3 } },
        { x: [4, 3, 3], p: { filters: 5, padding: 'same' as const } },
        {
          x: [3, 3, 2],
          p: { filters: 2, kernel: [4, 2], strides: [2, 3], padding: [1, 0, 0, 1], bias: false },
        },
        { x: [4, 4, 1], p: { filters: 2, strides: [1, 2], dilation: [2, 1], padding: 1 } },
      ]
    : [
        { x: [5, 2], p: { filters: 3, kernel: [3] } },
        { x: [6, 3], p: { filters: 8, kernel: [4], strides: [2], padding: 'same' as const } },
        { x: [4, 2], p: { filters: 2, kernel: [2], strides: [3], padding: [1, 0], dilation: [2] } },
      ]
