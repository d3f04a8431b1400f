/**
 * In how many sweeps over its samples a slot goes through a phase. Pure.
 * The one thing to know: a sample's values stay in the processor's cache if it goes all the way in one sweep, but then its
 * weights do not, where they are many: they come anew for each sample. So an action with more weights than values begins
 * a sweep of its own, in which they serve all samples of the slot. Sums are taken in the same order either way.
 */
import type { PlannedStep } from '../plan'
import { trafficOf } from './lifetimes'
import type { Action } from './phases'

/** Weights of a network, as laid out and with their gradients, that stay in a second cache beside everything else. */
const FEW_WEIGHTS = 2 ** 17

const sum = (places: readonly { readonly length: number }[]): number => places.reduce((n, p) => n + p.length, 0)

/** Values of weights that an action reads or writes. */
function weightsOf({ packed, weights }: PlannedStep, isBackward: boolean): number {
  return isBackward ? packed.length + 2 * sum(weights.filter(w => !w.isFrozen)) : packed.length + sum(weights)
}

export function sweepsOf(actions: readonly Action[], steps: readonly PlannedStep[]): readonly (readonly Action[])[] {
  if (steps.reduce((n, s) => n + weightsOf(s, true), 0) <= FEW_WEIGHTS) return [actions]
  const sweeps: Action[][] = [[]]
  let isHeavy = false
  for (const action of actions) {
    if (isHeavyAction(action, steps)) {
      if (isHeavy) sweeps.push([])
      isHeavy = true
    }
    sweeps.at(-1)?.push(action)
  }
  return sweeps
}

function isHeavyAction(action: Action, steps: readonly PlannedStep[]): boolean {
  if (action.do !== 'forward' && action.do !== 'backward') return false
  const step = steps[action.step] as PlannedStep,
    { reads, writes } = trafficOf(action, steps, [])
  return weightsOf(step, action.do === 'backward') > sum([...reads, ...writes])
}
