/**
 * Larger maps by repeating every value or by blending neighbours, in one and two dimensions; nothing is
 * learned.
 * `window` is that of the sum pooling which would shrink the map again, and that pooling's
 * gradient is what repeats the values.
 */
import { axes, choice, defineLayer, size, type LayerDecl, type Shape, type Window } from '../spec'
import { formatAxes, windowOf, wrongRank } from './shared/window'

const kinds = [
  ['nearest', 'Nearest'],
  ['linear', 'Linear'],
] as const
type Values = { readonly factors: readonly number[]; readonly between: string }
const enlarged = (x: Shape, p: Values): Shape => x.map((n, i) => n * (p.factors[i] ?? 1))
const mirror = (x: Shape, p: Values): Window =>
  windowOf(enlarged(x, p), { kernel: p.factors, strides: p.factors, padding: 'valid' }, x.at(-1) ?? 0)

/**
 * Over how many output values one input value spreads: blending reaches half a value further on both sides.
 */
const reach = (factor: number, { between }: Values): number =>
  between === 'nearest' ? factor : factor % 2 ? 2 * factor - 1 : 2 * factor

export function upSampling(rank: 1 | 2): LayerDecl {
  const title = `Up-sampling ${rank}D`
  const other =
    rank === 2
      ? { kind: 'upSampling1d', title: 'Up-sampling 1D' }
      : { kind: 'upSampling2d', title: 'Up-sampling 2D' }
  return defineLayer({
    kind: `upSampling${rank}d`,
    title,
    group: 'shape',
    about:
      'Makes the maps larger by repeating every value or blending neighbours; a convolution often follows.',
    ports: { in: 1, out: 1 },
    params: {
      factors: axes('Times', rank, 2, 'How many times larger the maps become along each axis.', 64),
      between: choice(
        'Between',
        kinds,
        'nearest',
        'Nearest repeats every value; linear blends neighbours, in both directions for images.',
      ),
    },

    summary: p => `× ${formatAxes(p.factors)} · ${p.between}`,
    shape: (x, p) => (x.length === rank + 1 ? enlarged(x, p) : wrongRank(title, x, rank, other)),
    outputInWords: 'each side W · times; channels stay',
    weights: () => [],
    multiplyAdds: (x, p) => (p.between === 'nearest' ? 0 : 2 * rank * size(enlarged(x, p))),
    readsBack: () => ({ x: false, y: false }),
    window: mirror,
    field(x, p) {
      const [down, across] = mirror(x, p).kernel
      const fractions = [1 / down, 1 / across] as const
      const kernel = [reach(down, p), reach(across, p)] as const
      // A value that is repeated lies in the middle of its copies.
      const before = [(kernel[0] + down - 2) / (2 * down), (kernel[1] + across - 2) / (2 * across)] as const
      return { kernel, strides: fractions, dilation: fractions, before }
    },
    forward({ p, k, window, x, y, saved }) {
      if (p.between === 'nearest') k.poolGrad('sum', y, x, x, y, saved, window)
      else k.interpolate(x, y, window)
    },
    backward({ p, k, window, dy, dx, saved }) {
      if (!dx) return
      if (p.between === 'nearest') k.pool('sum', dy, dx, saved, window)
      else k.interpolateGrad(dy, dx, window)
    },
    checks:
      rank === 2
        ? [
            { x: [3, 4, 3], p: {} },
            { x: [2, 3, 5], p: { factors: [3, 1] } },
            { x: [3, 4, 6], p: { between: 'linear' } },
            { x: [2, 3, 1], p: { factors: [3, 5], between: 'linear' } },
          ]
        : [
            { x: [5, 3], p: {} },
            { x: [4, 6], p: { factors: [3] } },
            { x: [5, 2], p: { between: 'linear' } },
          ],
  })
}
