/** The split that came with the data. Pure. */
import type { DataSettings } from '../../settings/data'

/** As folders called train and test, or two parts of arrays, are kept by an import. */
export const SPLIT_COLUMN = 'split'

/** To be split as that column says, where it is there; otherwise by chance. */
export const givenSplit = (columns: readonly string[]): Required<Pick<DataSettings, 'split' | 'column'>> =>
  columns.includes(SPLIT_COLUMN)
    ? { split: 'column', column: SPLIT_COLUMN }
    : { split: 'stratified', column: '' }
