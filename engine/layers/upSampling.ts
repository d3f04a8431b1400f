/**
 * Larger maps by repeating every value (nearest neighbour), in one and two dimensions; nothing is learned.
 * The one thing to know: `window` is that of the sum pooling which would undo it, and that pooling's gradient is this
 * layer's forward pass.
 */
import { axes, defineLayer, type LayerDecl, type Shape, type Window } from '../spec'
import { formatAxes, windowOf, wrongRank } from './window'

type Values = { readonly factors: readonly number[] }
const enlarged = (x: Shape, p: Values): Shape => x.map((n, i) => n * (p.factors[i] ?? 1))
const mirror = (x: Shape, p: Values): Window => windowOf(enlarged(x, p), { kernel: p.factors, strides: p.factors, padding: 'valid' }, x.at(-1) ?? 0)

export function upSampling(rank: 1 | 2): LayerDecl {
  const title = `Up-sampling ${rank}D`
  const other = rank === 2 ? { kind: 'upSampling1d', title: 'Up-sampling 1D' } : { kind: 'upSampling2d', title: 'Up-sampling 2D' }
  return defineLayer({
    kind: `upSampling${rank}d`,
    title,
    group: 'shape',
    about: 'Makes the maps larger by repeating every value; a convolution behind it smooths the steps.',
    ports: { in: 1, out: 1 },
    params: { factors: axes('Times', rank, 2, 'How often every value is repeated along each axis.', 64) },

    summary: p => `× ${formatAxes(p.factors)}`,
    shape: (x, p) => (x.length === rank + 1 ? enlarged(x, p) : wrongRank(title, x, rank, other)),
    weights: () => [],
    readsBack: () => ({ x: false, y: false }),
    window: mirror,
    field(x, p) {
      const { kernel } = mirror(x, p),
        fractions = [1 / kernel[0], 1 / kernel[1]] as const
      return { kernel, strides: fractions, dilation: fractions }
    },
    forward: ({ k, window, x, y, saved }) => k.poolGrad('sum', y, x, x, y, saved, window),
    backward({ k, window, dy, dx, saved }) {
      if (dx) k.pool('sum', dy, dx, saved, window)
    },
    checks:
      rank === 2
        ? [
            { x: [3, 4, 3], p: {} },
            { x: [2, 3, 5], p: { factors: [3, 1] } },
          ]
        : [
            { x: [5, 3], p: {} },
            { x: [4, 6], p: { factors: [3] } },
          ],
  })
}
