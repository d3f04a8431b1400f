/** What a kind of file declares: all that needs no reading. Pure. */
import type { Params } from '../spec'

/** One format of a kind. `endings` are of file names, in small letters and without their dot. */
export type FileFormat = {
  /** As sentences call it. */
  readonly name: string
  readonly endings: readonly string[]
  /** Names without an ending of their own, as MNIST's. */
  readonly otherNames?: RegExp
  /** How its bytes begin, a character each; one of several. Left out where nothing stands there for sure. */
  readonly magic?: readonly string[]
}
export type FileKindDecl<PS extends Params = Params> = {
  /** As they are counted: one, and several. */
  readonly names: readonly [one: string, many: string]
  /** In lists of what can be opened: in short, and in full. */
  readonly inLists: { readonly brief: readonly string[]; readonly full: readonly string[] }
  readonly formats: Readonly<Record<string, FileFormat>>
  /** Whether `.gz` may stand behind the ending. */
  readonly mayBeGzipped: boolean
  /** Whether all files belong to one set of arrays, or each stands for itself. */
  readonly isTogether: boolean
  /** What the form of its reading asks. */
  readonly params: PS
  /** Parameters that mean nothing where the files hold spectra. */
  readonly imageParams: readonly (keyof PS & string)[]
  /** How to say what each sample is, where the files do not. */
  readonly targetHint: string
}
type Named<PS extends Params, F> = Omit<FileKindDecl<PS>, 'formats'> & { readonly formats: F }
/** Keeps the kind's own names of parameters and formats. */
export const defineFileKind = <const PS extends Params, const F extends Readonly<Record<string, FileFormat>>>(
  d: Named<PS, F>,
): Named<PS, F> => d

/** What most kinds say: each file is a sample. */
export const FILE_TARGET_HINT =
  'sort the files into one folder for each class, or put a table of file names and labels beside them'
/** How another size of a picture is brought to the one asked for: formats/pictures/resize.ts. */
export const FIT_CHOICES = [
  ['stretch', 'Resize'],
  ['crop', 'Crop'],
  ['pad', 'Pad'],
] as const
