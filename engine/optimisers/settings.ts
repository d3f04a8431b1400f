/**
 * Settings that optimisers have by the same name in a project file, in the order of the form. An optimiser
 * says which of them it uses; a new one that no other optimiser has is declared in its own file. Pure.
 */
import { bool, rare, real, type Params } from '../spec'

const EPSILON = 'Keeps the division by the size of the gradients from running away.'

export const SHARED_SETTINGS = {
  momentum: real('Momentum', 0.9, 'How much of the previous step is kept; 0 keeps none.', 0, 0.999, 0.05),
  nesterov: bool('Nesterov', false, 'Looks one step of momentum ahead, which often settles sooner.'),
  beta1: rare(real('Beta 1', 0.9, 'How slowly the mean of the gradients forgets.', 0, 0.9999, 0.01)),
  beta2: rare(
    real('Beta 2', 0.999, 'How slowly the mean of the squared gradients forgets.', 0, 0.999_999, 0.001),
  ),
  lionBeta2: rare(
    real('Beta 2', 0.99, 'How slowly the mean of the gradients that is kept forgets.', 0, 0.999_999, 0.01),
  ),
  rho: rare(real('Rho', 0.99, 'How slowly the mean of the squared gradients forgets.', 0, 0.9999, 0.01)),
  epsilon: rare(real('Epsilon', 1e-8, EPSILON, 1e-16, 1, 1e-8)),
  adagradEpsilon: rare(real('Epsilon', 1e-10, EPSILON, 1e-16, 1, 1e-10)),
} as const satisfies Params
export type SharedSetting = keyof typeof SHARED_SETTINGS
