/**
 * Adds normal noise while training; otherwise it copies. The noise depends on the pass's key alone, not on
 * the number of threads.
 */
import { defineLayer, real } from '../spec'

export default defineLayer({
  kind: 'gaussianNoise',
  title: 'Gaussian noise',
  group: 'regularising',
  about:
    'Adds random noise while training, so that the network does not hang on to details; for spectra, ' +
    'like a noisier instrument.',
  ports: { in: 1, out: 1 },
  params: {
    deviation: real(
      'Deviation',
      0.1,
      'Standard deviation of the noise, in units of the values that come in.',
      0,
      10,
      0.01,
    ),
  },

  summary: p => `± ${p.deviation} while training`,
  shape: x => x,
  weights: () => [],
  isElementwise: () => true,
  isRandom: true,
  readsBack: () => ({ x: false, y: false }),
  forward({ p, k, x, y, training, key }) {
    if (training) k.addNoise(x, y, p.deviation, key)
    else k.copy(x, y)
  },
  backward({ k, dy, dx }) {
    if (dx) k.copy(dy, dx)
  },
  checks: [
    { x: [4, 5, 3], p: { deviation: 0.5 } },
    { x: [9, 2], p: {} },
    { x: [7], p: { deviation: 0 } },
  ],
})
