/** What an audit looks at and what it finds. Pure types. Samples and positions are counted from 0. */
import type { Dataset, SplitName } from '../dataset'

export type AuditedSet = Pick<Dataset, 'kind' | 'shape' | 'classes' | 'labels' | 'axis' | 'numbers'>

export type Finding = {
  readonly level: 'error' | 'warning' | 'info'
  readonly title: string
  /** What is the matter, what follows from it, and what to do. */
  readonly sentence: string
  /** Positions in the data set, the gravest first; empty where it is not about single samples. */
  readonly samples: readonly number[]
  /** Those of them that are to be left out if the finding is to go away, ascending. */
  readonly surplus: readonly number[]
  /** Whether they may be right, so that they should be looked at before. */
  readonly isDoubtful: boolean
}
export type Outlier = { readonly sample: number; readonly score: number; readonly words: string }
/** Two samples that are equal or nearly so. */
export type SamplePair = {
  readonly a: number
  readonly b: number
  readonly isExact: boolean
  readonly correlation: number
}

export type Audit = {
  /** How many were looked at: those that are left out take no part. */
  readonly samples: number
  /** Samples of each class by split; of all, where numbers are predicted. */
  readonly counts: Readonly<Record<SplitName, readonly number[]>>
  /** The smallest and the largest value. */
  readonly range: readonly [least: number, most: number]
  /** For each class, or for all samples where numbers are predicted: `[positions]`. */
  readonly classes: readonly {
    readonly count: number
    readonly mean: Float32Array
    readonly deviation: Float32Array
  }[]
  readonly outliers: readonly Outlier[]
  readonly pairs: readonly SamplePair[]
  /** The gravest first. */
  readonly findings: readonly Finding[]
}
