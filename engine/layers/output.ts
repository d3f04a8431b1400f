/**
 * Where the network's answer leaves: one score for each class, or one number for each value to predict. The
 * layer itself changes nothing; training puts the loss behind it (training/losses.ts), because only together
 * are softmax or sigmoid and cross-entropy cheap and exact.
 */
import { choice, defineLayer, formatShape, later, rare, real, text, when, type AnyValues } from '../spec'

export const LOSSES = [
  ['softmaxCrossEntropy', 'Softmax and cross-entropy'],
  ['binaryCrossEntropy', 'Sigmoid and cross-entropy'],
  ['meanSquared', 'Mean squared error'],
  ['meanAbsolute', 'Mean absolute error'],
  ['huber', 'Huber'],
] as const
export type LossKind = (typeof LOSSES)[number][0]
const ENTROPIES = ['softmaxCrossEntropy', 'binaryCrossEntropy'] as const
const IN_SHORT: Readonly<Record<LossKind, string>> = {
  softmaxCrossEntropy: 'softmax · cross-entropy',
  binaryCrossEntropy: 'sigmoid · cross-entropy',
  meanSquared: 'mean squared error',
  meanAbsolute: 'mean absolute error',
  huber: 'Huber loss',
}
const OF_NUMBERS = ['meanSquared', 'meanAbsolute', 'huber'] as const
/**
 * Whether an Output with these parameters is for numbers; and whether it takes its loss of standardised ones.
 */
export const isOfNumbers = (p: AnyValues): boolean => OF_NUMBERS.some(loss => loss === p['loss'])
export const isStandardised = (p: AnyValues): boolean => p['targetScale'] === 'standardised' && isOfNumbers(p)

export default defineLayer({
  kind: 'output',
  title: 'Output',
  group: 'output',
  about:
    'Compares the last scores with what they should be: class probabilities with the labels, or ' +
    'numbers with the measured ones.',
  ports: { in: 1, out: 0 },
  params: {
    loss: choice(
      'Loss',
      LOSSES,
      'softmaxCrossEntropy',
      'What training makes small. Softmax: one class out of several. Sigmoid: yes or no, for one score ' +
        'or for each. The others predict numbers: squared punishes large errors most, absolute all ' +
        'alike, Huber lies between.',
    ),
    smoothing: when(
      ['loss', ...ENTROPIES],
      real(
        'Label smoothing',
        0,
        'Takes this share from the true class and spreads it over all, so that the network is less ' +
          'sure of itself.',
        0,
        0.5,
        0.05,
      ),
    ),
    targetScale: later(
      when(
        ['loss', ...OF_NUMBERS],
        choice(
          'Targets',
          [
            ['measured', 'As measured'],
            ['standardised', 'Standardised'],
          ],
          'measured',
          'Standardised: inside, each number is brought to mean 0 and deviation 1 as measured on the ' +
            'training split, so that learning is quick in any unit and all columns count alike. Answers ' +
            'and errors stay in the unit of the data. As measured: the loss is of the numbers as they ' +
            'are.',
        ),
      ),
    ),
    delta: when(
      ['loss', 'huber'],
      real(
        'Delta',
        1,
        'Errors up to this size count squared, larger ones only in proportion: in the unit of the ' +
          'targets, or in deviations where they are standardised.',
        0.000_001,
        1e6,
        0.1,
      ),
    ),
    classWeights: when(
      ['loss', ...ENTROPIES],
      choice(
        'Class weights',
        [
          ['none', 'None'],
          ['balanced', 'Balanced'],
        ],
        'none',
        'Balanced: a sample of a rare class counts for more, so that all classes together count the same.',
      ),
    ),
    weight: rare(
      real('Weight', 1, 'The share of this output in the sum, where a network has several.', 0, 1e6, 0.1),
    ),
    target: rare(
      text('Target', 'The name of what it predicts, where the data have several; empty: the first.'),
    ),
  },
  // Both have to fit the width of a node.
  summary: p =>
    isStandardised(p) ? `${IN_SHORT[p.loss].replace('mean ', '')} · standardised` : IN_SHORT[p.loss],
  shape(x, p) {
    if (x.length !== 1)
      return {
        bad:
          `Output needs one score for each class and gets ${formatShape(x)}: put Flatten and Dense ` +
          'before it.',
        fix: { label: 'Insert Dense', insertBefore: 'dense' },
      }
    if (x[0] === 1 && p.loss === 'softmaxCrossEntropy')
      return {
        bad:
          'Output needs at least two scores to choose between and gets one: give the Dense before it a ' +
          'unit for each class.',
        fix: { label: 'Use sigmoid', set: { loss: 'binaryCrossEntropy' } },
      }
    return x
  },
  weights: () => [],
  isView: () => true,
  forward: ({ k, x, y }) => k.copy(x, y),
  backward({ k, dy, dx }) {
    if (dx) k.copy(dy, dx)
  },
  checks: [
    { x: [5], p: {} },
    { x: [1], p: { loss: 'meanSquared' } },
  ],
})
