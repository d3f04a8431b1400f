/**
 * The learning rate of every step. Pure.
 * A rate follows from the step's number alone (and, on a plateau, from the factor so far), so a run can be
 * taken up anywhere; `t` counts steps from the end of the warm-up, `T` those from there to the end of the
 * run.
 */
import type { TrainingSettings } from '../settings/training'

type ScheduleSettings = Pick<
  TrainingSettings,
  'learningRate' | 'schedule' | 'stepEvery' | 'factor' | 'epochFactor' | 'finalShare' | 'warmup' | 'epochs'
>

type Course = { readonly t: number; readonly T: number; readonly epoch: number }
/**
 * What the learning rate is multiplied by. Steps and exponential as PyTorch's StepLR and ExponentialLR, the
 * latter at every step and not once an epoch; cosine after Loshchilov and Hutter (2017), formula 5 without
 * restarts; linear as LinearLR.
 */
const SHARES: Readonly<
  Record<Exclude<ScheduleSettings['schedule'], 'plateau'>, (s: ScheduleSettings, course: Course) => number>
> = {
  constant: () => 1,
  step: ({ factor, stepEvery }, { t, epoch }) => factor ** Math.floor(t / (stepEvery * epoch)),
  exponential: ({ epochFactor }, { t, epoch }) => epochFactor ** (t / epoch),
  cosine: ({ finalShare }, { t, T }) =>
    finalShare + ((1 - finalShare) * (1 + Math.cos((Math.PI * t) / T))) / 2,
  linear: ({ finalShare }, { t, T }) => 1 + ((finalShare - 1) * t) / T,
}

/**
 * The learning rate of step `step` (from 0) of a run with `stepsPerEpoch` ≥ 1 steps in each epoch;
 * `plateauFactor` is `PlateauState.factor` and means something on a plateau only. During the first warmup ·
 * stepsPerEpoch steps the rate grows by equal amounts and reaches the learning rate in the last of them
 * (Goyal et al. 2017).
 */
export function rateAt(
  s: ScheduleSettings,
  step: number,
  stepsPerEpoch: number,
  plateauFactor: number,
): number {
  const warming = Math.round(s.warmup * stepsPerEpoch)
  const base = s.schedule === 'plateau' ? s.learningRate * plateauFactor : s.learningRate
  if (step < warming) return (base * (step + 1)) / warming
  if (s.schedule === 'plateau') return base
  const T = Math.max(s.epochs * stepsPerEpoch - warming, 1)
  return base * SHARES[s.schedule](s, { t: Math.min(step - warming, T), T, epoch: stepsPerEpoch })
}

/** The best validation loss so far, the epochs since, and what the learning rate is multiplied by by now. */
export type PlateauState = { readonly best: number; readonly waited: number; readonly factor: number }
export const PLATEAU_START: PlateauState = { best: Infinity, waited: 0, factor: 1 }
/** A loss counts as better if it is so by this share, as in PyTorch. */
const THRESHOLD = 1e-4

/**
 * After an epoch: once `patience` epochs without a better validation loss have been let pass, the next such
 * epoch lowers the rate. As PyTorch's ReduceLROnPlateau (mode min, relative threshold 1e-4, no cooldown); a
 * loss that is not a number is not better.
 */
export function plateauAfter(
  state: PlateauState,
  validationLoss: number,
  { patience, factor }: Pick<TrainingSettings, 'patience' | 'factor'>,
): PlateauState {
  if (validationLoss < state.best * (1 - THRESHOLD))
    return { best: validationLoss, waited: 0, factor: state.factor }
  const waited = state.waited + 1
  return waited > patience
    ? { best: state.best, waited: 0, factor: state.factor * factor }
    : { ...state, waited }
}
