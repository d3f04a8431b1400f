/**
 * Samples and targets on their way into a run's memory.
 * The one thing to know: how inputs are normalised belongs to the weights that learned from them, so it can be kept and
 * handed in again; without that it is measured on the training split.
 */
import type { Arena } from './arena'
import type { Dataset, Normalisation } from './datasets/dataset'
import { fitNormalisation, normaliseInto } from './datasets/normalise'
import { inputNamed, targetNamed } from './datasets/parts'
import type { NetworkPlan } from './plan'
import type { Room } from './rooms'
import { size, type Bad } from './spec'
import type { DataSettings } from './training'

/** For each input by the name of its source, which is empty for the first. */
export type Normalisations = Readonly<Record<string, Normalisation>>

/** Measured on the samples at `training`. */
export const fitInputs = (
  plan: Pick<NetworkPlan, 'inputs'>,
  dataset: Dataset,
  training: Int32Array,
  kind: DataSettings['normalisation'],
): Normalisations =>
  Object.fromEntries(
    plan.inputs.flatMap(({ source }) => {
      const part = inputNamed(dataset, source)
      return part ? [[source, fitNormalisation(part, training, kind)]] : []
    }),
  )

/** Puts the samples at `positions` into memory, in their order, with what is wanted of each and what it counts. */
export function fillSamples(
  { plan, arena }: { readonly plan: NetworkPlan; readonly arena: Arena },
  dataset: Dataset,
  positions: readonly number[],
  fitted: Normalisations,
  room: Room,
): void {
  plan.inputs.forEach(({ source, shape }, i) => {
    const part = inputNamed(dataset, source),
      normalisation = fitted[source]
    if (!part || !normalisation || arena.inputs.indexOf(arena.inputs[i] ?? 0) !== i) return // two Inputs of one source share a place
    normaliseInto(room.values(arena.inputs[i] ?? 0, positions.length * size(shape)), part, positions, normalisation)
  })
  plan.outputs.forEach(({ target, info }, i) => {
    const part = targetNamed(dataset, target),
      at = arena.targets[i] ?? 0
    if (info.classes > 0) room.ints(at, positions.length).set(positions.map(s => part?.labels[s] ?? 0))
    else
      positions.forEach((s, row) =>
        room.values(at + row * info.numbers, info.numbers).set(part?.numbers?.values.subarray(s * info.numbers, (s + 1) * info.numbers) ?? []),
      )
  })
  room.values(arena.sampleWeights, positions.length).set(positions.map(s => dataset.sampleWeights?.[s] ?? 1))
}

/** Numbers that nothing can be learned from. */
export function unsound({ title, shape, values, labels, classes }: Dataset): Bad | null {
  let at = 0 // a plain loop: findIndex with a function takes many times as long on millions of values
  while (at < values.length && Number.isFinite(values[at])) at++
  if (at < values.length)
    return {
      bad: `Value ${(at % size(shape)) + 1} of sample ${Math.floor(at / size(shape)) + 1} of ${title} is not a number: mend or leave out that sample.`,
    }
  const label = classes.length > 0 ? labels.findIndex(l => !(l >= 0 && l < classes.length)) : -1
  return label < 0
    ? null
    : { bad: `Sample ${label + 1} of ${title} has the label ${labels[label]}, and its ${classes.length} classes are 0 to ${classes.length - 1}.` }
}
