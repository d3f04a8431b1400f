/**
 * Convolution in one and two dimensions: the same kernel slides over the whole signal, so its weights are
 * shared.
 * A spectrum is an image of height 1, so both dimensions are one implementation.
 */
import {
  defineLayer,
  int,
  rare,
  size,
  spatialAxes,
  type BackPass,
  type Bad,
  type LayerDecl,
  type Pass,
  type SampleRun,
  type Shape,
  type Window,
} from '../spec'
import {
  biasParam,
  filtersParam,
  filtersWords,
  slidingParams,
  slidingWords,
  type Sliding,
} from './shared/slidingParams'
import {
  biasWeight,
  initialiserParam,
  kernelWeight,
  miscounted,
  trainableParam,
  typedKernel,
  valuesParam,
} from './shared/learnedWeights'
import { convolutionPacked, convolutionScratch } from '../convolution/scratch'
import { misfit, outputShape, windowOf, wrongRank } from './shared/window'

type Values = Sliding & { readonly filters: number; readonly groups: number }

const windowFor = (x: Shape, p: Values): Window => windowOf(x, p, p.filters, p.groups)
/** Input channels that one filter sees. */
const depthOf = (x: Shape, p: Values): number => (x.at(-1) ?? 0) / p.groups
const taps = (x: Shape, p: Values): number => size(p.kernel) * depthOf(x, p)

function undivided(x: Shape, p: Values): Bad | null {
  const channels = x.at(-1) ?? 0
  const wrong = [
    ...(channels % p.groups ? [`${channels} input channels`] : []),
    ...(p.filters % p.groups ? [`${p.filters} filters`] : []),
  ]
  if (wrong.length === 0) return null
  return {
    bad: `${p.groups} groups cannot share ${wrong.join(' and ')} evenly: choose a number that divides both.`,
    fix: { label: 'Use one group', set: { groups: 1 } },
  }
}

/** The passes of any layer; of its parameters going back asks only whether it learns. */
type AnyPass = Omit<Pass, 'p'>
type AnyBackPass = Omit<BackPass, 'p'> & { readonly p: { readonly trainable: boolean } }
/**
 * All that a declaration says about y = x ∗ kernel + bias once the window is known. Depthwise uses it too,
 * with as many groups as channels.
 */
export const oneConvolution = <V>(windowFor: (x: Shape, p: V) => Window) => ({
  window: windowFor,
  readsBack: (p: { readonly trainable: boolean }) => ({ x: p.trainable, y: false }),
  scratch: (x: Shape, p: V) => convolutionScratch(windowFor(x, p)),
  packed: (x: Shape, p: V) => convolutionPacked(windowFor(x, p)),
  packWeights: ({ k, window, w, packed }: AnyPass, part: number, parts: number) =>
    k.packConvolution(w['kernel']!, packed, window, part, parts),
  forward: ({ k, window, x, y, w, packed, scratch }: AnyPass) =>
    k.convolve(x, w['kernel']!, w['bias'] ?? null, y, window, packed, scratch),
  backward({ p, k, window, x, w, dy, dx, dw, packed, scratch }: AnyBackPass) {
    if (p.trainable && dw['kernel'])
      k.convolveGradWeights(x, dy, dw['kernel'], dw['bias'] ?? null, window, scratch)
    if (dx) k.convolveGradInput(dy, w['kernel']!, dx, window, packed, scratch)
  },
  gradWeightsOfSlot: ({ k, window, x, dy, dw, scratch }: AnyBackPass, samples: SampleRun) =>
    k.convolveGradWeightsOfAll(x, dy, dw['kernel']!, dw['bias'] ?? null, window, scratch, samples),
})

const paramsOf = (rank: 1 | 2) => ({
  filters: filtersParam(rank),
  ...slidingParams(rank),
  bias: biasParam,
  groups: rare(
    int(
      'Groups',
      1,
      'Channels and filters fall into this many groups, and a filter sees its own group alone.',
      1,
      4096,
    ),
  ),
  initialiser: initialiserParam('heNormal'),
  trainable: trainableParam,
  values: valuesParam,
})

export function convolution(rank: 1 | 2): LayerDecl {
  const kind = `conv${rank}d`
  const title = `Conv ${rank}D`
  const other = rank === 2 ? { kind: 'conv1d', title: 'Conv 1D' } : { kind: 'conv2d', title: 'Conv 2D' }
  return defineLayer({
    kind,
    title,
    group: 'convolution',
    about:
      rank === 2
        ? 'Slides small learned kernels over an image; each filter makes one feature map.'
        : 'Slides short learned kernels along a spectrum or signal; each filter makes one feature map.',
    ports: { in: 1, out: 1 },
    params: paramsOf(rank),

    summary: p =>
      [
        filtersWords(p.filters),
        ...slidingWords(p),
        ...(p.groups > 1 ? [`${p.groups} groups`] : []),
        ...(p.trainable ? [] : ['frozen']),
      ].join(' · '),
    shape(x, p) {
      if (x.length !== rank + 1) return wrongRank(title, x, rank, other)
      return (
        undivided(x, p) ??
        misfit('kernel', x, p) ??
        miscounted(p.values, p.kernel, depthOf(x, p), p.filters) ??
        outputShape(x, windowFor(x, p))
      )
    },
    weights: (x, p) => [
      kernelWeight(
        'kernel',
        [...p.kernel, depthOf(x, p), p.filters],
        [...spatialAxes(rank), 'in / groups', 'filters'],
        p,
        { fanIn: taps(x, p), fanOut: size(p.kernel) * p.filters },
        typedKernel(p.values, size(p.kernel), depthOf(x, p), p.filters),
      ),
      ...biasWeight(p.filters, 'filters', p, taps(x, p)),
    ],
    weightsInTorch: rank === 2 ? '`.transpose(3, 2, 0, 1)`' : '`.transpose(2, 1, 0)`',
    multiplyAdds: (x, p) => size(windowFor(x, p).out) * taps(x, p),
    ...oneConvolution(windowFor),

    checks: checksOf(rank),
  })
}

const checksOf = (rank: 1 | 2) =>
  rank === 2
    ? [
        { x: [5, 5, 2], p: { filters: 3 } },
        { x: [6, 5, 3], p: { filters: 9, padding: 'same' as const } },
        { x: [4, 6, 1], p: { filters: 2, strides: [2, 2], padding: 'same' as const } },
        { x: [7, 6, 1], p: { filters: 2, strides: [2, 3], padding: 1 } },
        { x: [9, 8, 2], p: { filters: 2, kernel: [3, 2], dilation: [2, 3] } },
        { x: [4, 4, 2], p: { filters: 2, kernel: [1, 4], bias: false } },
        { x: [5, 6, 2], p: { filters: 4, padding: [2, 0, 1, 3] } },
        {
          x: [9, 7, 2],
          p: { filters: 3, kernel: [3, 2], strides: [2, 1], dilation: [2, 3], padding: [0, 3, 2, 1] },
        },
        { x: [5, 6, 4], p: { filters: 6, groups: 2, padding: 'same' as const } },
        {
          x: [5, 5, 2],
          p: {
            filters: 2,
            trainable: false,
            values: [0, 1, 0, 1, -4, 1, 0, 1, 0, -1, 0, 1, -2, 0, 2, -1, 0, 1],
          },
        },
      ]
    : [
        { x: [12, 1], p: { filters: 3 } },
        { x: [11, 2], p: { filters: 8, kernel: [5], padding: 'same' as const } },
        { x: [10, 3], p: { filters: 2, kernel: [4], strides: [3], padding: 2 } },
        { x: [16, 1], p: { filters: 2, kernel: [3], dilation: [4], bias: false } },
        { x: [9, 2], p: { filters: 5, kernel: [3], strides: [2], padding: 'same' as const, dilation: [2] } },
        { x: [9, 2], p: { filters: 3, kernel: [4], padding: [3, 0] } },
        { x: [9, 6], p: { filters: 9, kernel: [3], strides: [2], groups: 3, padding: [0, 1] } },
      ]
