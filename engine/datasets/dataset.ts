/**
 * What a data set is once it is in memory, and what is said of it. Pure: the contract hands it to the window.
 */
import type { Shape } from '../spec'

/** In the order in which they are shown. */
export const SPLITS = ['training', 'validation', 'test'] as const
export type SplitName = (typeof SPLITS)[number]
/** Where a sample is: in a split, or left out of all of them. */
export const SAMPLE_SPLITS = [...SPLITS, 'left out'] as const
export type SampleSplit = (typeof SAMPLE_SPLITS)[number]
/** The physical axis of a spectrum. */
export type Axis = { readonly label: string; readonly unit: string; readonly values: readonly number[] }
/** What is measured at each place, and its unit; both empty where nothing is known. */
export type Measure = { readonly label: string; readonly unit: string }
type Licence = { readonly name: string; readonly text: string; readonly source: string }

/**
 * Values of all samples one after another in a file, `u8` or little-endian `f32`: for sets that need not fit
 * into memory.
 */
export type RowFile = {
  readonly path: string
  readonly type: 'u8' | 'f32'
  readonly count: number
  readonly length: number
}
export type SampleValues = Float32Array | Uint8Array | RowFile
/** What a data set says of each sample beside what is predicted. */
type SampleColumn = { readonly name: string; readonly values: readonly string[] }

/** Numbers to predict: `values` `[samples, names]`. */
export type NumberTarget = { readonly names: readonly string[]; readonly values: Float32Array }
/**
 * How numbers are standardised, `[names]` each: their mean, and their population deviation, which is 1 where
 * all are the same.
 */
export type NumberScale = { readonly mean: readonly number[]; readonly deviation: readonly number[] }
/** A further input: `values` `[samples, ...shape]`. */
export type MoreInput = { readonly name: string; readonly shape: Shape; readonly values: SampleValues }
/**
 * A further target: classes with labels, or `numbers`, beside which `classes` is empty and `labels` are
 * zeros.
 */
export type MoreTarget = {
  readonly name: string
  readonly classes: readonly string[]
  readonly labels: Int32Array
  readonly numbers: NumberTarget | null
}

/**
 * Samples `[samples, ...shape]`, channels last, with what is to be predicted of each, and columns beside
 * them.
 */
export type Dataset = {
  readonly id: string
  readonly title: string
  readonly kind: 'images' | 'spectra'
  readonly about: string
  /** Of one sample, channels last. */
  readonly shape: Shape
  readonly classes: readonly string[]
  /** `[samples, ...shape]` as measured: images are 0–255, spectra in their own unit. */
  readonly values: SampleValues
  /** `[samples]`, positions in `classes`. */
  readonly labels: Int32Array
  /** Samples [from, to) are the test part that came with the data; null if there is none. */
  readonly ownTest: readonly [from: number, to: number] | null
  readonly axis: Axis | null
  /** What the values are; left out where nothing is known. */
  readonly measure?: Measure
  readonly licence: Licence
  /** SHA-256 over shape, values and labels. */
  readonly fingerprint: string
  /** The first target where that is numbers: then `classes` is empty and `labels` are zeros. */
  readonly numbers?: NumberTarget
  readonly moreInputs?: readonly MoreInput[]
  readonly moreTargets?: readonly MoreTarget[]
  /** `[samples]`, what each counts in training: from 0, not all 0. */
  readonly sampleWeights?: Float32Array
  /** What each sample is called, such as the file it came from. */
  readonly names?: readonly string[]
  /** What else is written beside each sample: a batch, a patient, the split it belongs to. */
  readonly columns?: readonly SampleColumn[]
}
/** With all values in memory. */
export type LoadedDataset = Dataset & { readonly values: Float32Array | Uint8Array }

export type DatasetSummary = Pick<
  Dataset,
  'id' | 'title' | 'kind' | 'about' | 'shape' | 'classes' | 'axis' | 'licence' | 'fingerprint'
> & {
  /** Samples of each class, by split; where numbers are predicted, none. */
  readonly counts: Readonly<Record<SampleSplit, readonly number[]>>
  /** Samples of each split. */
  readonly sizes: Readonly<Record<SampleSplit, number>>
  /** What is predicted where there are no classes. */
  readonly numbers: readonly string[]
  /** What these are like on the training split; null where there are none. */
  readonly scale: NumberScale | null
  /** Of what a data set says of its samples: how many different texts a column has, and some of them. */
  readonly columns: readonly {
    readonly name: string
    readonly distinct: number
    readonly examples: readonly string[]
  }[]
  /** Whether values are 0 to 255. */
  readonly isBytes: boolean
  /** Whether the test split came with the data (otherwise it is a seeded, stratified fifth). */
  readonly hasOwnTest: boolean
  /** What keeps the chosen way of splitting from working; then samples are split by chance. */
  readonly splitProblem: string | null
  /** A sample as the network gets it; or why the preparation does not fit. */
  readonly prepared: { readonly shape: Shape; readonly axis: Axis | null } | { readonly bad: string }
}

/**
 * `values` is `[count, ...shape]`, as measured or prepared; images as measured are mostly 0–255. `indices`
 * are positions in the whole set.
 */
export type Samples = {
  readonly shape: Shape
  readonly axis: Axis | null
  readonly indices: Int32Array
  readonly labels: Int32Array
  /** `[count, numbers]` where numbers are predicted. */
  readonly numbers: Float32Array
  /** What each is called; empty where they have no names. */
  readonly names: readonly string[]
  readonly splits: readonly SampleSplit[]
  readonly values: Float32Array
}
