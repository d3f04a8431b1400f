/** What is wrong with what a run is given to begin with: sizes of splits, weights, a saved state. */
import type { NetworkPlan } from '../plan/types'
import type { SampleCounts } from '../runtime/arena'
import type { TrainingSettings } from '../settings/training'
import { stateCount } from '../training/optimiserPass'
import type { Bad } from '../spec'
import type { RunState } from './types'

export function splitSizeProblem(counts: SampleCounts, batchSize: number, excluded: number): Bad | null {
  if (batchSize > counts.training)
    return {
      bad:
        `A batch of ${batchSize} is larger than the training split of ${counts.training} samples: use at ` +
        `most ${counts.training}.`,
    }
  const empty = (['validation', 'test'] as const).find(name => counts[name] === 0)
  if (!empty) return null
  const why =
    excluded > 0
      ? `${excluded} samples are left out; take some of them back, or split otherwise`
      : 'there are too few samples for three splits'
  return { bad: `The ${empty} split is empty: ${why}.` }
}

/** What is wrong with weights handed in, or null. */
export function weightsProblem(weights: Float32Array, plan: NetworkPlan): Bad | null {
  if (weights.length !== plan.parameters)
    return {
      bad:
        `The weights to begin with are ${weights.length} numbers, but this network has ` +
        `${plan.parameters}: they belong to another network.`,
    }
  return weights.every(Number.isFinite) ? null : { bad: 'Some of the weights to begin with are not numbers.' }
}

export function stateProblem(
  state: RunState,
  plan: NetworkPlan,
  settings: TrainingSettings,
  counts: SampleCounts,
  fingerprint: string,
): Bad | null {
  if (state.fingerprint !== fingerprint || state.weights.length !== plan.parameters)
    return {
      bad:
        'The saved state belongs to another run: its network, settings or data differ. Begin anew, or ' +
        'open the project it was saved with.',
    }
  const states = stateCount(settings)
  const batches = Math.ceil(counts.training / settings.batchSize)
  const isWhole =
    state.states.length === states &&
    [...state.states, ...(state.best ? [state.best.weights] : [])].every(s => s.length === plan.parameters) &&
    state.batch <= batches &&
    state.step === (state.epoch - 1) * batches + state.batch
  return isWhole
    ? null
    : { bad: 'The saved state is damaged: it does not say of one run where it stands. Begin anew.' }
}
