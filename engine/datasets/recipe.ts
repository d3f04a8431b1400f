/** How files become a data set: the recipe that is kept with it. Pure. */
import type { FileKind } from '../fileKinds'
import type { AnyValues } from '../spec'
import type { GivenRoles } from './roles'

/** What is predicted: classes by the text of a column, or the numbers of some columns. */
export type TargetChoice =
  | { readonly kind: 'classes'; readonly column: string }
  | { readonly kind: 'numbers'; readonly columns: readonly string[] }
  | { readonly kind: 'none' }
/** How files become a data set: kept with it, so that it can be read again. */
export type Recipe = {
  readonly title: string
  /** What was opened, files and folders. */
  readonly paths: readonly string[]
  readonly kind: FileKind
  readonly params: AnyValues
  /** A table joined to the files by their names, relative like theirs; empty for none. */
  readonly labels: string
  /** Whether only files that the table names are meant. */
  readonly isListed: boolean
  /** What spectra of different axes are brought to; null where they all have the same. */
  readonly axis: {
    readonly from: number
    readonly to: number
    readonly points: number
    /** In which `from` and `to` are; sets of older versions do not say. */
    readonly unit?: string
    readonly label?: string
  } | null
  readonly target: TargetChoice
  /** What the user says that columns are; sets of older versions have none. */
  readonly roles?: GivenRoles
}
