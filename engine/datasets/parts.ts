/** A data set's inputs and targets by name; the empty name is the first. Pure. */
import type { Shape } from '../spec'
import type { Axis, Dataset, SampleValues } from './dataset'

type InputPart = { readonly shape: Shape; readonly axis: Axis | null; readonly values: SampleValues }
/** Classes and `labels` `[samples]`; or, where there are no classes, `numbers.values` `[samples, names]`. */
type TargetPart = {
  readonly classes: readonly string[]
  readonly labels: Int32Array
  readonly numbers: { readonly names: readonly string[]; readonly values: Float32Array } | null
}

export function inputNamed(set: Dataset, name: string): InputPart | undefined {
  if (name === '') return set
  const more = set.moreInputs?.find(i => i.name === name)
  return more && { ...more, axis: null }
}
export const targetNamed = (set: Dataset, name: string): TargetPart | undefined =>
  name === ''
    ? { classes: set.classes, labels: set.labels, numbers: set.numbers ?? null }
    : set.moreTargets?.find(t => t.name === name)
