/** A function applied to every value: without it, stacked convolutions would be one convolution. */
import { choice, defineLayer, rare, real, size, when } from '../spec'

const kinds = [
  ['relu', 'ReLU'],
  ['leakyRelu', 'Leaky ReLU'],
  ['elu', 'ELU'],
  ['gelu', 'GELU'],
  ['silu', 'SiLU'],
  ['sigmoid', 'Sigmoid'],
  ['tanh', 'Tanh'],
  ['softplus', 'Softplus'],
  ['softmax', 'Softmax'],
  ['linear', 'Linear'],
] as const
/** What leaky ReLU and ELU do below 0. */
const below = (p: { readonly function: string; readonly slope: number; readonly alpha: number }): number =>
  p.function === 'elu' ? p.alpha : p.slope

/** Most slopes follow from the value that came out, which the next layer reads anyway. */
const isFromInput = (kind: string): boolean => kind === 'gelu' || kind === 'silu' || kind === 'softplus'

export default defineLayer({
  kind: 'activation',
  title: 'Activation',
  group: 'activation',
  about: 'Applies a function to every value, so that the network can bend.',
  ports: { in: 1, out: 1 },
  params: {
    function: choice(
      'Function',
      kinds,
      'relu',
      'ReLU, max(0, x), is the usual choice in deep networks: its gradient does not vanish.',
    ),
    slope: when(
      ['function', 'leakyRelu'],
      real('Slope', 0.01, 'What is left of values below 0: slope · x.', 0, 1, 0.01),
    ),
    alpha: when(
      ['function', 'elu'],
      rare(real('Alpha', 1, 'Below 0 the curve is α · (eˣ − 1).', 0, 10, 0.1)),
    ),
  },

  summary: p => kinds.find(([value]) => value === p.function)?.[1] ?? p.function,
  shape: x => x,
  weights: () => [],
  isView: p => p.function === 'linear',
  isElementwise: p => p.function !== 'softmax',
  readsBack: p => ({ x: isFromInput(p.function), y: !isFromInput(p.function) || p.function === 'gelu' }),
  forward({ p, k, x, y, in: shape }) {
    if (p.function === 'softmax') k.softmax(x, y, shape.at(-1) ?? 1)
    else k.activate(p.function, x, y, below(p))
  },
  backward({ p, k, x, y, dy, dx, in: shape }) {
    if (!dx) return
    if (p.function === 'softmax') k.softmaxGrad(y, dy, dx, shape.at(-1) ?? 1)
    else k.activateGrad(p.function, x, y, dy, dx, below(p))
  },
  multiplyAdds: (x, p) => (p.function === 'linear' || p.function === 'relu' ? 0 : size(x)),
  checks: [
    ...kinds.flatMap(([value]) => [
      { x: [4, 5, 3], p: { function: value } },
      { x: [7], p: { function: value } },
    ]),
    { x: [3, 9], p: { function: 'leakyRelu', slope: 0.3 } },
    { x: [3, 9], p: { function: 'elu', alpha: 0.5 } },
    { x: [3, 9], p: { function: 'softmax' } },
  ],
})
