/** The settings of a training run, declared like a layer's so that the same form and the same checks serve both. Pure. */
import { choice, int, real, type Params, type ValuesOf } from './spec'

export const TRAINING = {
  optimiser: choice(
    'Optimiser',
    [
      ['adam', 'Adam'],
      ['sgd', 'SGD with momentum'],
    ],
    'adam',
    'The learning algorithm: how gradients become steps. Adam adapts the step of each weight; SGD follows the mean of recent gradients.',
  ),
  learningRate: real('Learning rate', 0.001, 'The length of a step: 0.001 suits Adam, 0.01 to 0.1 SGD.', 0, 10, 0.0005),
  momentum: real('Momentum', 0.9, 'How much of the previous step SGD keeps; 0 is plain gradient descent.', 0, 0.999, 0.05),
  batchSize: int('Batch size', 64, 'How many samples are averaged for one step.', 1, 4096),
  epochs: int('Epochs', 10, 'How many times the network sees the whole training split.', 1, 10_000),
  seed: int('Seed', 1, 'Fixes the first weights, the order of the samples and dropout: the same seed gives the same result.', 0, 2_147_483_647),
} as const satisfies Params

export type TrainingSettings = ValuesOf<typeof TRAINING>
/** Settings that the chosen optimiser does not use; the form hides them. */
export const isUsed = (name: keyof TrainingSettings, t: TrainingSettings): boolean => name !== 'momentum' || t.optimiser === 'sgd'

export const DATA = {
  normalisation: choice(
    'Normalisation',
    [
      ['none', 'None'],
      ['channel', 'Each channel'],
      ['feature', 'Each position'],
    ],
    'channel',
    'Subtracts the mean and divides by the standard deviation, both measured on the training split alone: one pair for each channel, or one for each pixel or wavelength.',
  ),
  validation: real(
    'Validation',
    0.1,
    'The share of the samples not used for testing that watches the training without taking part.',
    0.02,
    0.5,
    0.01,
  ),
  splitSeed: int('Split seed', 1, 'Fixes which samples fall into which split.', 0, 2_147_483_647),
} as const satisfies Params

/** `set` names a data set, or is null when none has been chosen. */
export type DataSettings = ValuesOf<typeof DATA> & { readonly set: string | null }
