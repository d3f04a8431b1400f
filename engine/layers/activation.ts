/** A function applied to every value: without it, stacked convolutions would be one convolution. */
import { choice, defineLayer, size } from '../spec'

const kinds = [
  ['relu', 'ReLU'],
  ['leakyRelu', 'Leaky ReLU'],
  ['elu', 'ELU'],
  ['sigmoid', 'Sigmoid'],
  ['tanh', 'Tanh'],
  ['softplus', 'Softplus'],
  ['linear', 'Linear'],
] as const

export default defineLayer({
  kind: 'activation',
  title: 'Activation',
  group: 'activation',
  about: 'Applies a function to every value, so that the network can bend.',
  ports: { in: 1, out: 1 },
  params: { function: choice('Function', kinds, 'relu', 'ReLU, max(0, x), is the usual choice in deep networks: its gradient does not vanish.') },

  summary: p => kinds.find(([value]) => value === p.function)?.[1] ?? p.function,
  shape: x => x,
  weights: () => [],
  isView: p => p.function === 'linear',
  forward: ({ p, k, x, y }) => k.activate(p.function, x, y),
  backward({ p, k, x, y, dy, dx }) {
    if (dx) k.activateGrad(p.function, x, y, dy, dx)
  },
  multiplyAdds: (x, p) => (p.function === 'linear' || p.function === 'relu' ? 0 : size(x)),
  checks: kinds.flatMap(([value]) => [
    { x: [4, 5, 3], p: { function: value } },
    { x: [7], p: { function: value } },
  ]),
})
