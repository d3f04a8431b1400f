/** The splits that samples are dealt to, in the order they are told. */
import type { SplitName } from '../../preload/contract'

export const SPLITS = ['training', 'validation', 'test'] as const satisfies readonly SplitName[]
export const titleOfSplit = (name: SplitName): string => name.charAt(0).toUpperCase() + name.slice(1)
