/** What a split is, and the settings it is drawn by. Pure. */
import type { DataSettings } from '../../settings/data'
import type { SplitName } from '../dataset'

export type Splits = Readonly<Record<SplitName, Int32Array>>
export type SplitSettings = Pick<
  DataSettings,
  'validation' | 'splitSeed' | 'split' | 'group' | 'column' | 'folds' | 'fold' | 'excluded'
>
