/** What a file is, by its name. Pure. */
import type { SourceKind } from '../datasets/recipe'

const PATTERNS: readonly (readonly [SourceKind, RegExp])[] = [
  ['pictures', /\.(png|jpe?g|jfif|tiff?)$/i],
  ['fits', /\.(fits?|fts)(\.gz)?$/i],
  ['jcamp', /\.(jdx|dx|jcamp)$/i],
  [
    'arrays',
    /(\.(npz|npy|h5|hdf5?|he5|nxs|idx)|[.-]idx\d-ubyte|data_batch_\d+\.bin|test_batch\.bin|\.bin)(\.gz)?$/i,
  ],
  ['table', /\.(csv|tsv|tab|txt|dat|asc|prn)(\.gz)?$/i],
]
export const kindOf = (name: string): SourceKind | null =>
  PATTERNS.find(([, pattern]) => pattern.test(name))?.[0] ?? null

/** Pictures that are known and not read: they get a sentence of their own. */
export const isForeignPicture = (name: string): boolean =>
  /\.(gif|bmp|webp|heic|heif|avif|svg|psd|raw|cr2|nef|dng)$/i.test(name)

export const KIND_NAMES: Readonly<Record<SourceKind, readonly [one: string, many: string]>> = {
  pictures: ['picture', 'pictures'],
  fits: ['FITS file', 'FITS files'],
  table: ['table', 'tables'],
  jcamp: ['JCAMP-DX file', 'JCAMP-DX files'],
  arrays: ['array file', 'array files'],
}
