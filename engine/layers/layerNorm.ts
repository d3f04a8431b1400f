/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): like batch normalisation, but each sample by its own
 * figures, so nothing depends on the batch and nothing is kept running. Over the channels of every place, as
 * Keras does by default, or over the whole sample.
 */
import { choice, defineLayer, rare, real, size, type Shape } from '../spec'

const scopes = [
  ['channels', 'The channels of each place'],
  ['sample', 'The whole sample'],
] as const
const widthOf = (x: Shape, p: { readonly over: string }): number =>
  p.over === 'sample' ? size(x) : (x.at(-1) ?? 1)

export default defineLayer({
  kind: 'layerNorm',
  title: 'Layer norm',
  group: 'normalising',
  about:
    'Brings every sample by itself to mean 0 and variance 1; for small batches, where batch norm is ' +
    'too noisy.',
  ports: { in: 1, out: 1 },
  params: {
    over: choice('Over', scopes, 'channels', 'Which values share a mean and a variance.'),
    epsilon: rare(
      real(
        'Epsilon',
        1e-5,
        'Added to the variance, so that constant values are not divided by 0.',
        1e-8,
        1,
        1e-5,
      ),
    ),
  },

  summary: p => (p.over === 'sample' ? 'over the whole sample' : 'over the channels'),
  shape(x, p) {
    if (widthOf(x, p) > 1) return x
    return {
      bad:
        'Layer norm over one value alone makes every sample the same: the mean of one value is that ' +
        'value.',
      ...(size(x) > 1 ? { fix: { label: 'Use the whole sample', set: { over: 'sample' } } } : {}),
    }
  },
  weights(x, p) {
    const one = {
      shape: p.over === 'sample' ? x : [x.at(-1) ?? 1],
      init: 'constant',
      fanIn: 1,
      fanOut: 1,
    } as const
    return [
      { ...one, name: 'gamma', constant: 1 },
      { ...one, name: 'beta' },
    ]
  },
  weightsInTorch:
    'as they are: `weight`, `bias`; over the whole sample of an image both `.transpose(2, 0, 1)`, of a ' +
    'spectrum `.T`',
  multiplyAdds: x => size(x),
  readsBack: () => ({ x: true, y: false }),
  /** Over the whole sample every value sees every other: as a window as large as the sample would. */
  field(x, p) {
    const spatial = p.over === 'sample' ? x.slice(0, -1) : []
    const kernel = [spatial.at(-2) ?? 1, spatial.at(-1) ?? 1] as const
    return { kernel, strides: [1, 1], dilation: [1, 1], before: [(kernel[0] - 1) / 2, (kernel[1] - 1) / 2] }
  },
  saved: (x, p) => (2 * size(x)) / widthOf(x, p),
  forward: ({ p, k, x, y, w, saved }) => k.layerNormalise(x, w['gamma']!, w['beta']!, y, saved, p.epsilon),
  backward: ({ k, x, w, dy, dx, dw, saved }) =>
    k.layerNormaliseGrad(x, dy, w['gamma']!, saved, dx, dw['gamma']!, dw['beta']!),
  checks: [
    { x: [4, 5, 3], p: {} },
    { x: [3, 4, 2], p: { over: 'sample' } },
    { x: [6, 9], p: { epsilon: 0.01 } },
    { x: [13], p: {} },
  ],
})
