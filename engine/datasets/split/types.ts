/** What a split is, and the settings it is drawn by. Pure. */
import type { DataSettings } from '../../settings/data'
import type { SplitName } from '../dataset'

/** Positions in the whole data set, ascending; no sample is in two of them. */
export type Splits = Readonly<Record<SplitName, Int32Array>>
export type SplitSettings = Pick<
  DataSettings,
  'validation' | 'splitSeed' | 'split' | 'group' | 'column' | 'folds' | 'fold' | 'excluded'
>
