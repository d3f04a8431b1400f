/**
 * numpy's files and data sets made of them, whole and broken. Recipe of the files:
 * test/golden/make-arrays.py.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadArrayFile } from '../../../../engine/library/arrays'
import type { Dataset } from '../../../../engine/datasets/dataset'
import { readNpy, type NpyArray } from '../../../../engine/formats/arrays/npy'
import { readNpz } from '../../../../engine/formats/arrays/npz'
import { isBad } from '../../../../engine/spec'

const FOLDER = fileURLToPath(new URL('../../../golden/arrays/', import.meta.url))
const bytesOf = (name: string): Uint8Array => readFileSync(`${FOLDER}${name}`)
async function arraysOf(name: string): Promise<ReadonlyMap<string, NpyArray>> {
  const arrays = await readNpz(bytesOf(name))
  if (isBad(arrays)) throw new Error(arrays.bad)
  return arrays
}
async function loaded(name: string): Promise<Dataset> {
  const set = await loadArrayFile(`${FOLDER}${name}`)
  if (isBad(set)) throw new Error(set.bad)
  return set
}
const COUNT = Array.from({ length: 24 }, (_, i) => i)

describe('arrays', () => {
  it('of every kind of number, byte order and axis order', async () => {
    const arrays = await arraysOf('kinds.npz')
    for (const [name, { shape, values }] of arrays)
      if (/^(big_)?[fiu]\d$|^fortran/.test(name)) {
        expect([name, shape, ...values]).toEqual([
          name,
          [2, 3, 4],
          ...COUNT.map(v => (/u\d$/.test(name) ? v : v - 7)),
        ])
      }
    expect(arrays.size).toBeGreaterThan(25)
    expect([...(arrays.get('b1')?.values ?? [])]).toEqual(COUNT.map(v => v % 2))
    expect(['f4', 'i8', 'b1', 'words'].map(n => arrays.get(n)?.kind)).toEqual([
      'float',
      'integer',
      'boolean',
      'text',
    ])
    for (const name of ['version2', 'version3']) expect([...(arrays.get(name)?.values ?? [])]).toEqual(COUNT)
  })
  it('of half precision, at their edges', async () =>
    expect([...((await arraysOf('kinds.npz')).get('half')?.values ?? [])]).toEqual([
      0,
      -0,
      2 ** -24,
      -(2 ** -14),
      65504,
      Infinity,
      -Infinity,
      NaN,
    ]))
  it('of one number, of none and of words', async () => {
    const arrays = await arraysOf('kinds.npz')
    expect(arrays.get('scalar')).toMatchObject({ shape: [], values: Float32Array.of(2.5) })
    expect(arrays.get('empty')).toMatchObject({ shape: [0, 3], values: new Float64Array(0) })
    for (const name of ['words', 'words_big']) expect(arrays.get(name)?.values).toEqual(['Öl', 'meat', '水'])
    expect(arrays.get('bytes')?.values).toEqual(['ab', 'c'])
  })
  it('in a zip64 file, and in a view that begins anywhere', async () => {
    expect([...((await arraysOf('zip64.npz')).get('x')?.values ?? [])]).toEqual(COUNT)
    const bytes = bytesOf('kinds.npz')
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(await readNpz(shifted.subarray(3))).toEqual(await arraysOf('kinds.npz'))
  })
  it('are not unpacked if nobody wants them', async () =>
    expect([
      ...((await readNpz(bytesOf('bomb.npz'), n => n === 'y')) as ReadonlyMap<string, NpyArray>).keys(),
    ]).toEqual(['y']))
})

describe('what cannot be read is a sentence', () => {
  it.each([
    ['truncated.npz', /no zip, or it is cut off/],
    ['damaged.npz', /“x” is damaged or cut off/],
    ['bomb.npz', /“x” is damaged or cut off/],
  ])('%s', async (name, sentence) =>
    expect(await readNpz(bytesOf(name))).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
  it.each([
    ['objects.npy', /Python objects/],
    ['table.npy', /table of named columns/],
    ['complex.npy', /type c8, which is not read/],
  ])('%s', (name, sentence) =>
    expect(readNpy(bytesOf(name), name)).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
  it('whatever is cut off or changed: it never throws', async () => {
    const whole = [bytesOf('images.npz'), bytesOf('zip64.npz')]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        async (file, end, changes) => {
          const bytes = new Uint8Array(file)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const result = await readNpz(bytes.subarray(0, end % 3 === 0 ? end % bytes.length : bytes.length))
          expect(isBad(result) || result.size > 0).toBe(true)
        },
      ),
      { numRuns: 400, seed: 5 },
    )
  })
})

describe('a data set', () => {
  it('of images and classes', async () => {
    const set = await loaded('images.npz')
    expect(set).toMatchObject({
      title: 'images',
      kind: 'images',
      shape: [4, 3, 1],
      classes: ['a', 'b', 'c', 'd'],
      ownTest: null,
      axis: null,
    })
    expect([...set.labels]).toEqual([0, 1, 3, 1, 0, 3])
    expect(set.values).toEqual(Uint8Array.from({ length: 72 }, (_, i) => i))
    expect(set.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(set.numbers).toBeUndefined()
  })
  it('of spectra and numbers, with an axis and weights', async () => {
    const set = await loaded('spectra.npz')
    expect(set).toMatchObject({
      kind: 'spectra',
      shape: [7, 1],
      classes: [],
      axis: { label: 'wavelength', unit: '' },
    })
    expect(set.axis?.values).toEqual([850, 860, 870, 880, 890, 900, 910])
    expect(set.values).toEqual(Float32Array.from({ length: 35 }, (_, i) => i / 8))
    expect(set.numbers).toEqual({
      names: ['fat', 'water'],
      values: Float32Array.from({ length: 10 }, (_, i) => i / 4),
    })
    expect([...set.labels]).toEqual([0, 0, 0, 0, 0])
    expect([...(set.sampleWeights ?? [])]).toEqual([1, 0.5, 0, 2, 1])
  })
  it('with a test part of its own', async () => {
    const set = await loaded('parts.npz')
    expect(set).toMatchObject({ shape: [4, 3, 1], classes: ['0', '1'], ownTest: [4, 6] })
    expect([...set.labels]).toEqual([0, 1, 0, 1, 1, 0])
    expect(set.values).toEqual(Float32Array.from({ length: 72 }, (_, i) => i))
  })
  it('of several inputs and targets', async () => {
    const set = await loaded('several.npz')
    expect(set).toMatchObject({ shape: [4, 3, 1], classes: ['no', 'yes'] })
    expect(set.moreInputs?.map(i => [i.name, i.shape, i.values.length])).toEqual([
      ['x2', [7, 1], 42],
      ['x_meta', [2, 1], 12],
    ])
    expect(set.moreTargets).toMatchObject([
      {
        name: 'y_fat',
        classes: [],
        numbers: { names: ['y_fat'], values: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5) },
      },
    ])
  })
})

/** An .npz with stored arrays, float64 or int32, as small as can be. */
function file(arrays: Record<string, { shape: number[]; values: Float64Array | Int32Array }>): string {
  const encode = (s: string) => new TextEncoder().encode(s)
  const parts: Uint8Array[] = []
  const central: Uint8Array[] = []
  let end = 0
  for (const [name, { shape, values }] of Object.entries(arrays)) {
    const header =
      `{'descr': '<${values instanceof Int32Array ? 'i4' : 'f8'}', 'fortran_order': False, 'shape': ` +
      `(${shape.join(', ')},), }\n`
    const content = Buffer.concat([
      Buffer.from([0x93]),
      encode('NUMPY'),
      Buffer.from([1, 0, header.length & 255, header.length >> 8]),
      encode(header),
      new Uint8Array(values.buffer),
    ])
    const local = Buffer.alloc(30)
    const entry = Buffer.alloc(46)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(name.length + 4, 26)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt32LE(crc(content), 16)
    entry.writeUInt32LE(content.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(name.length + 4, 28)
    entry.writeUInt32LE(end, 42)
    parts.push(local, encode(`${name}.npy`), content)
    central.push(entry, encode(`${name}.npy`))
    end += 30 + name.length + 4 + content.length
  }
  const last = Buffer.alloc(22)
  last.writeUInt32LE(0x06054b50)
  last.writeUInt16LE(Object.keys(arrays).length, 10)
  last.writeUInt32LE(end, 16)
  const path = join(mkdtempSync(join(tmpdir(), 'receptive-')), 'mine.npz')
  writeFileSync(path, Buffer.concat([...parts, ...central, last]))
  return path
}
/** CRC-32 bit by bit, not to test zlib with itself. */
function crc(bytes: Uint8Array): number {
  let c = ~0
  for (const b of bytes) {
    c ^= b
    for (let i = 0; i < 8; i++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return ~c >>> 0
}
const floats = (shape: number[], change: Record<number, number> = {}) => ({
  shape,
  values: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => change[i] ?? i / 4),
})
const ints = (...values: number[]) => ({ shape: [values.length], values: Int32Array.from(values) })

describe('a data set with something wrong in it says what and where', () => {
  const x = floats([3, 4])
  const y = ints(0, 1, 2)
  it.each([
    ['no input', { y }, /no input among its arrays: name it x/],
    ['nothing to predict', { x }, /nothing to predict among its arrays: name it y/],
    [
      'a value that is not a number',
      { x: floats([3, 2, 2], { 9: NaN }), y },
      /“x” holds NaN at sample 2, place \[0, 1\]/,
    ],
    [
      'an infinity',
      { x: floats([3, 4], { 0: -Infinity }), y },
      /“x” holds -Infinity at sample 0, place \[0\]/,
    ],
    [
      'a value beyond float32',
      { x: floats([3, 4], { 1: 1e300 }), y },
      /“x” holds 1e\+300 .*within the range of float32/,
    ],
    ['numbers that are none', { x, y: floats([3], { 1: NaN }) }, /“y” holds NaN at sample 1:/],
    [
      'a negative label',
      { x, y: ints(0, -1, 1) },
      /“y” holds -1 at sample 1: classes are whole numbers from 0/,
    ],
    [
      'a label as large as a date',
      { x, y: ints(0, 20241231, 1) },
      /“y” holds 20241231 at sample 1, but there are at most 65536/,
    ],
    ['too few labels', { x, y: ints(0, 1) }, /“y” has 2 samples and “x” 3/],
    [
      'whole numbers in columns',
      { x, y: { shape: [3, 2], values: Int32Array.from([1, 2, 0, 1, 0, 1]) } },
      /“y” is 3×2 of whole numbers/,
    ],
    ['five axes', { x: floats([3, 1, 1, 1, 2]), y }, /“x” is 3×1×1×1×2; an input is/],
    ['one axis', { x: floats([3]), y }, /“x” is 3; an input is/],
    ['no samples', { x: floats([0, 4]), y: ints() }, /“x” holds no samples/],
    ['no values', { x: floats([3, 0]), y }, /“x” is 3×0; an input is/],
    [
      'an input in one part and a target in two',
      { x, y_train: ints(0), y_test: ints(1, 1) },
      /“y” must come in one piece, or as y_train and y_test/,
    ],
    [
      'a training part alone',
      { x_train: x, y_train: y },
      /“x” must come in one piece, or as x_train and x_test/,
    ],
    [
      'parts of other sizes',
      { x_train: x, x_test: x, y_train: ints(0, 1), y_test: ints(0, 1, 1, 1) },
      /“y_train” counts 2 samples, and the training part 3/,
    ],
    [
      'parts of other shapes',
      { x_train: x, x_test: floats([2, 5]), y_train: y, y_test: ints(0, 1) },
      /“x_train” \(3×4, float\) and “x_test” \(2×5, float\)/,
    ],
    ['a validation part', { x, y, x_val: x }, /“x_val” looks like a validation part/],
    ['the same twice', { x, X: x, y }, /“x” and “X” are the same array twice/],
    [
      'a negative weight',
      { x, y, sample_weight: floats([3], { 1: -2 }) },
      /“sample_weight” holds -2 at sample 1/,
    ],
    [
      'weights of nothing',
      { x, y, sample_weight: floats([3], { 0: 0, 1: 0, 2: 0 }) },
      /“sample_weight” holds zeros only/,
    ],
    [
      'an axis of another length',
      { x, y, wavelength: floats([5]) },
      /“wavelength” has 5 values, but a sample is 4×1/,
    ],
  ])('%s', async (_, arrays, sentence) => {
    const result = await loadArrayFile(file(arrays as Record<string, ReturnType<typeof floats>>))
    expect(result).toMatchObject({ bad: expect.stringMatching(sentence) as string })
    expect(result).toMatchObject({ bad: expect.stringMatching(/^mine\.npz could not be read\. /) as string })
  })
  it('labels need not be dense', async () =>
    expect(await loadArrayFile(file({ x, y: ints(0, 4, 4) }))).toMatchObject({
      classes: ['0', '1', '2', '3', '4'],
    }))
  it('a file that is not there', async () =>
    expect(await loadArrayFile('/nowhere/a.npz')).toMatchObject({
      bad: expect.stringContaining('is missing') as string,
    }))
  it('a file of another kind', async () =>
    expect(await loadArrayFile(`${FOLDER}table.npy`)).toMatchObject({
      bad: expect.stringContaining('not an .npz file') as string,
    }))
})
