/**
 * Depthwise convolution in one and two dimensions: every channel has kernels of its own and mixes with no
 * other.
 * It is a convolution with one group for each channel, because Keras' weights `[height, width, in,
 * multiplier]` lie in memory just as a grouped kernel `[height, width, 1, in · multiplier]` does.
 */
import { defineLayer, int, size, spatialAxes, type LayerDecl, type Shape, type Window } from '../spec'
import { oneConvolution } from './convolution'
import { biasParam, slidingParams, slidingWords, type Sliding } from './shared/slidingParams'
import { biasWeight, initialiserParam, kernelWeight, trainableParam } from './shared/learnedWeights'
import { misfit, outputShape, windowOf, wrongRank } from './shared/window'

export type DepthwiseValues = Sliding & { readonly multiplier: number }
export const depthwiseWindow = (x: Shape, p: DepthwiseValues): Window => {
  const channels = x.at(-1) ?? 0
  return windowOf(x, p, channels * p.multiplier, channels)
}
/** Shared with the separable convolution, which begins with this one. */
export const depthwiseParams = (rank: 1 | 2) => ({
  ...slidingParams(rank),
  multiplier: int('Depth multiplier', 1, 'How many kernels each input channel has of its own.', 1, 256),
})
export const depthwiseAxes = (rank: 1 | 2): readonly string[] => [...spatialAxes(rank), 'in', 'multiplier']
export const depthwiseSummary = (p: DepthwiseValues): string[] => [
  ...slidingWords(p),
  ...(p.multiplier > 1 ? [`× ${p.multiplier} kernels`] : []),
]

export function depthwise(rank: 1 | 2): LayerDecl {
  const title = `Depthwise Conv ${rank}D`
  const other =
    rank === 2
      ? { kind: 'depthwiseConv1d', title: 'Depthwise Conv 1D' }
      : { kind: 'depthwiseConv2d', title: 'Depthwise Conv 2D' }
  const filters = (x: Shape, p: DepthwiseValues): number => (x.at(-1) ?? 0) * p.multiplier
  return defineLayer({
    kind: `depthwiseConv${rank}d`,
    title,
    group: 'convolution',
    about:
      'Slides kernels over every channel on its own: far fewer weights than a convolution, which mixes ' +
      'all channels.',
    ports: { in: 1, out: 1 },
    params: {
      ...depthwiseParams(rank),
      bias: biasParam,
      initialiser: initialiserParam('heNormal'),
      trainable: trainableParam,
    },

    summary: p => [...depthwiseSummary(p), ...(p.trainable ? [] : ['frozen'])].join(' · '),
    shape: (x, p) =>
      x.length === rank + 1
        ? (misfit('kernel', x, p) ?? outputShape(x, depthwiseWindow(x, p)))
        : wrongRank(title, x, rank, other),
    weights: (x, p) => [
      kernelWeight('kernel', [...p.kernel, x.at(-1) ?? 0, p.multiplier], depthwiseAxes(rank), p, {
        fanIn: size(p.kernel),
        fanOut: size(p.kernel) * p.multiplier,
      }),
      ...biasWeight(filters(x, p), 'in · multiplier', p, size(p.kernel)),
    ],
    outputInWords: 'each side as with Conv; channels · depth multiplier',
    weightsInTorch:
      rank === 2
        ? '`.reshape(height, width, 1, -1).transpose(3, 2, 0, 1)`'
        : '`.reshape(length, 1, -1).transpose(2, 1, 0)`',
    multiplyAdds: (x, p) => size(depthwiseWindow(x, p).out) * size(p.kernel),
    ...oneConvolution(depthwiseWindow),

    checks:
      rank === 2
        ? [
            { x: [5, 6, 3], p: {} },
            { x: [6, 5, 2], p: { multiplier: 3, padding: 'same', strides: [2, 2] } },
            { x: [7, 8, 5], p: { kernel: [2, 3], dilation: [2, 1], bias: false, padding: [1, 0, 0, 2] } },
          ]
        : [
            { x: [9, 3], p: { kernel: [3] } },
            { x: [8, 2], p: { kernel: [4], multiplier: 2, strides: [2], padding: 2 } },
          ],
  })
}
