/** What a data set is once it is in memory. Pure types. */
import type { Shape } from '../spec'

export type SplitName = 'training' | 'validation' | 'test'
/** The physical axis of a spectrum. */
export type Axis = { readonly label: string; readonly unit: string; readonly values: readonly number[] }
export type Licence = { readonly name: string; readonly text: string; readonly source: string }

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
}
