/** What a column, an extension or an array of the user's files is for. Pure. */

export type Role =
  'axis' | 'value' | 'error' | 'mask' | 'label' | 'target' | 'group' | 'id' | 'beside' | 'left out'
/** By the name of a column, what the user says that it is; the others are guessed. */
export type GivenRoles = Readonly<Record<string, Role>>

/** One thing that was understood of the files: kept with a data set, shown and printed. */
export type Understood = {
  /** As the files call it; a run of columns by its first and last. */
  readonly part: string
  readonly role: Role
  readonly unit: string
  /** Columns, lines or files that it stands for. */
  readonly count: number
  /** Why, or what was done to it: a sentence; empty where the name says it. */
  readonly why: string
  /** Whether nothing else is likely. */
  readonly isSure: boolean
}

/** Undefined where the user has said nothing of it. */
export const roleGiven = (given: GivenRoles, name: string): Role | undefined =>
  Object.hasOwn(given, name) ? given[name] : undefined
