/**
 * The settings of a training run, declared like a layer's so that the same form and the same checks serve
 * both. Pure.
 * The defaults of what was added later leave old documents and their results as they were, and
 * what is not meant beside the chosen optimiser or schedule (`when`) has no effect.
 */
import {
  ABOUT_OPTIMISERS,
  ABOUT_RATES,
  COUPLED,
  DECOUPLED,
  OPTIMISER_CHOICES,
  OPTIMISER_SETTINGS,
} from '../optimisers'
import { bool, choice, int, rare, real, when, type Params, type ValuesOf } from '../spec'

const optimiser = {
  optimiser: choice(
    'Optimiser',
    OPTIMISER_CHOICES,
    'adam',
    `The learning algorithm: how gradients become steps. ${ABOUT_OPTIMISERS}`,
  ),
  learningRate: real('Learning rate', 0.001, `The length of a step: ${ABOUT_RATES}`, 0, 10, 0.0005),
  ...OPTIMISER_SETTINGS,
} as const satisfies Params

const restraint = {
  l2: when(
    COUPLED,
    real(
      'L2',
      0,
      'Pulls weights towards 0 in proportion to their size; biases are left alone. 0.0001 is mild.',
      0,
      10,
      0.0001,
    ),
  ),
  l1: rare(
    real(
      'L1',
      0,
      'Pulls weights towards 0 by the same amount whatever their size, so that many come near 0.',
      0,
      10,
      0.0001,
    ),
  ),
  decay: when(
    DECOUPLED,
    real(
      'Weight decay',
      0.01,
      'Shrinks weights by this share of the learning rate in each step, beside the gradients; biases ' +
        'are left alone.',
      0,
      10,
      0.01,
    ),
  ),
  clipNorm: rare(
    real(
      'Clip norm',
      0,
      'Shortens the gradient of all weights together to at most this length; 0 is off.',
      0,
      1e6,
      0.5,
    ),
  ),
  clipValue: rare(
    real('Clip value', 0, 'Limits the gradient of each weight to this size; 0 is off.', 0, 1e6, 0.1),
  ),
} as const satisfies Params

const schedule = {
  schedule: choice(
    'Schedule',
    [
      ['constant', 'Constant'],
      ['step', 'Steps'],
      ['exponential', 'Exponential'],
      ['cosine', 'Cosine'],
      ['linear', 'Linear'],
      ['plateau', 'On a plateau'],
    ],
    'constant',
    'How the learning rate changes: not at all, in steps, by a factor each epoch, along half a ' +
      'cosine or a line to the last epoch, or whenever the validation loss has stopped falling.',
  ),
  stepEvery: when(
    ['schedule', 'step'],
    int('Step every', 10, 'After how many epochs each the rate is multiplied by the factor.', 1, 10_000),
  ),
  factor: when(
    ['schedule', 'step', 'plateau'],
    real('Factor', 0.1, 'What the rate is multiplied by.', 0, 1, 0.05),
  ),
  epochFactor: when(
    ['schedule', 'exponential'],
    real('Factor', 0.95, 'What the rate is multiplied by in the course of each epoch.', 0, 1, 0.01),
  ),
  finalShare: when(
    ['schedule', 'cosine', 'linear'],
    real('Final share', 0, 'The share of the learning rate that is left at the end.', 0, 1, 0.05),
  ),
  patience: when(
    ['schedule', 'plateau'],
    int('Patience', 5, 'How many epochs without a better validation loss are let pass.', 0, 10_000),
  ),
  warmup: rare(
    real(
      'Warm-up',
      0,
      'Over how many epochs the rate grows from near 0 to the learning rate, before the schedule begins.',
      0,
      10_000,
      1,
    ),
  ),
} as const satisfies Params

/** The settings of a training as parameters: form, command line, checks and docs follow. */
export const TRAINING = {
  ...optimiser,
  batchSize: int('Batch size', 64, 'How many samples are averaged for one step.', 1, 4096),
  epochs: int('Epochs', 10, 'How many times the network sees the whole training split.', 1, 10_000),
  ...schedule,
  ...restraint,
  shuffle: rare(
    bool(
      'Shuffle',
      true,
      'Takes the training samples in a new order in every epoch; off: in the order of the data.',
    ),
  ),
  seed: int(
    'Seed',
    1,
    'Fixes the first weights, the order of the samples and dropout: the same seed gives the same result.',
    0,
    2_147_483_647,
  ),
} as const satisfies Params

/** The value of each setting in `TRAINING`. */
export type TrainingSettings = ValuesOf<typeof TRAINING>
export const TRAINING_DEFAULTS = Object.fromEntries(
  Object.entries(TRAINING).map(([name, p]) => [name, p.default]),
) as TrainingSettings
