import type { DataSettings } from '../../settings/training'
import type { SplitName } from '../dataset'

export type Splits = Readonly<Record<SplitName, Int32Array>>
export type SplitSettings = Pick<
  DataSettings,
  'validation' | 'splitSeed' | 'split' | 'group' | 'column' | 'folds' | 'fold' | 'excluded'
>
