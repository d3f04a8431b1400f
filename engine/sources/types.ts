/**
 * What a user's files are read as. Pure types: the contract hands them to the window.
 * Every kind of file ends as blocks of samples with columns beside them; what is predicted, and what
 * keeps samples together in a split, is chosen among the columns afterwards, whatever the files were.
 */
import type { Axis, Measure } from '../datasets/dataset'
import type { GivenRoles, Role, Understood } from '../datasets/roles'
import type { Recipe } from '../datasets/recipe'
import type { AnyValues, Bad, Shape } from '../spec'

/** `name` is relative to what was opened, with `/`; `modified` in milliseconds. */
export type SourceFile = {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly modified: number
}

/** One value for each sample: NaN or an empty text where there is none. */
export type Column =
  | { readonly name: string; readonly unit: string; readonly kind: 'numbers'; readonly values: Float64Array }
  | {
      readonly name: string
      readonly unit: string
      readonly kind: 'text'
      readonly values: readonly string[]
    }

export type SampleBlock = {
  readonly kind: 'images' | 'spectra'
  /** Of one sample, channels last. */
  readonly shape: Shape
  readonly axis: Axis | null
  /** `[samples, ...shape]`. */
  readonly values: Float32Array | Uint8Array
  /** What the values are; left out where the files do not say. */
  readonly measure?: Measure
  /** What each sample is called. */
  readonly names: readonly string[]
  readonly columns: readonly Column[]
  /** What each part of the file was taken for, and what was done to the values. */
  readonly understood: readonly Understood[]
}

type Proposal = { readonly params: AnyValues; readonly notes: readonly Note[] }
/** How one kind of file is read; `params` are the values of what its declaration asks. */
export type SourceReader = {
  /** Better defaults than the declared ones, from some of the files, and what is to be said of these. */
  propose?(files: readonly SourceFile[]): Promise<Proposal>
  /** The samples of `files`, which are one unless the kind's files are read together. */
  decode(files: readonly SourceFile[], params: AnyValues, roles: GivenRoles): Promise<SampleBlock | Bad>
}

export type Note = { readonly level: 'info' | 'warning' | 'error'; readonly sentence: string }
/** A file that could not be read, and why. */
export type FileProblem = { readonly name: string; readonly sentence: string }

/**
 * A column in short: how many different values it has, empty ones left out, and some of them; `isWhole` if
 * all are whole numbers.
 */
export type ColumnHead = {
  readonly name: string
  readonly unit: string
  readonly kind: Column['kind']
  readonly isWhole: boolean
  readonly distinct: number
  readonly examples: readonly string[]
  /** What the reader takes it for, where its values say so. */
  readonly role?: Role
}

/** What is there, before anything is imported. */
export type Survey = {
  readonly recipe: Recipe
  readonly files: number
  readonly bytes: number
  /** In plain words, what was found and how it is understood. */
  readonly notes: readonly Note[]
}

/** Some samples as the recipe would import them, and what is said of them. */
export type Preview = {
  readonly kind: 'images' | 'spectra'
  readonly shape: Shape
  readonly axis: Axis | null
  readonly values: Float32Array
  /** Whether values are 0 to 255. */
  readonly isBytes: boolean
  readonly names: readonly string[]
  /** What each of them would be: its class, or its numbers in words. */
  readonly targets: readonly string[]
  /** Null where that is known only after import. */
  readonly samples: number | null
  readonly columns: readonly ColumnHead[]
  readonly problems: readonly FileProblem[]
  readonly notes: readonly Note[]
  /** What each part of the files was taken for; what is not sure stands first. */
  readonly understood: readonly Understood[]
}

export type ImportProgress = {
  /** Files that were read, and all of them. */
  readonly done: number
  readonly total: number
  readonly samples: number
  readonly perSecond: number
  readonly problems: number
}
