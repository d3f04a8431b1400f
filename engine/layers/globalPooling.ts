/**
 * Global pooling: one value out of each whole map, whatever its size. A window as large as the map, so the
 * kernels are pooling's.
 */
import { choice, defineLayer, size, type Shape, type Window } from '../spec'
import { windowOf } from './shared/window'

const kinds = [
  ['average', 'Average'],
  ['max', 'Max'],
  ['sum', 'Sum'],
] as const
const whole = (x: Shape): Window => {
  const spatial = x.slice(0, -1)
  return windowOf(x, { kernel: spatial, strides: spatial, padding: 'valid' }, x.at(-1) ?? 0)
}

export default defineLayer({
  kind: 'globalPooling',
  title: 'Global pooling',
  group: 'pooling',
  about:
    'Makes one number of every feature map, so that Dense can follow without Flatten and for any ' +
    'size of input.',
  ports: { in: 1, out: 1 },
  params: {
    kind: choice(
      'Keep',
      kinds,
      'average',
      'Average: how strongly a filter answers overall. Max: whether it answers anywhere.',
    ),
  },

  summary: p => `${p.kind} of every map`,
  shape(x) {
    if (x.length === 2 || x.length === 3) return [x.at(-1) ?? 0]
    return {
      bad: `Global pooling needs feature maps and gets ${x[0]} features: put it before Flatten or Dense.`,
    }
  },
  outputInWords: 'one value for each channel',
  weights: () => [],
  multiplyAdds: (x, p) => (p.kind === 'max' ? 0 : size(x)),
  seesEverything: true,
  window: whole,
  readsBack: () => ({ x: false, y: false }),
  saved: x => x.at(-1) ?? 0,
  forward: ({ p, k, window, x, y, saved }) => k.pool(p.kind, x, y, saved, window),
  backward({ p, k, window, x, y, dy, dx, saved }) {
    if (dx) k.poolGrad(p.kind, x, y, dy, dx, saved, window)
  },
  checks: kinds.flatMap(([kind]) => [
    { x: [4, 5, 3], p: { kind } },
    { x: [7, 6], p: { kind } },
  ]),
})
