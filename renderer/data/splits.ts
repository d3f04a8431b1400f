/** Titles of the splits. */
import type { SplitName } from '../../preload/contract'

export const titleOfSplit = (name: SplitName): string => name.charAt(0).toUpperCase() + name.slice(1)
