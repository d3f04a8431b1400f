/**
 * Batch normalisation (Ioffe and Szegedy 2015): each channel gets mean 0 and variance 1 over the whole batch,
 * then a learned gain gamma and offset beta. Momentum is the share of the running figures that stays, running
 * ← momentum · running + (1 − momentum) · batch, as in Keras; PyTorch's momentum is 1 minus this. As in
 * PyTorch the batch is normalised by its own variance (divided by n) and the running one takes the unbiased
 * (n − 1).
 */
import { defineLayer, rare, real, size, type Shape } from '../spec'

const channelsOf = (x: Shape): number => x.at(-1) ?? 1
/** Values of one channel in one sample. */
const positionsOf = (x: Shape): number => size(x) / channelsOf(x)

export default defineLayer({
  kind: 'batchNorm',
  title: 'Batch norm',
  group: 'normalising',
  about:
    'Brings every channel to mean 0 and variance 1 over the batch, so that deep networks learn ' +
    'faster and more steadily.',
  ports: { in: 1, out: 1 },
  params: {
    momentum: real(
      'Momentum',
      0.9,
      'The share of the running mean and variance that stays after each batch; PyTorch counts 1 minus this.',
      0,
      1,
      0.01,
    ),
    epsilon: rare(
      real(
        'Epsilon',
        1e-5,
        'Added to the variance, so that a constant channel is not divided by 0.',
        1e-8,
        1,
        1e-5,
      ),
    ),
  },

  summary: p => `momentum ${p.momentum}`,
  shape: x => x,
  weights(x) {
    const one = { shape: [channelsOf(x)], init: 'constant', fanIn: 1, fanOut: 1 } as const
    return [
      { ...one, name: 'gamma', constant: 1 },
      { ...one, name: 'beta' },
      { ...one, name: 'running mean', isFrozen: true },
      { ...one, name: 'running variance', constant: 1, isFrozen: true },
    ]
  },
  weightsInTorch: 'as they are: `weight`, `bias`, `running_mean`, `running_var`',
  multiplyAdds: x => size(x),
  isElementwise: () => true,
  readsBack: () => ({ x: true, y: false }),
  /**
   * The moments of the running figures, and a sample's sums of gradients, when the batch is not looked at.
   */
  saved: x => 5 * channelsOf(x),
  scratch: x => 2 * channelsOf(x),

  batch: {
    summary: x => 2 * channelsOf(x),
    shared: x => 5 * channelsOf(x),
    summarise: ({ k, x }, summary) => k.summariseMoments(x, summary),
    combine: ({ p, k, in: shape, shared }, summaries, count) =>
      k.combineMoments(summaries, count, positionsOf(shape), p.epsilon, shared),
    summariseBack: ({ k, x, dy, dw, shared }, summary) =>
      k.summariseGrad(x, dy, shared, summary, dw['gamma']!, dw['beta']!),
    combineBack: ({ k, in: shape, shared }, summaries, count) =>
      k.combineGrad(summaries, count, positionsOf(shape), shared),
    updateRunningStatistics: ({ p, k, w, shared }) =>
      k.updateRunningMoments(shared, p.momentum, w['running mean']!, w['running variance']!),
  },
  forward({ p, k, x, y, w, saved, shared, training }) {
    if (!training) k.fixMoments(w['running mean']!, w['running variance']!, p.epsilon, saved)
    k.normalise(x, training ? shared : saved, w['gamma']!, w['beta']!, y)
  },
  backward({ k, x, w, dy, dx, dw, saved, shared, scratch, training }) {
    if (!training) k.summariseGrad(x, dy, saved, scratch, dw['gamma']!, dw['beta']!)
    if (dx) k.normaliseGrad(x, dy, training ? shared : saved, w['gamma']!, dx)
  },
  checks: [
    { x: [4, 5, 3], p: {} },
    { x: [3, 4, 18], p: { epsilon: 0.01 } },
    { x: [9, 8], p: { momentum: 0.5 } },
  ],
})
