/**
 * The table of file kinds. A new one is a declaration beside this and a line here, and a reader and its line
 * in engine/sources/readers; endings, dialogs, forms, lists in sentences and the check of recipes follow.
 * Pure.
 */
import { arrays } from './arrays'
import { fits } from './fits'
import { jcamp } from './jcamp'
import { pictures } from './pictures'
import { tables } from './tables'
import type { FileFormat, FileKindDecl } from './types'

export const FILE_KINDS = { pictures, fits, table: tables, jcamp, arrays } as const
export type FileKind = keyof typeof FILE_KINDS
export const FILE_KIND_NAMES = Object.keys(FILE_KINDS) as readonly FileKind[]
export const fileKind = (kind: FileKind): FileKindDecl => FILE_KINDS[kind] as unknown as FileKindDecl

type KnownFormat = FileFormat & { readonly kind: FileKind; readonly id: string }
export const FILE_FORMATS: readonly KnownFormat[] = FILE_KIND_NAMES.flatMap(kind =>
  Object.entries(fileKind(kind).formats).map(([id, format]) => ({ ...format, kind, id })),
)
const BY_ENDING = new Map(FILE_FORMATS.flatMap(format => format.endings.map(ending => [ending, format])))
const OTHERWISE_NAMED = FILE_FORMATS.filter(format => format.otherNames)
const GZIPPED = /\.gz$/i

/** The format of a file of this name; null where no kind has such names. */
export function formatNamed(name: string): KnownFormat | null {
  const plain = name.replace(GZIPPED, '')
  const found =
    BY_ENDING.get(endingOf(plain)) ?? OTHERWISE_NAMED.find(format => format.otherNames?.test(plain))
  return found && (plain === name || fileKind(found.kind).mayBeGzipped) ? found : null
}
export const fileKindOf = (name: string): FileKind | null => formatNamed(name)?.kind ?? null

/** In small letters and without its dot; empty where there is none. */
const endingOf = (name: string): string =>
  name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : ''

export function withoutEnding(name: string): string {
  const plain = name.replace(GZIPPED, '')
  const ending = endingOf(plain)
  return BY_ENDING.has(ending) ? plain.slice(0, -ending.length - 1) : plain
}

/** Of every file that can be opened, for dialogs. */
export const FILE_ENDINGS: readonly string[] = [...BY_ENDING.keys(), 'gz']

const listed = (length: 'brief' | 'full'): readonly string[] =>
  FILE_KIND_NAMES.flatMap(kind => fileKind(kind).inLists[length])
const BRIEFLY = listed('brief').join(', ')
/** “Pictures, FITS, …”: what can be opened. */
export const FILES_IN_SHORT = BRIEFLY.charAt(0).toUpperCase() + BRIEFLY.slice(1)
/** “pictures (PNG, …), …, IDX and CIFAR files”: all that can be opened, in the middle of a sentence. */
export const FILES_IN_FULL = `${listed('full').slice(0, -1).join(', ')} and ${listed('full').at(-1)} files`
