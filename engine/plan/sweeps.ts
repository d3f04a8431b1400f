/**
 * In how many sweeps over its samples a slot goes through a phase. Pure.
 * A sample's values stay in the processor's cache if it goes all the way in one sweep, but then its weights
 * do not, where they are many: they come anew for each sample. So an action with more weights than values
 * begins a sweep of its own, in which they serve all samples of the slot. Sums are taken in the same order
 * either way, except where the gradient of weights is made of all samples at once: there they share the
 * transforms of Winograd's algorithm.
 */
import { gainsFromSlot } from '../convolution/algorithm'
import type { PlannedStep, Work, SlotGradient, Action } from './types'
import { declOf } from './operations'
import { trafficOf } from './traffic'
import type { Region } from './allocator'

/**
 * Weights of a network, as laid out and with their gradients, that stay in a second cache beside everything
 * else.
 */
export const FEW_WEIGHTS = 2 ** 17
/**
 * Gradients of weights, against the values they are made of, from which on it pays to keep those of all
 * samples.
 */
const LEAST_SHARE = 1 / 4

type Drafted = Omit<PlannedStep, 'gradientOfSlot'>
/** What is done sample by sample, and then for all at once. */
export type Cut = { readonly actions: readonly Action[]; readonly together: readonly SlotGradient[] }

const sum = (places: readonly { readonly length: number }[]): number =>
  places.reduce((n, p) => n + p.length, 0)
const learning = ({ weights }: Drafted): number => sum(weights.filter(w => !w.isFrozen))
/** Values of weights that an action reads or writes. */
const weightsOf = (step: Drafted, isBackward: boolean): number =>
  step.packed.length + (isBackward ? 2 * learning(step) : sum(step.weights))
/** Whether a network has more weights than `few`. */
const isHeavy = (steps: readonly Drafted[], few: number): boolean =>
  steps.reduce((n, s) => n + weightsOf(s, true), 0) > few

/** `inputs` hold one sample only, whichever is loaded. */
export function withSlotGradients(
  steps: readonly Drafted[],
  inputs: ReadonlySet<Region>,
  few: number,
): readonly PlannedStep[] {
  const isMany = isHeavy(steps, few)
  const pays = (s: Drafted): boolean =>
    s.window !== null && gainsFromSlot(s.window) && learning(s) > LEAST_SHARE * (sum(s.xs) + s.dy.length)
  return steps.map(s => ({
    ...s,
    gradientOfSlot:
      isMany &&
      s.hasBackward &&
      !s.xs.some(p => inputs.has(p)) &&
      declOf(s.kind).gradWeightsOfSlot !== undefined &&
      pays(s),
  }))
}

export function sweepsOf(works: readonly Work[], steps: readonly PlannedStep[], few: number): readonly Cut[] {
  const isMany = isHeavy(steps, few)
  const sweeps: { actions: Action[]; together: SlotGradient[] }[] = [{ actions: [], together: [] }]
  let hasHeavy = false
  for (const work of works) {
    if (isMany && isHeavyWork(work, steps)) {
      if (hasHeavy) sweeps.push({ actions: [], together: [] })
      hasHeavy = true
    }
    const sweep = sweeps.at(-1)
    if (work.do === 'learn') sweep?.together.push(work)
    else sweep?.actions.push(work)
  }
  return sweeps
}

function isHeavyWork(work: Work, steps: readonly PlannedStep[]): boolean {
  if (work.do !== 'forward' && work.do !== 'backward') return false
  const step = steps[work.step] as PlannedStep
  const { reads, writes } = trafficOf(work, steps, [])
  return weightsOf(step, work.do === 'backward') > sum([...reads, ...writes])
}
