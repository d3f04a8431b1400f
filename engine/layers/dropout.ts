/**
 * Dropout: in training, sets values to zero at random and scales the others by 1 / (1 − rate); otherwise it copies.
 * The mask depends on the pass's key alone, so any number of threads draws the same one.
 */
import { defineLayer, real, size } from '../spec'

export default defineLayer({
  kind: 'dropout',
  title: 'Dropout',
  group: 'regularising',
  about: 'Switches values off at random while training, so that the network does not lean on any one of them.',
  ports: { in: 1, out: 1 },
  params: { rate: real('Rate', 0.25, 'The share of values that is switched off.', 0, 0.95, 0.05) },

  summary: p => `${Math.round(p.rate * 100)} % off while training`,
  shape: x => x,
  weights: () => [],
  isElementwise: () => true,
  isRandom: true,
  readsBack: () => ({ x: false, y: false }),
  saved: x => size(x),
  forward({ p, k, x, y, saved, training, key }) {
    if (!training) return k.copy(x, y)
    k.dropoutMask(saved, p.rate, key)
    k.multiply(x, saved, y)
  },
  backward({ k, dy, dx, saved, training }) {
    if (!dx) return
    if (training) k.multiply(dy, saved, dx)
    else k.copy(dy, dx)
  },
  checks: [
    { x: [4, 5, 3], p: { rate: 0.5 } },
    { x: [40], p: { rate: 0.2 } },
    { x: [9, 2], p: { rate: 0 } },
  ],
})
