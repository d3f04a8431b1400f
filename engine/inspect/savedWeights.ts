/** Weights that do not belong to the network they are to be shown in. Pure. */
import type { NetworkPlan } from '../plan/types'
import type { Bad } from '../spec'

export const savedWeightsProblem = (plan: NetworkPlan, weights: Float32Array): Bad | null =>
  weights.length === plan.parameters
    ? null
    : {
        bad:
          `The saved weights are ${weights.length} numbers, but this network has ${plan.parameters}: ` +
          'they belong to another network.',
      }
