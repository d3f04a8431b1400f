/** The reader of each kind of file that engine/fileKinds declares. */
import type { FileKind } from '../../fileKinds'
import type { SourceReader } from '../types'
import { arraysReader } from './arrays'
import { fitsReader } from './fits'
import { jcampReader } from './jcamp'
import { picturesReader } from './pictures'
import { tablesReader } from './tables'

const READERS: Readonly<Record<FileKind, SourceReader>> = {
  pictures: picturesReader,
  fits: fitsReader,
  table: tablesReader,
  jcamp: jcampReader,
  arrays: arraysReader,
}
export const sourceReader = (kind: FileKind): SourceReader => READERS[kind]
