/**
 * A fully connected layer: every unit is a weighted sum of all features plus a bias. Kernel `[in, units]`.
 */
import { bool, defineLayer, formatShape, int, size } from '../spec'
import { biasWeight, initialiserParam, kernelWeight, trainableParam } from './shared/learnedWeights'

export default defineLayer({
  kind: 'dense',
  title: 'Dense',
  group: 'dense',
  about: 'Connects every feature with every unit; the last one of a classifier has a unit for each class.',
  ports: { in: 1, out: 1 },
  params: {
    units: int('Units', 10, 'How many values come out; in the last layer, one for each class.', 1, 16384),
    bias: bool('Bias', true, 'Adds one learned number to every unit.'),
    initialiser: initialiserParam('glorotUniform'),
    trainable: trainableParam,
  },
  summary: p => `${p.units} ${p.units === 1 ? 'unit' : 'units'}${p.trainable ? '' : ' · frozen'}`,
  shape(x, p) {
    if (x.length !== 1)
      return {
        bad: `Dense needs one row of features and gets ${formatShape(x)}: put a Flatten before it.`,
        fix: { label: 'Insert Flatten', insertBefore: 'flatten' },
      }
    return [p.units]
  },
  weights: (x, p) => [
    kernelWeight('kernel', [size(x), p.units], ['in', 'units'], p, { fanIn: size(x), fanOut: p.units }),
    ...biasWeight(p.units, 'units', p, size(x)),
  ],
  weightsInTorch: '`.T`',
  multiplyAdds: (x, p) => size(x) * p.units,
  seesEverything: true,
  readsBack: p => ({ x: p.trainable, y: false }),
  forward: ({ k, x, y, w }) => k.dense(x, w['kernel']!, w['bias'] ?? null, y),
  backward({ p, k, x, w, dy, dx, dw }) {
    if (p.trainable) k.denseGradWeights(x, dy, dw['kernel']!, dw['bias'] ?? null)
    if (dx) k.denseGradInput(dy, w['kernel']!, dx)
  },
  checks: [
    { x: [7], p: { units: 3 } },
    { x: [12], p: { units: 16 } },
    { x: [33], p: { units: 5, bias: false } },
    { x: [6], p: { units: 4, trainable: false } },
  ],
})
