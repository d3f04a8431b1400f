/** Arrays of numpy, HDF5, MNIST and CIFAR as users drop them. Recipe: test/golden/make-sources.py. */
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { NpyArray } from '../../../../engine/formats/arrays/npy'
import { partsTogether } from '../../../../engine/sources/readers/arrayParts'
import {
  importRecipe,
  column,
  float32,
  good,
  labelsOf,
  previewOf,
  refusal,
  samples,
  SOURCES,
  surveyOf,
  taken,
  temporary,
  golden,
} from '../../support/imports'

const images = golden('images')
const lines = golden('lines')
const remainders = Array.from({ length: 12 }, (_, i) => String(i % 3))
const parts = (train: number, validation: number, test: number): string[] => [
  ...Array<string>(train).fill('train'),
  ...Array<string>(validation).fill('validation'),
  ...Array<string>(test).fill('test'),
]
/** The first of three channels. */
const grey = images.filter((_, i) => i % 3 === 0)

describe('numpy', () => {
  it('x, y and the names of classes', async () => {
    const { recipe, notes } = await surveyOf('arrays/plain.npz')
    const set = good(await importRecipe(recipe))
    expect(notes.map(n => n.sentence)).toEqual(['1 array file.'])
    expect([set.kind, set.shape, set.axis, samples(set)]).toEqual(['images', [5, 6, 3], null, images])
    expect(labelsOf(set)).toEqual(remainders.map(r => ['low', 'middle', 'high'][Number(r)]))
    expect('type' in set.values && set.values.type).toBe('u8')
    expect(column(set, 'split')).toBeUndefined()
  })
  it.each([
    ['arrays/parts.npz', parts(8, 0, 4)],
    ['arrays/validation.npz', parts(6, 3, 3)],
    ['arrays/training.npz', undefined],
    ['arrays/onehot.npz', undefined],
    ['arrays/groups.h5', parts(8, 0, 4)],
  ])('%s: the parts that it comes in, and classes however they are written', async (path, split) => {
    const { recipe } = await surveyOf(path)
    const set = good(await importRecipe(recipe))
    expect(recipe.target).toEqual({ kind: 'classes', column: 'y' })
    expect([set.shape, samples(set), set.classes, labelsOf(set), column(set, 'split')]).toEqual([
      [5, 6, 3],
      images,
      ['0', '1', '2'],
      remainders,
      split,
    ])
  })
  it(
    'names that mean nothing: the largest array is the input, and what is left is predicted or a ' + 'column',
    async () => {
      const { recipe } = await surveyOf('arrays/strange.npz')
      const set = good(await importRecipe(recipe))
      expect([set.kind, set.shape, samples(set)]).toEqual(['spectra', [20, 1], lines])
      expect([set.numbers?.names, [...(set.numbers?.values ?? [])]]).toEqual([
        ['moisture'],
        float32(golden('values').filter((_, i) => i % 2 === 0)),
      ])
      expect(column(set, 'batch')).toEqual(remainders)
      expect(refusal(await importRecipe({ ...recipe, params: { input: 'nothing', target: '' } }))).toContain(
        'There is no array “nothing”: there are “measured” (12×20), “moisture” (12), “batch” (12).',
      )
      const classes = await taken('arrays/strange.npz', {
        params: { input: 'measured', target: 'batch' },
        target: { kind: 'classes', column: 'y' },
      })
      expect(labelsOf(classes)).toEqual(remainders)
    },
  )
  it('spectra with their wavelengths and two numbers each', async () => {
    const set = await taken('arrays/spectra.npz')
    expect(set.axis).toEqual({
      label: 'Wavelength',
      unit: '',
      values: Array.from({ length: 20 }, (_, i) => 400 + 20 * i),
    })
    expect([samples(set), set.numbers?.names, [...(set.numbers?.values ?? [])]]).toEqual([
      lines,
      ['y 1', 'y 2'],
      float32(golden('values')),
    ])
  })
  it('an array alone has nothing to predict, and says so', async () => {
    const { recipe } = await surveyOf('arrays/alone.npy')
    const { notes } = await previewOf(recipe)
    expect(recipe.target).toEqual({ kind: 'none' })
    expect(notes.find(n => n.level === 'error')?.sentence).toBe(
      'Nothing says what each sample is: save an array named y (or labels, or target) with one entry ' +
        'for each sample together with them, as in numpy.savez("data.npz", x=x, y=y).',
    )
    expect(samples(good(await importRecipe(recipe)))).toEqual(lines)
  })
})

describe('parts that do not belong together', () => {
  const array = (...shape: number[]): NpyArray => ({
    kind: 'integer',
    shape,
    values: new Uint8Array(shape.reduce((a, b) => a * b, 1)),
  })
  const apart = (arrays: Readonly<Record<string, NpyArray>>): string =>
    refusal(partsTogether(new Map(Object.entries(arrays)), n => n === 'x' || n === 'y'))
  it('by how many samples they have', () => {
    expect(apart({ x_train: array(8, 5), x_test: array(4, 5), y_train: array(7), y_test: array(5) })).toBe(
      'The training part of “y” has 7 samples, and that of “x” 8: both need as many.',
    )
    expect(
      apart({ x_train: array(8, 5), x_val: array(4, 5), y_train: array(8), y_valid: array(3) }),
    ).toContain('The validation part of “y” has 3')
  })
  it('by a part that one of them lacks', () => {
    expect(apart({ x_train: array(8, 5), y_train: array(8), y_test: array(3) })).toBe(
      '“y” has a test part, and “x” has none: both need one.',
    )
  })
  it('by their shape', () => {
    expect(apart({ x_train: array(8, 5), x_test: array(4, 6), y_train: array(8), y_test: array(4) })).toBe(
      'The samples of “x” are not alike in all parts: x_train is 8×5, x_test is 4×6.',
    )
  })
  it('by being there twice', () => {
    expect(apart({ x: array(8, 5), x_train: array(8, 5), x_test: array(4, 5) })).toContain(
      '“x” is there in one piece and in parts',
    )
    expect(apart({ x_val: array(8, 5), x_valid: array(8, 5) })).toBe(
      '“x_val” and “x_valid” are both the validation part of “x”: keep one.',
    )
  })
  it('are left as they are if nothing is learned from them', () => {
    const found = good(
      partsTogether(
        new Map(Object.entries({ x_train: array(8, 5), x_test: array(4, 5), loss_test: array(99) })),
        n => n === 'x',
      ),
    )
    expect([[...found.arrays.keys()], found.counts]).toEqual([
      ['x', 'loss_test'],
      { train: 8, val: 0, test: 4 },
    ])
  })
})

it('HDF5 with groups: the last parts of their paths', async () => {
  const set = await taken('arrays/flat.h5')
  expect([set.shape, samples(set), labelsOf(set)]).toEqual([[5, 6, 3], images, remainders])
  expect(set.columns?.map(c => c.name)).toEqual(['labels'])
})

describe('HDF5 with units', () => {
  const hdf5 = (name: string): string =>
    fileURLToPath(new URL(`../../../golden/hdf5/${name}`, import.meta.url))
  it('an axis by its name and length, with its unit; and a number with its own', async () => {
    const set = await taken(hdf5('units.h5'), { target: { kind: 'numbers', columns: ['moisture', 'one'] } })
    expect([set.kind, set.shape]).toEqual(['spectra', [20, 1]])
    expect(set.axis).toEqual({
      label: 'Frequency',
      unit: 'cm⁻¹',
      values: Array.from({ length: 20 }, (_, i) => 1000 + 4 * i),
    })
    expect(set.numbers?.names).toEqual(['moisture (%)', 'one'])
    expect(set.columns?.map(c => c.name)).not.toContain('frequency')
  })
  it(
    'x and y are places and values where y has one for each x; what is as long as the samples is a ' +
      'column',
    async () => {
      const { recipe } = await surveyOf(hdf5('places.h5'))
      const { columns } = await previewOf(recipe)
      const set = await taken(hdf5('places.h5'), { target: { kind: 'numbers', columns: ['fat'] } })
      expect(set.axis).toEqual({
        label: 'Wavelength',
        unit: 'nm',
        values: Array.from({ length: 20 }, (_, i) => 400 + 20 * i),
      })
      expect([set.labels.length, samples(set).slice(0, 5)]).toEqual([12, [0, 1, 2, 3, 4]])
      expect(set.numbers?.names).toEqual(['fat (g/kg)'])
      expect(columns.map(c => [c.name, c.unit])).toEqual([
        ['energy', ''],
        ['fat', 'g/kg'],
      ])
    },
  )
})

describe('IDX', () => {
  it.each(['mnist', 'mnist-gz', 'emnist'])('four files of %s', async folder => {
    const { recipe, notes } = await surveyOf(folder)
    const set = good(await importRecipe(recipe))
    expect(notes.map(n => n.sentence)).toEqual(['4 array files.'])
    expect([set.shape, samples(set), labelsOf(set)]).toEqual([[5, 6, 1], grey, remainders])
    expect(column(set, 'split')).toEqual(parts(8, 0, 4))
  })
  it('the two for training alone', async () => {
    const folder = temporary()
    for (const what of ['images-idx3', 'labels-idx1'])
      cpSync(`${SOURCES}mnist/train-${what}-ubyte`, `${folder}/train-${what}-ubyte`)
    const set = await taken(folder)
    expect([samples(set), labelsOf(set), column(set, 'split')]).toEqual([
      grey.slice(0, 8 * 30),
      remainders.slice(0, 8),
      undefined,
    ])
  })
})

describe('CIFAR', () => {
  it('10: two batches and a test part, with the names of the classes', async () => {
    const set = await taken('cifar10')
    expect([set.shape, labelsOf(set), column(set, 'split')]).toEqual([
      [32, 32, 3],
      ['cat', 'dog', 'airplane', 'cat', 'dog', 'airplane'],
      parts(4, 0, 2),
    ])
    expect(samples(set)).toEqual(
      ['data_batch_1', 'data_batch_2', 'test_batch'].flatMap(n => golden(`cifar10/${n}.bin`)),
    )
  })
  it('10: one batch alone', async () => {
    const set = await taken('cifar10/data_batch_1.bin')
    expect([samples(set), labelsOf(set)]).toEqual([golden('cifar10/data_batch_1.bin'), ['cat', 'dog']])
  })
  it('100: fine and coarse classes', async () => {
    const set = await taken('cifar100')
    const coarse = await taken('cifar100', { target: { kind: 'classes', column: 'coarse' } })
    expect([labelsOf(set), column(set, 'split')]).toEqual([['70', '99', '70', '99'], parts(3, 0, 1)])
    expect(labelsOf(coarse)).toEqual(['2', '5', '2', '5'])
    expect(samples(set)).toEqual([...golden('cifar100/train.bin'), ...golden('cifar100/test.bin')])
  })
})
