/** A data set's inputs and targets by name; the empty name is the first. Pure. */
import type { Shape } from '../spec'
import type { Dataset } from './dataset'

export type InputPart = { readonly shape: Shape; readonly values: Float32Array | Uint8Array }
/** Classes and `labels` `[samples]`; or, where there are no classes, `numbers.values` `[samples, names]`. */
export type TargetPart = {
  readonly classes: readonly string[]
  readonly labels: Int32Array
  readonly numbers: { readonly names: readonly string[]; readonly values: Float32Array } | null
}

export const inputNamed = (set: Dataset, name: string): InputPart | undefined => (name === '' ? set : set.moreInputs?.find(i => i.name === name))
export const targetNamed = (set: Dataset, name: string): TargetPart | undefined =>
  name === '' ? { classes: set.classes, labels: set.labels, numbers: set.numbers ?? null } : set.moreTargets?.find(t => t.name === name)
