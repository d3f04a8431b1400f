/**
 * FITS images and spectra as astropy wrote them, against what it reads back. Recipe:
 * test/golden/make-sources.py.
 */
import { cpSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  importRecipe,
  column,
  float32,
  good,
  labelsOf,
  previewOf,
  refusal,
  sample,
  samples,
  SOURCES,
  surveyOf,
  taken,
  temporary,
  golden,
} from '../../support/imports'

describe('FITS images', () => {
  it.each([
    ['cubes', [6, 7, 5], 4],
    ['extensions', [4, 5, 3], 2],
    ['science', [4, 5, 1], 2],
    ['sun', [4, 5, 1], 2],
  ] as const)('of %s, the last row first', async (folder, shape, count) => {
    const { recipe, notes } = await surveyOf(folder)
    const set = good(await importRecipe(recipe))
    expect(notes.map(n => n.sentence)).toEqual([`${count} FITS files in 2 folders.`])
    expect(recipe).toMatchObject({ kind: 'fits', axis: null, target: { kind: 'classes', column: 'folder' } })
    expect([set.kind, set.shape, set.axis, set.classes, set.labels.length]).toEqual([
      'images',
      shape,
      null,
      ['elliptical', 'spiral'],
      count,
    ])
    for (const name of set.names ?? [])
      expect(sample(set, name)).toEqual(float32(golden(`${folder}/${name}`)))
  })
  it('bring what the header says of them', async () => {
    const set = await taken('cubes')
    expect(column(set, 'OBJECT')).toEqual(['G0', 'G2', 'G1', 'G3'])
    expect(column(set, 'EXPTIME')).toEqual(['53.9', '55.9', '54.9', '56.9'])
  })
  it.each(['log', 'asinh'])('are stretched band by band as astropy does: %s', async stretch => {
    const set = await taken('extensions', { params: { stretch, percent: 98 } })
    for (const name of set.names ?? []) {
      const expected = golden(`${stretch} extensions/${name}`)
      // Both compute in float32 somewhere: a few units in the seventh digit.
      sample(set, name).forEach((v, i) => expect(Math.abs(v - (expected[i] ?? NaN))).toBeLessThan(2e-6))
    }
  })
  it('are brought to another size', async () => {
    expect((await taken('cubes', { params: { height: 3, width: 3, fit: 'stretch' } })).shape).toEqual([
      3, 3, 5,
    ])
  })
  it('that are read as tables are refused in words', async () => {
    const { recipe } = await surveyOf('cubes')
    expect(refusal(await importRecipe({ ...recipe, params: { ...recipe.params, read: 'table' } }))).toBe(
      'Nothing could be read. elliptical/g0.fits holds no table.',
    )
  })
})

describe('FITS spectra', () => {
  it('as rows of an image, on a linear axis', async () => {
    const { recipe } = await surveyOf('linear.fits')
    const set = good(await importRecipe(recipe))
    const seen = await previewOf(recipe)
    expect([set.kind, set.shape, samples(set)]).toEqual(['spectra', [30, 1], golden('rows')])
    expect(set.axis).toEqual({
      label: 'Wavelength',
      unit: 'nm',
      values: Array.from({ length: 30 }, (_, i) => 500 + i / 2),
    })
    expect(seen.notes.map(n => [n.level, n.sentence])).toEqual([
      ['info', '6 spectra of 30×1, wavelength from 500 to 514.5 nm.'],
      [
        'error',
        'Nothing says what each sample is: sort the files into one folder for each class, or put a ' +
          'table of file names and labels beside them.',
      ],
    ])
  })
  it('as rows of an image, on a logarithmic axis', async () => {
    const set = await taken('logarithmic.fits')
    expect(set.axis?.label).toBe('Wavelength')
    set.axis?.values.forEach((v, i) => expect(v).toBeCloseTo(10 ** (3.5 + i * 1e-3), 8))
    expect(samples(set)).toEqual(golden('rows'))
  })
  it('in rows of a table, with their wavelengths and classes', async () => {
    const set = await taken('vectors.fits')
    expect(set.axis).toEqual({ label: 'Wavelength', unit: 'Å', values: golden('vectors wave') })
    expect([set.shape, samples(set), set.classes]).toEqual([
      [25, 1],
      golden('vectors flux'),
      ['GALAXY', 'STAR'],
    ])
    expect(labelsOf(set)).toEqual([0, 1, 2, 3].flatMap(() => ['STAR', 'GALAXY']))
    expect(column(set, 'ID')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    expect(column(set, 'Z')).toHaveLength(8)
  })
  it('in a file each, flux and loglam, with the class in a second table', async () => {
    const set = await taken('sloan')
    expect([set.shape, set.classes, labelsOf(set)]).toEqual([
      [50, 1],
      ['QSO', 'STAR'],
      ['STAR', 'QSO', 'STAR', 'QSO'],
    ])
    expect([set.axis?.label, set.axis?.unit]).toEqual(['Wavelength', 'Å'])
    set.axis?.values.forEach((v, i) => expect(v).toBeCloseTo(golden('sloan axis')[i] ?? NaN, 8))
    expect(column(set, 'Z')).toEqual(['0', '0.5', '1', '1.5'])
    for (const name of set.names ?? []) expect(sample(set, name)).toEqual(golden(`sloan/${name}`))
  })
  it('with labels by their names, and numbers if they are chosen', async () => {
    const set = await taken('joined')
    const numbers = await taken('joined', { target: { kind: 'numbers', columns: ['teff'] } })
    expect([set.classes, labelsOf(set)]).toEqual([
      ['G', 'K', 'M'],
      ['G', 'K', 'M', 'G', 'K', 'M'],
    ])
    expect(set.axis).toMatchObject({ label: 'Wavelength', unit: 'Å' })
    for (const name of set.names ?? []) expect(sample(set, name)).toEqual(golden(`joined/${name}`))
    expect([numbers.numbers?.names, [...(numbers.numbers?.values ?? [])]]).toEqual([
      ['teff (K)'],
      [4000, 4500, 5000, 5500, 6000, 6500],
    ])
  })
  it('of another length than the others are problems', async () => {
    const folder = temporary()
    cpSync(`${SOURCES}joined`, folder, { recursive: true })
    cpSync(`${SOURCES}vectors.fits`, `${folder}/star5.fits`)
    rmSync(`${folder}/stars.csv`)
    const found = await surveyOf(folder)
    const recipe = { ...found.recipe, target: { kind: 'none' as const } }
    expect(recipe.axis).toMatchObject({ from: 4000, to: 4078 })
    expect(good(await importRecipe(recipe)).labels).toHaveLength(13)
    expect(refusal(await importRecipe({ ...recipe, axis: null }))).toContain(
      'star5.fits: Its samples are 25×1, and those of the others 40×1.',
    )
  })
})
