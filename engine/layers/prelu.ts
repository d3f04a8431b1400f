/**
 * ReLU whose slope below 0 is learned, one for each channel (He et al. 2015); it begins at 0.25, as there.
 */
import { defineLayer, size } from '../spec'

export default defineLayer({
  kind: 'prelu',
  title: 'PReLU',
  group: 'activation',
  about: 'Like Leaky ReLU, but each channel learns its own slope below 0.',
  ports: { in: 1, out: 1 },
  params: {},

  summary: () => 'one slope for each channel',
  shape: x => x,
  weights: x => [
    { name: 'alpha', shape: [x.at(-1) ?? 0], init: 'constant', constant: 0.25, fanIn: 1, fanOut: 1 },
  ],
  multiplyAdds: x => size(x),
  readsBack: () => ({ x: true, y: false }),
  forward: ({ k, x, y, w }) => k.prelu(x, w['alpha']!, y),
  backward: ({ k, x, w, dy, dx, dw }) => k.preluGrad(x, w['alpha']!, dy, dx, dw['alpha']!),
  checks: [
    { x: [4, 5, 3], p: {} },
    { x: [7, 6], p: {} },
    { x: [9], p: {} },
  ],
})
