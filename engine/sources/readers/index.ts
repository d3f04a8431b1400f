/** The reader of each kind of file that engine/fileKinds declares. */
import type { FileKind } from '../../fileKinds'
import type { SourceReader } from '../types'
import { arrays } from './arrays'
import { fits } from './fits'
import { jcamp } from './jcamp'
import { pictures } from './pictures'
import { tables } from './tables'

const READERS: Readonly<Record<FileKind, SourceReader>> = { pictures, fits, table: tables, jcamp, arrays }
export const sourceReader = (kind: FileKind): SourceReader => READERS[kind]
