/**
 * Dropout: in training, sets values to zero at random and scales the others by 1 / (1 − rate); otherwise it
 * copies. Of single values, or of whole feature maps (Tompson et al. 2015): neighbours in a map say nearly
 * the same, so dropping single values hides little. The mask, of a number for each value or for each channel,
 * depends on the pass's key alone, so any number of threads draws the same one.
 */
import { defineLayer, real, size, type LayerDecl } from '../spec'

export function dropout(what: 'values' | 'feature maps'): LayerDecl {
  const isOfValues = what === 'values'
  const mask = isOfValues ? 'multiply' : 'scaleChannels'
  return defineLayer({
    kind: isOfValues ? 'dropout' : 'spatialDropout',
    title: isOfValues ? 'Dropout' : 'Spatial dropout',
    group: 'regularising',
    about: isOfValues
      ? 'Switches values off at random while training, so that the network does not lean on any one of them.'
      : 'Switches whole feature maps off at random while training; the form of dropout that helps ' +
        'between convolutions.',
    ports: { in: 1, out: 1 },
    params: { rate: real('Rate', 0.25, `The share of ${what} that is switched off.`, 0, 0.95, 0.05) },

    summary: p => `${Math.round(p.rate * 100)} %${isOfValues ? '' : ' of the maps'} off while training`,
    shape: x => x,
    weights: () => [],
    isElementwise: () => true,
    isRandom: true,
    readsBack: () => ({ x: false, y: false }),
    saved: x => (isOfValues ? size(x) : (x.at(-1) ?? 0)),
    forward({ p, k, x, y, saved, training, key }) {
      if (!training) return k.copy(x, y)
      k.dropoutMask(saved, p.rate, key)
      k[mask](x, saved, y)
    },
    backward({ k, dy, dx, saved, training }) {
      if (!dx) return
      if (training) k[mask](dy, saved, dx)
      else k.copy(dy, dx)
    },
    checks: isOfValues
      ? [
          { x: [4, 5, 3], p: { rate: 0.5 } },
          { x: [40], p: { rate: 0.2 } },
          { x: [9, 2], p: { rate: 0 } },
        ]
      : [
          { x: [4, 5, 7], p: { rate: 0.5 } },
          { x: [9, 12], p: { rate: 0.3 } },
          { x: [10], p: { rate: 0 } },
        ],
  })
}
