/** The table of file kinds: what follows from it fits together, and the files of the other tests agree. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import {
  FILE_ENDINGS,
  FILE_FORMATS,
  FILE_KIND_NAMES,
  FILES_IN_FULL,
  FILES_IN_SHORT,
  fileKind,
  fileKindOf,
  formatNamed,
  withoutEnding,
} from '../../../engine/fileKinds'
import { beginsWith } from '../../../engine/fileKinds/magic'
import { isOtherPicture } from '../../../engine/fileKinds/pictures'
import { sourceReader } from '../../../engine/sources/readers'

const GOLDEN = fileURLToPath(new URL('../../golden/', import.meta.url))

it.each(FILE_KIND_NAMES)('%s has a reader, words and formats', kind => {
  expect(typeof sourceReader(kind).decode).toBe('function')
  const { names, inLists, formats, params, imageParams } = fileKind(kind)
  expect([...names, ...inLists.brief, ...inLists.full].every(word => word.length > 0)).toBe(true)
  expect(Object.keys(formats).length).toBeGreaterThan(0)
  expect(imageParams.filter(name => !(name in params))).toEqual([])
})

it('an ending belongs to one format, and is known in capitals and where it may be gzipped', () => {
  const endings = FILE_FORMATS.flatMap(f => f.endings)
  expect(endings.filter((e, i) => endings.indexOf(e) !== i || e !== e.toLowerCase())).toEqual([])
  for (const { id, kind, endings: own } of FILE_FORMATS)
    for (const ending of own) {
      expect(formatNamed(`folder.d/some file.${ending.toUpperCase()}`)?.id).toBe(id)
      expect(fileKindOf(`x.${ending}.gz`)).toBe(fileKind(kind).mayBeGzipped ? kind : null)
      expect(isOtherPicture(`x.${ending}`)).toBe(false)
      expect(withoutEnding(`x.y.${ending}`)).toBe('x.y')
    }
})

it.each([
  ['train-images-idx3-ubyte', 'arrays'],
  ['t10k-labels.idx1-ubyte.gz', 'arrays'],
  ['data_batch_1.bin', 'arrays'],
  ['png', null],
  ['.gz', null],
  ['a.png.txt', 'table'],
  ['a.fits.gz.part', null],
  ['a.gif', null],
] as const)('%s is %s', (name, kind) => {
  expect(fileKindOf(name)).toBe(kind)
})

it('the dialog shows every ending', () => {
  expect(FILE_FORMATS.flatMap(f => f.endings).filter(e => !FILE_ENDINGS.includes(e))).toEqual([])
  expect(FILE_ENDINGS).toContain('gz')
})

it('lists of what can be opened name every kind', () => {
  expect(FILES_IN_SHORT).toBe('Pictures, FITS, tables of spectra, JCAMP-DX, npz, HDF5')
  expect(FILES_IN_FULL).toBe(
    'pictures (PNG, JPEG, TIFF), FITS, tables (CSV, TSV), JCAMP-DX, npy, npz, HDF5, IDX and CIFAR files',
  )
})

it.each([
  'sources/classes/cat/1.png',
  'pictures/444.jpg',
  'pictures/cmyk.tif',
  'pictures/bigtiff.tif',
  'sources/vectors.fits',
  'jcamp/small.jdx',
  'sources/expected.npz',
  'sources/arrays/alone.npy',
  'hdf5/packed.h5',
])('how %s begins tells its format, and no other', path => {
  const bytes = new Uint8Array(readFileSync(GOLDEN + path))
  const found = FILE_FORMATS.filter(f => f.magic && beginsWith(bytes, f.magic))
  expect(found.map(f => f.id)).toEqual([formatNamed(path)?.id])
})
