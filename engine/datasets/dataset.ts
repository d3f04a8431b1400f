/** What a data set is once it is in memory, and what is said of it. Pure types: the contract hands them to the window. */
import type { Shape } from '../spec'
import type { DataSettings } from '../training'

export type SplitName = 'training' | 'validation' | 'test'
/** The physical axis of a spectrum. */
export type Axis = { readonly label: string; readonly unit: string; readonly values: readonly number[] }
export type Licence = { readonly name: string; readonly text: string; readonly source: string }

/** Numbers to predict: `values` `[samples, names]`. */
export type NumberTarget = { readonly names: readonly string[]; readonly values: Float32Array }
/** A further input: `values` `[samples, ...shape]`. */
export type MoreInput = { readonly name: string; readonly shape: Shape; readonly values: Float32Array | Uint8Array }
/** A further target: classes with labels, or `numbers`, beside which `classes` is empty and `labels` are zeros. */
export type MoreTarget = {
  readonly name: string
  readonly classes: readonly string[]
  readonly labels: Int32Array
  readonly numbers: NumberTarget | null
}

export type Dataset = {
  readonly id: string
  readonly title: string
  readonly kind: 'images' | 'spectra'
  readonly about: string
  /** Of one sample, channels last. */
  readonly shape: Shape
  readonly classes: readonly string[]
  /** `[samples, ...shape]` as measured: images are 0–255, spectra in their own unit. */
  readonly values: Float32Array | Uint8Array
  /** `[samples]`, positions in `classes`. */
  readonly labels: Int32Array
  /** Samples [from, to) are the test part that came with the data; null if there is none. */
  readonly ownTest: readonly [from: number, to: number] | null
  readonly axis: Axis | null
  readonly licence: Licence
  /** SHA-256 over shape, values and labels. */
  readonly fingerprint: string
  /** The first target where that is numbers: then `classes` is empty and `labels` are zeros. */
  readonly numbers?: NumberTarget
  readonly moreInputs?: readonly MoreInput[]
  readonly moreTargets?: readonly MoreTarget[]
  /** `[samples]`, what each counts in training: from 0, not all 0. */
  readonly sampleWeights?: Float32Array
  /** What else is written beside each sample, `values` `[samples]`: a batch, a patient, the split it belongs to. */
  readonly columns?: readonly { readonly name: string; readonly values: readonly string[] }[]
}

/** `mean` and `deviation` hold one pair for each channel or each position; none for “none”. */
export type Normalisation = { readonly kind: DataSettings['normalisation']; readonly mean: readonly number[]; readonly deviation: readonly number[] }

export type DatasetSummary = Pick<Dataset, 'id' | 'title' | 'kind' | 'about' | 'shape' | 'classes' | 'axis' | 'licence' | 'fingerprint'> & {
  /** Samples of each class, by split. */
  readonly counts: Readonly<Record<SplitName, readonly number[]>>
  /** Whether the test split came with the data (otherwise it is a seeded, stratified fifth). */
  readonly hasOwnTest: boolean
  /** What is subtracted and divided by, as measured on the training split. */
  readonly normalisation: Normalisation
}

/** `values` is `[count, ...shape]` as measured (not normalised); images are 0–255. `indices` are positions in the whole set. */
export type Samples = {
  readonly indices: Int32Array
  readonly labels: Int32Array
  readonly splits: readonly SplitName[]
  readonly values: Float32Array
}
