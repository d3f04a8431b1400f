/**
 * Separable convolution as in Keras: a depthwise convolution, then a pointwise (1×1) one that mixes the
 * channels, with the bias behind both. What the first hands to the second is kept in `saved`, and beside it
 * there is room for its gradient.
 */
import {
  defineLayer,
  size,
  spatialAxes,
  type LayerDecl,
  type Pass,
  type Shape,
  type Tensor,
  type Window,
} from '../spec'
import { biasParam, filtersParam, filtersWords } from './shared/slidingParams'
import {
  depthwiseAxes,
  depthwiseParams,
  depthwiseSummary,
  depthwiseWindow,
  type DepthwiseValues,
} from './depthwise'
import { biasWeight, initialiserParam, kernelWeight, trainableParam } from './shared/learnedWeights'
import { convolutionPacked, convolutionScratch } from '../convolution/scratch'
import { misfit, outputShape, windowOf, wrongRank } from './shared/window'

const ONES = [1, 1] as const
/** The second convolution, behind one whose window is given. */
const pointwiseWindow = ({ out }: Window, filters: number): Window =>
  windowOf(out, { kernel: ONES, strides: ONES, padding: 'valid' }, filters)

type Halves = {
  readonly second: Window
  readonly middle: Tensor
  readonly dmiddle: Tensor
  readonly packed: readonly [Tensor, Tensor]
}
/** Views are made at the first call only, and found again by the buffer that is this pass's own. */
const known = new WeakMap<Tensor, Halves>()
function halvesOf({ window, saved, packed, out }: Pick<Pass, 'window' | 'saved' | 'packed' | 'out'>): Halves {
  const found = known.get(saved)
  if (found) return found
  const n = size(window.out)
  const own = convolutionPacked(window)
  const second = pointwiseWindow(window, out.at(-1) ?? 0)
  const made: Halves = {
    second,
    middle: saved.subarray(0, n),
    dmiddle: saved.subarray(n, 2 * n),
    packed: [packed.subarray(0, own), packed.subarray(own, own + convolutionPacked(second))],
  }
  known.set(saved, made)
  return made
}

const paramsOf = (rank: 1 | 2) => ({
  filters: filtersParam(rank, 'How many output channels the second step mixes.'),
  ...depthwiseParams(rank),
  bias: biasParam,
  initialiser: initialiserParam('heNormal'),
  trainable: trainableParam,
})

/** Its kernels are of one value: the spatial axes are named by their size. */
const pointwiseAxes = (rank: 1 | 2) => [...spatialAxes(rank).map(() => '1'), 'in · multiplier', 'filters']

export function separable(rank: 1 | 2): LayerDecl {
  const title = `Separable Conv ${rank}D`
  const other =
    rank === 2
      ? { kind: 'separableConv1d', title: 'Separable Conv 1D' }
      : { kind: 'separableConv2d', title: 'Separable Conv 2D' }
  type Values = DepthwiseValues & { readonly filters: number }
  const between = (x: Shape, p: Values): number => (x.at(-1) ?? 0) * p.multiplier
  const both = (x: Shape, p: Values): readonly [Window, Window] => {
    const first = depthwiseWindow(x, p)
    return [first, pointwiseWindow(first, p.filters)]
  }
  return defineLayer({
    kind: `separableConv${rank}d`,
    title,
    group: 'convolution',
    about:
      'A convolution in two steps, first within each channel and then across them: nearly as able, ' +
      'with far fewer weights.',
    ports: { in: 1, out: 1 },
    params: paramsOf(rank),

    summary: p =>
      [filtersWords(p.filters), ...depthwiseSummary(p), ...(p.trainable ? [] : ['frozen'])].join(' · '),
    shape(x, p) {
      if (x.length !== rank + 1) return wrongRank(title, x, rank, other)
      return misfit('kernel', x, p) ?? [...outputShape(x, depthwiseWindow(x, p)).slice(0, -1), p.filters]
    },
    weights: (x, p) => [
      kernelWeight('depthwise', [...p.kernel, x.at(-1) ?? 0, p.multiplier], depthwiseAxes(rank), p, {
        fanIn: size(p.kernel),
        fanOut: size(p.kernel) * p.multiplier,
      }),
      kernelWeight(
        'pointwise',
        [...p.kernel.map(() => 1), between(x, p), p.filters],
        pointwiseAxes(rank),
        p,
        {
          fanIn: between(x, p),
          fanOut: p.filters,
        },
      ),
      ...biasWeight(p.filters, 'filters', p, between(x, p)),
    ],
    weightsInTorch: `\`depthwise\` as in \`depthwiseConv${rank}d\`, \`pointwise\` as in \`conv${rank}d\``,
    multiplyAdds: (x, p) => size(depthwiseWindow(x, p).out) * (size(p.kernel) + p.filters),
    window: depthwiseWindow,
    saved: (x, p) => 2 * size(depthwiseWindow(x, p).out),
    readsBack: p => ({ x: p.trainable, y: false }),
    scratch: (x, p) => Math.max(...both(x, p).map(convolutionScratch)),
    packed: (x, p) => both(x, p).reduce((n, w) => n + convolutionPacked(w), 0),
    packWeights(pass, part, parts) {
      const { second, packed } = halvesOf(pass)
      pass.k.packConvolution(pass.w['depthwise']!, packed[0], pass.window, part, parts)
      pass.k.packConvolution(pass.w['pointwise']!, packed[1], second, part, parts)
    },

    forward(pass) {
      const { k, window, x, y, w, scratch } = pass
      const { second, middle, packed } = halvesOf(pass)
      k.convolve(x, w['depthwise']!, null, middle, window, packed[0], scratch)
      k.convolve(middle, w['pointwise']!, w['bias'] ?? null, y, second, packed[1], scratch)
    },
    backward(pass) {
      const { p, k, window, x, w, dy, dx, dw, scratch } = pass
      const { second, middle, dmiddle, packed } = halvesOf(pass)
      if (p.trainable)
        k.convolveGradWeights(middle, dy, dw['pointwise']!, dw['bias'] ?? null, second, scratch)
      if (!p.trainable && !dx) return
      k.convolveGradInput(dy, w['pointwise']!, dmiddle, second, packed[1], scratch)
      if (p.trainable) k.convolveGradWeights(x, dmiddle, dw['depthwise']!, null, window, scratch)
      if (dx) k.convolveGradInput(dmiddle, w['depthwise']!, dx, window, packed[0], scratch)
    },

    checks: checksOf(rank),
  })
}

const checksOf = (rank: 1 | 2) =>
  rank === 2
    ? [
        { x: [5, 6, 3], p: { filters: 4 } },
        { x: [6, 5, 2], p: { filters: 9, multiplier: 3, padding: 'same' as const, strides: [2, 2] } },
        {
          x: [7, 8, 2],
          p: { filters: 2, kernel: [2, 3], dilation: [2, 1], bias: false, padding: [1, 0, 0, 2] },
        },
      ]
    : [
        { x: [9, 3], p: { filters: 5, kernel: [3] } },
        { x: [8, 2], p: { filters: 3, kernel: [4], multiplier: 2, strides: [2], padding: 2 } },
      ]
