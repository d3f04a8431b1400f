/**
 * Dropout of whole feature maps (Tompson et al. 2015): neighbours in a map say nearly the same, so dropping single values
 * hides little. The one thing to know: one number of the mask for each channel.
 */
import { defineLayer, real } from '../spec'

export default defineLayer({
  kind: 'spatialDropout',
  title: 'Spatial dropout',
  group: 'regularising',
  about: 'Switches whole feature maps off at random while training; the form of dropout that helps between convolutions.',
  ports: { in: 1, out: 1 },
  params: { rate: real('Rate', 0.25, 'The share of feature maps that is switched off.', 0, 0.95, 0.05) },

  summary: p => `${Math.round(p.rate * 100)} % of the maps off while training`,
  shape: x => x,
  weights: () => [],
  isElementwise: () => true,
  isRandom: true,
  readsBack: () => ({ x: false, y: false }),
  saved: x => x.at(-1) ?? 0,
  forward({ p, k, x, y, saved, training, key }) {
    if (!training) return k.copy(x, y)
    k.dropoutMask(saved, p.rate, key)
    k.scaleChannels(x, saved, y)
  },
  backward({ k, dy, dx, saved, training }) {
    if (!dx) return
    if (training) k.scaleChannels(dy, saved, dx)
    else k.copy(dy, dx)
  },
  checks: [
    { x: [4, 5, 7], p: { rate: 0.5 } },
    { x: [9, 12], p: { rate: 0.3 } },
    { x: [10], p: { rate: 0 } },
  ],
})
